"""The Carrows: a mother who left for an address that the father must not learn, three children, a grandmother near by.

Everything is done by the real services, each at its own moment, so that it could have happened just so.
"""

from dataclasses import dataclass
from datetime import date, datetime

from rock.accounts.models import User
from rock.core import time
from rock.core.services import PUBLIC
from rock.demo.council.story.chance import LONDON
from rock.demo.today.casting import Cast
from rock.demo.today.facts import (
    ALFIE,
    CRAIG,
    FAMILY_WORDS,
    FIRST_TALK,
    FIRST_WORDS,
    FOR_CRAIG,
    HIS_TALK,
    LEANNE,
    LEFT_ON,
    MAISIE,
    NEW_HOME,
    OLD_HOME,
    REASONS,
    SCHOOL,
    TYLER,
    WORDS,
)
from rock.demo.today.network import add_network, family_of
from rock.doors.family.services.opening import open_door
from rock.practice.requests.answers import PersonAsked, RequestAnswers
from rock.practice.requests.models import (
    AskerKind,
    ContactMethod,
    Decision,
    PrimaryNeed,
    ReferralSource,
    RequestForSupport,
    RequestPerson,
    Route,
    Talked,
)
from rock.practice.requests.services import deciding, handling, liaison, matching, receiving, telling
from rock.records.models import Answer, Channel, Family, Person, RelationshipKind
from rock.records.models.codes import Ethnicity, Sex
from rock.records.services import people, places, relationships
from rock.teams.services import allocating


@dataclass
class Carrows:
    """The family, as far as it has a record."""

    cast: Cast
    people: dict[str, Person]

    def __getitem__(self, given_name: str) -> Person:
        """Return somebody of the family by their given name."""
        return next(one for one in self.people.values() if one.given_name == given_name)

    @property
    def family(self) -> Family:
        """Return the family that the second decision made."""
        return Family.objects.get(name="Carrow", members__person=self["Alfie"])

    @property
    def children(self) -> list[Person]:
        """Return the children, eldest first."""
        return [self.people[asked.name] for asked in (TYLER, MAISIE, ALFIE) if asked.name in self.people]


def moment(month: int, day: int, hour: int, minute: int, year: int = 2026) -> datetime:
    """Return a moment in London."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def make_carrows(cast: Cast) -> Carrows:
    """Tell what happened to the family until today."""
    carrows = Carrows(cast, {})
    _first_request(carrows)
    found = _second_request(carrows)
    _told(carrows, found)
    _allocated(carrows, found)
    return carrows


def _answers(key: str, words: dict[str, str], *asked: PersonAsked) -> RequestAnswers:
    return RequestAnswers(
        submission_key=key,
        asker_kind=AskerKind.PROFESSIONAL,
        source_code=ReferralSource.S2A,
        contact_method=ContactMethod.ONLINE,
        talked=Talked.YES,
        people=asked,
        words=words,
        asker_name="Priya Nandakumar",
        asker_agency=SCHOOL,
        asker_role="Safeguarding lead",
        asker_contact="01632 960417",
        agreement_help=Answer.YES,
        agreement_ask=Answer.YES,
    )


def _prepare(carrows: Carrows, request: RequestForSupport, by: User) -> None:
    """Take the request, find or make everybody's record, and open the history."""
    handling.look_at(by=by, request=request)
    handling.take(by=by, request=request)
    for asked in RequestPerson.objects.filter(request=request).order_by("pk"):
        known = carrows.people.get(asked.name)
        if known:
            handling.match_person(by=by, asked=asked, person=known)
        else:
            matching.create_and_match(by=by, asked=asked)
        if asked.person:
            carrows.people[asked.name] = asked.person
    handling.open_history(by=by, request=request, people_found=len(carrows.people))


def _first_request(carrows: Carrows) -> None:
    """A year and a half ago: money was short, and help near by was enough."""
    users = carrows.cast.users
    with time.at(moment(6, 10, 11, 25, 2025)):
        request = receiving.receive_request(
            by=PUBLIC, answers=_answers("carrows-1", FIRST_WORDS, TYLER, MAISIE, LEANNE, CRAIG)
        )
    with time.at(moment(6, 10, 14, 5, 2025)):
        _prepare(carrows, request, users["hub_worker"])
        _described(carrows, users["hub_worker"])
    with time.at(moment(6, 11, 9, 40, 2025)):
        decision = deciding.decide(
            by=users["hub_manager"],
            request=request,
            route=Route.COMMUNITY,
            reasons="No earlier record. Short of money since Craig lost shifts; school and nan close by. Help near home fits.",
            family_words="Money is tight just now. The family hub on the corner can help with bills, and with lunches.",
        )
    for name, words in (
        (LEANNE.name, "Money is tight just now. The family hub on the corner can help."),
        (CRAIG.name, "The family hub can help with bills while your shifts are short."),
    ):
        _tell(carrows, decision, name, words, Channel.LETTER, moment(6, 11, 10, 15, 2025))
    with time.at(moment(6, 11, 10, 30, 2025)):
        telling.tell_asker(by=users["hub_worker"], request=request)


def _described(carrows: Carrows, by: User) -> None:
    """Write what the hub learned of everybody when it first spoke with them."""
    for name, sex in (
        (TYLER.name, Sex.MALE),
        (MAISIE.name, Sex.FEMALE),
        (LEANNE.name, Sex.FEMALE),
        (CRAIG.name, Sex.MALE),
    ):
        _describe(carrows.people[name], sex, by)
    leanne, craig = carrows.people[LEANNE.name], carrows.people[CRAIG.name]
    nan = people.create_person(
        by=by, searched_for="Maureen Holt", given_name="Maureen", family_name="Holt", birth_date=date(1966, 12, 3)
    )
    _describe(nan, Sex.FEMALE, by)
    carrows.people["Maureen Holt"] = nan
    for child in carrows.children:
        _relate_child(carrows, child, by)
    relationships.relate(by=by, person=leanne, other=craig, kind=RelationshipKind.PARTNER)
    lines, code = OLD_HOME
    together = [craig, *carrows.children]
    places.move_home(by=by, person=leanne, lines=lines, code=code, since=date(2019, 9, 1), together_with=together)
    places.add_contact_point(by=by, person=craig, channel=Channel.TEXT, value="07700 900514", safe=True, preferred=True)


