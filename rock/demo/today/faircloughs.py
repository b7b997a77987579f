"""The Faircloughs: a mother who asks through the school before it is more than mornings, and early help that the school leads."""

from dataclasses import dataclass
from datetime import date

from rock.core import time
from rock.core.services import PUBLIC
from rock.demo.today.carrows import moment
from rock.demo.today.casting import Cast
from rock.demo.today.facts import SCHOOL
from rock.practice.requests.answers import PersonAsked, RequestAnswers
from rock.practice.requests.models import (
    AskerKind,
    ContactMethod,
    Decision,
    ReferralSource,
    RequestForSupport,
    RequestPerson,
    Route,
    Talked,
)
from rock.practice.requests.services import deciding, handling, matching, receiving, telling
from rock.records.models import (
    Answer,
    Channel,
    Family,
    Person,
    RelationshipKind,
)
from rock.records.services import relationships
from rock.teams.services import allocating

RUBY = PersonAsked("Ruby Fairclough", True, date(2019, 2, 11), school=SCHOOL)
RACHEL = PersonAsked(
    "Rachel Fairclough", False, date(1994, 6, 3), who="Mum", address="31 Shingle Lane, Blackpool, FY99 5QU"
)
WORDS = {
    "going_well": "Ruby tells the best stories in her class, and her mum reads every note that we send home.",
    "worry": "Since Mum’s shifts at the bakery begin at five, Ruby gets herself up. She has been late eleven times.",
    "tried": "We rang, and Mum cried. A teaching assistant has waited at the gate since.",
    "would_help": "A plan for the mornings that does not cost Mum her work.",
    "family_said": "Mum asked me to write this, and sat beside me.",
}
REASONS = "One morning problem with one cause, a mother who asks for help, a school that is close. No earlier record."
FOR_RACHEL = (
    "You asked for help with the mornings before it became more than that. Ms Nandakumar at Ruby’s school leads a plan "
    "that you write together. Somebody from our team stands by you both."
)


@dataclass(frozen=True)
class Faircloughs:
    """The mother and her daughter, by given name, and who works with them."""

    cast: Cast
    people: dict[str, Person]
    family: Family


def make_faircloughs(cast: Cast) -> Faircloughs:
    """Let the school ask, the hub decide that it leads, and a worker stand by them."""
    home = _decided(cast)
    with time.at(moment(10, 8, 9, 30)):
        allocating.allocate(
            by=cast.users["hub_manager"],
            child=home.people["Ruby"],
            family=home.family,
            pod=cast.pod,
            worker=cast.users["social_worker"],
            second=cast.second,
            why="She works with the school already",
        )
    return home


def _decided(cast: Cast) -> Faircloughs:
    by = cast.users["hub_worker"]
    with time.at(moment(10, 5, 14, 10)):
        request = receiving.receive_request(by=PUBLIC, answers=_answers(cast))
    with time.at(moment(10, 5, 15, 25)):
        people = _known(request, cast)
    with time.at(moment(10, 6, 10, 5)):
        decision = deciding.decide(
            by=cast.users["hub_manager"],
            request=request,
            route=Route.EARLY_HELP,
            reasons=REASONS,
            family_words=FOR_RACHEL,
            early_help_lead=lead_of(cast),
        )
    with time.at(moment(10, 6, 10, 30)):
        _told(cast, decision, people["Rachel"])
        telling.tell_asker(by=by, request=request)
    if decision.occasion.family is None:
        raise ValueError("the decision made no family")
    return Faircloughs(cast, people, decision.occasion.family)


def lead_of(cast: Cast) -> str:
    """Return the partner who leads, and where she works."""
    return f"{cast.users['school'].name}, {SCHOOL}"


def _answers(cast: Cast) -> RequestAnswers:
    return RequestAnswers(
        submission_key="faircloughs",
        asker_kind=AskerKind.PROFESSIONAL,
        source_code=ReferralSource.S2A,
        contact_method=ContactMethod.ONLINE,
        talked=Talked.YES,
        people=(RUBY, RACHEL),
        words=WORDS,
        asker_name=cast.users["school"].name,
        asker_agency=SCHOOL,
        asker_role="Safeguarding lead",
        asker_contact="01632 960417",
        agreement_help=Answer.YES,
        agreement_ask=Answer.YES,
    )


def _known(request: RequestForSupport, cast: Cast) -> dict[str, Person]:
    """Take the request, make a record of both, and open the history."""
    by = cast.users["hub_worker"]
    handling.look_at(by=by, request=request)
    handling.take(by=by, request=request)
    rows = RequestPerson.objects.filter(request=request).order_by("pk")
    found = [one.person for one in (matching.create_and_match(by=by, asked=row) for row in rows) if one.person]
    people = {one.given_name: one for one in found}
    kind = RelationshipKind.PARENT
    relationships.relate(by=by, person=people["Rachel"], other=people["Ruby"], kind=kind, parental_responsibility=True)
    handling.open_history(by=by, request=request, people_found=0)
    return people


def _told(cast: Cast, decision: Decision, rachel: Person) -> None:
    manager = cast.users["hub_manager"]
    told = telling.tell_now(by=manager, decision=decision, person=rachel, words=FOR_RACHEL, channel=Channel.LETTER)
    telling.mark_told(by=manager, telling=told)
