"""What the hub's services write from a request's arrival to its decision."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from rock.core.time import add_months
from rock.demo.council.loading.acts import Act, Decide, LetGo, Look, Match, OpenHistory, Receive, Take
from rock.demo.council.loading.asked import reference
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.writing.family import FamilyRows, RequestRows
from rock.demo.council.loading.writing.people import changed, live_at, make_person
from rock.practice.requests.answers import WORD_KEYS, RequestAnswers
from rock.practice.requests.called import may_be_called
from rock.practice.requests.models import (
    AskerKind,
    Decision,
    HistoryOpening,
    PrimaryNeed,
    Referral,
    RequestForSupport,
    RequestLook,
    RequestPerson,
)
from rock.practice.requests.models.decisions import SOCIAL_CARE_ROUTES
from rock.practice.requests.services.matching import split_address
from rock.practice.requests.services.receiving import asked_by
from rock.reach.models import Basis, Capacity
from rock.records.models import Agreement, AgreementKind, Answer, EventKind, Family, MemberRole, OccasionKind

FORM = [
    "submission_key",
    "asker_kind",
    "source_code",
    "contact_method",
    "talked",
    "asker_name",
    "asker_agency",
    "asker_role",
    "asker_contact",
    "asker_contact_rule",
    "asker_language",
    "danger_now",
]
ASKED = ("name", "is_child", "birth_date", "age", "who", "address", "address_hidden", "school")


def _receive(rows: FamilyRows, act: Receive) -> None:
    form = act.answers
    occasion = rows.occasion(act, OccasionKind.REQUEST)
    clock = rows.house.clock("request_decision", act.at, person=None, at=act.at)
    row = rows.tables.add(
        RequestForSupport,
        occasion_id=occasion["id"],
        clock_id=clock["id"],
        reference=reference(rows.number, act.request),
        **{name: getattr(form, name) for name in FORM},
    )
    people = [
        rows.tables.add(
            RequestPerson,
            request_id=row["id"],
            recorded_at=act.at,
            called=may_be_called(one.name),
            **{name: getattr(one, name) for name in ASKED},
        )
        for one in form.people
    ]
    rows.requests[act.request] = RequestRows(row, occasion, clock, people)
    speaker = form.asker_name or form.asker_role or "The person who asked"
    for key in WORD_KEYS:
        if words := form.words.get(key, ""):
            rows.say(act, occasion, key, words, speaker_name=speaker, language=form.asker_language or "English")
    rows.requests[act.request].agreements = list(_agreements(rows, act, form, occasion["id"]))
    rows.event(act, EventKind.REQUEST_RECEIVED, occasion_id=occasion["id"])


def _agreements(rows: FamilyRows, act: Act, form: RequestAnswers, occasion: int) -> Iterator[Made]:
    own = form.asker_kind in {AskerKind.PARENT, AskerKind.YOUNG_PERSON}
    asked = {AgreementKind.HELP: form.agreement_help, AgreementKind.ASK_AGENCIES: form.agreement_ask}
    for kind, answer in asked.items():
        yield rows.tables.add(
            Agreement,
            kind=kind,
            occasion_id=occasion,
            person_name=form.asker_name if own else "",
            answer=answer,
            asked_by=asked_by(form),
            asked_on=None if answer == Answer.NOT_ASKED else act.at.date(),
            language=form.asker_language or "English",
            in_words=form.agreement_words.get(kind, ""),
            purpose="To decide what help fits" if kind == AgreementKind.ASK_AGENCIES else "To have help",
            recorded_at=act.at,
        )


def _look(rows: FamilyRows, act: Look) -> None:
    request = rows.requests[act.request]
    user = rows.house.users[act.by or 0]
    if user in request.looks:
        request.looks[user]["last_at"] = act.at
    else:
        facts = {"request_id": request.row["id"], "user_id": user, "first_at": act.at, "last_at": act.at}
        request.looks[user] = rows.tables.add(RequestLook, **facts)


def _take(rows: FamilyRows, act: Take) -> None:
    request = rows.requests[act.request]
    request.row |= {"taken_by_id": rows.user(act.by), "taken_at": act.at}
    rows.event(act, EventKind.REQUEST_TAKEN, occasion_id=request.occasion["id"])


def _match(rows: FamilyRows, act: Match) -> None:
    request = rows.requests[act.request]
    asked = request.people[act.place]
    if act.person not in rows.people:
        given, _, family = asked["name"].strip().rpartition(" ")
        make_person(rows, act, act.person, given or family, family if given else "", asked["birth_date"])
        lines, code = split_address(asked["address"])
        if lines:
            hidden = asked["address_hidden"]
            live_at(rows, act.person, lines, code, None, hidden, asked["school"] if hidden else "")
            changed(rows, act, act.person)
    asked |= {"person_id": rows.key(act.person), "matched_by_id": rows.user(act.by), "matched_at": act.at}
    _whose_agreement(request, asked)
    around = rows.member_keys() if act.person in rows.members else [rows.key(act.person)]
    new = [one for one in around if one not in request.granted]
    source = f"request:{request.row['id']}"
    grants = rows.grant(act, new, Capacity.HUB, Basis.REQUEST, source, circle_id=rows.house.hub_circle)
    request.granted |= dict(zip(new, grants, strict=True))


def _whose_agreement(request: RequestRows, asked: Made) -> None:
    """Write whose an agreement is, where one person of the request answered under their own name."""
    name = asked["name"].lower()
    if [one["name"].lower() for one in request.people].count(name) == 1:
        for agreement in request.agreements:
            if agreement["person_name"].lower() == name:
                agreement["person_id"] = asked["person_id"]


def _let_go(rows: FamilyRows, act: LetGo) -> None:
    for grant in rows.requests[act.request].granted.values():
        grant["ends"] = act.at


def _open_history(rows: FamilyRows, act: OpenHistory) -> None:
    request = rows.requests[act.request]
    facts = {"opened_by_id": rows.user(act.by), "opened_at": act.at, "people_found": act.people_found}
    rows.tables.add(HistoryOpening, request_id=request.row["id"], **facts)
    rows.event(act, EventKind.HISTORY_OPENED, request.matched(), occasion_id=request.occasion["id"])


def _decide(rows: FamilyRows, act: Decide) -> None:
    request = rows.requests[act.request]
    _family(rows, act, request)
    occasion = rows.occasion(act, OccasionKind.DECISION)
    request.occasion["family_id"] = rows.family_key
    request.decision_occasion, request.route = occasion, act.route.value
    about = request.matched()
    spoken = {"speaker_staff_id": rows.user(act.by)}
    reasons = rows.say(act, occasion, "decision_reasons", act.reasons, about, **spoken)
    words = rows.say(act, occasion, "decision_family", act.family_words, about, **spoken)
    rows.tables.add(
        Decision,
        request_id=request.row["id"],
        occasion_id=occasion["id"],
        route=act.route,
        reasons_id=reasons["id"],
        family_words_id=words["id"],
        early_help_lead=act.lead,
        repeat_within_12_months=_referred_before(rows, request),
        decided_by_id=rows.user(act.by),
        decided_at=act.at,
    )
    if act.route in SOCIAL_CARE_ROUTES:
        _refer(rows, act, request)
    request.clock["stopped_at"] = act.at
    rows.event(act, EventKind.REQUEST_DECIDED, about, occasion_id=occasion["id"], family_id=rows.family_key)


def _family(rows: FamilyRows, act: Decide, request: RequestRows) -> None:
    numbers = {row["id"]: number for number, row in rows.people.items()}
    if rows.family is None:
        first = rows.people[numbers[request.matched()[0]]]
        rows.family = rows.tables.add(
            Family, name=first["family_name"], recorded_at=act.at, recorded_by_id=rows.user(act.by)
        )
    children = {row["person_id"] for row in request.people if row["is_child"]}
    for key in request.matched():
        if numbers[key] not in rows.members:
            rows.join(act, numbers[key], MemberRole.CHILD if key in children else MemberRole.ADULT)


def _referred_before(rows: FamilyRows, request: RequestRows) -> bool:
    day = request.occasion["happened_at"].date()
    earliest = add_months(day, -12)
    children = {row["person_id"] for row in request.people if row["is_child"]}
    earlier = (row for row in rows.referrals.values() if row["child_id"] in children)
    return any(earliest <= row["referred_on"] <= day - timedelta(days=1) for row in earlier)


def _refer(rows: FamilyRows, act: Decide, request: RequestRows) -> None:
    asked_at = request.occasion["happened_at"]
    numbers = {row["id"]: number for number, row in rows.people.items()}
    for asked in request.people:
        if asked["is_child"]:
            child = numbers[asked["person_id"]]
            rows.referrals[act.request, child] = rows.tables.add(
                Referral,
                child_id=asked["person_id"],
                contact_id=request.occasion["id"],
                referred_on=asked_at.date(),
                source_code=request.row["source_code"],
                primary_need=act.need or PrimaryNeed.N0,
                recorded_at=act.at,
            )
            clock = rows.house.clock("assessment", asked_at, person=asked["person_id"], at=act.at)
            rows.clocks[act.request, child] = clock


WRITERS: dict[type[Act], Callable[[FamilyRows, Any], None]] = {
    Receive: _receive,
    Look: _look,
    Take: _take,
    Match: _match,
    OpenHistory: _open_history,
    Decide: _decide,
    LetGo: _let_go,
}