def _describe(person: Person, sex: Sex, by: User) -> None:
    people.describe(
        by=by,
        person=person,
        sex=sex,
        ethnicity=Ethnicity.WBRI,
        first_language="English",
        needs_interpreter=False,
        reading_note="",
    )


def _relate_child(carrows: Carrows, child: Person, by: User) -> None:
    for name in (LEANNE.name, CRAIG.name):
        relationships.relate(
            by=by,
            person=carrows.people[name],
            other=child,
            kind=RelationshipKind.PARENT,
            parental_responsibility=True,
        )
    nan = carrows.people["Maureen Holt"]
    relationships.relate(by=by, person=nan, other=child, kind=RelationshipKind.GRANDPARENT)


def _second_request(carrows: Carrows) -> Decision:
    """The school writes in September; the address is hidden before anything else is done."""
    users, by = carrows.cast.users, carrows.cast.users["hub_worker"]
    with time.at(moment(9, 22, 13, 40)):
        request = receiving.receive_request(
            by=PUBLIC, answers=_answers("carrows-2", WORDS, TYLER, MAISIE, ALFIE, LEANNE, CRAIG)
        )
    with time.at(moment(9, 22, 14, 10)):
        leanne = carrows.people[LEANNE.name]
        lines, code = NEW_HOME
        _prepare(carrows, request, by)
        alfie = carrows.people[ALFIE.name]
        _describe(alfie, Sex.MALE, by)
        _relate_child(carrows, alfie, by)
        places.move_home(
            by=by,
            person=leanne,
            lines=lines,
            code=code,
            since=LEFT_ON,
            hidden=True,
            also_hidden="Limpet House, Seabank Surgery",
            together_with=carrows.children,
        )
        _parted(carrows, by)
        places.add_contact_point(
            by=by,
            person=leanne,
            channel=Channel.TEXT,
            value="07700 900283",
            safe=True,
            rule="Text on school days before three. Never leave a voicemail.",
            preferred=True,
        )
    with time.at(moment(9, 23, 9, 50)):
        return deciding.decide(
            by=users["hub_manager"],
            request=request,
            route=Route.ASSESSMENT,
            reasons=REASONS,
            family_words=FAMILY_WORDS,
            primary_need=PrimaryNeed.N1,
        )


def _parted(carrows: Carrows, by: User) -> None:
    leanne, craig = carrows.people[LEANNE.name], carrows.people[CRAIG.name]
    relationships.end_relationship(by=by, relationship=leanne.relationships.get(other=craig), on=LEFT_ON)
    relationships.relate(by=by, person=leanne, other=craig, kind=RelationshipKind.FORMER_PARTNER, since=LEFT_ON)


def _tell(carrows: Carrows, decision: Decision, name: str, words: str, channel: Channel, at: datetime) -> None:
    """Tell somebody, who then has a door as a person of the demo, signed in with one click."""
    users, person = carrows.cast.users, carrows.people[name]
    own = users["mother" if name == LEANNE.name else "father"]
    with time.at(at):
        open_door(by=users["hub_manager"], person=person, user=own)
        told = telling.tell_now(by=users["hub_manager"], decision=decision, person=person, words=words, channel=channel)
        telling.mark_told(by=users["hub_manager"], telling=told)


def _told(carrows: Carrows, decision: Decision) -> None:
    users, leanne = carrows.cast.users, carrows.people[LEANNE.name]
    _tell(carrows, decision, LEANNE.name, FAMILY_WORDS, Channel.TEXT, moment(9, 23, 10, 20))
    _tell(carrows, decision, CRAIG.name, FOR_CRAIG, Channel.LETTER, moment(9, 24, 11, 30))
    request, named = decision.request, {}
    with time.at(moment(9, 23, 10, 40)):
        telling.tell_asker(by=users["hub_worker"], request=request)
        for person, channel, rule in (
            (leanne, Channel.TEXT, "Text on school days before three. Never leave a voicemail."),
            (carrows.people[CRAIG.name], Channel.PHONE, "After four, when he is back from work."),
        ):
            named[person.given_name] = liaison.name_liaison(
                by=users["hub_manager"],
                request=request,
                person=person,
                worker=users["hub_worker"],
                channel=channel,
                safe_rule=rule,
            )
    for name, day, words in (("Leanne", 23, FIRST_TALK), ("Craig", 25, HIS_TALK)):
        with time.at(moment(9, day, 15, 30)):
            at = moment(9, day, 14, 45)
            liaison.first_conversation(by=users["hub_worker"], liaison=named[name], happened_at=at, words=words)
    with time.at(moment(9, 23, 15, 40)):
        add_network(decision, by=users["hub_worker"], leanne=leanne, nan=carrows.people["Maureen Holt"])


def _allocated(carrows: Carrows, decision: Decision) -> None:
    users, family = carrows.cast.users, family_of(decision)
    with time.at(moment(9, 24, 9, 30)):
        for child in carrows.children:
            allocating.allocate(
                by=users["hub_manager"],
                child=child,
                family=family,
                pod=carrows.cast.pod,
                worker=users["social_worker"],
                second=carrows.cast.second,
                why="She knows the school well",
            )
