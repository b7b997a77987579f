"""All rows of one family as they can be compared: keys as the order in which rows of a kind were made, random parts left out."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from rock.accounts.models import RoleHolding, User
from rock.doors.family.models import DoorHolder
from rock.practice.requests import models as requests
from rock.reach.models import Grant
from rock.records import models as records
from rock.teams.models import Allocation

Picture = dict[str, Counter[str]]
SHOWN = 4

# What is drawn at random when it is made, belongs to the database alone, or has its services in a later room.
LEFT_OUT: dict[type[Model], frozenset[str]] = {
    requests.RequestForSupport: frozenset({"reference", "submission_key"}),
    requests.Referral: frozenset({"closed_on", "closure_reason", "icpc_on"}),
    User: frozenset({"email", "password", "is_active"}),
}
# Visits, assessments, plans with their reviews, and children's pages are told again on their own (`together`).
_KINDS = (records.OccasionKind.ASSESSMENT, records.OccasionKind.PLAN, records.OccasionKind.REVIEW)
_ANSWERS = records.Wish.objects.filter(answer__isnull=False).values("answer__occasion")
TOGETHER = Q(kind__in=_KINDS) | Q(visit__isnull=False) | Q(pk__in=_ANSWERS)
# What the night finds standing still is nobody's act in the story.
_TOLD_APART = (records.EventKind.CARD_GIVEN, records.EventKind.CLOSED, records.EventKind.DRIFT_FOUND)
CHILD_PAGE = "child:"
_SOURCE = re.compile(r"(request|allocation|door):(\d+)")
_SOURCES = {"request": requests.RequestForSupport, "allocation": Allocation, "door": DoorHolder}


def picture(submission_keys: Iterable[str]) -> Picture:
    """Return the rows of the family whose requests have these keys, by table."""
    rows = _rows(list(submission_keys))
    places = {(model, row.pk): place for model, found in rows.items() for place, row in enumerate(found)}
    return {model.__name__: Counter(_words(model, row, places) for row in found) for model, found in rows.items()}


def _rows(keys: list[str]) -> dict[type[Model], list[Any]]:
    asked = requests.RequestForSupport.objects.filter(submission_key__in=keys)
    families = records.Family.objects.filter(occasions__request__in=asked).distinct()
    people = _people(asked, families)
    occasions = records.Occasion.objects.filter(Q(family__in=families) | Q(request__in=asked)).exclude(TOGETHER)
    events = records.Event.objects.filter(
        Q(occasion__in=occasions) | Q(family__in=families) | Q(pk__in=_of(records.EventPerson, people, "event"))
    ).exclude(Q(occasion__in=records.Occasion.objects.filter(TOGETHER)) | Q(kind__in=_TOLD_APART))
    clocks = records.Clock.objects.filter(Q(request__in=asked) | Q(person__in=people, rule__key="assessment"))
    found: list[QuerySet[Any]] = [
        records.Person.objects.filter(pk__in=people),
        *(model._default_manager.filter(person__in=people) for model in _OF_PEOPLE),
        Grant.objects.filter(person__in=people).exclude(Q(source__startswith=CHILD_PAGE) | _beside()),
        families,
        records.FamilyMember.objects.filter(family__in=families),
        records.NetworkMember.objects.filter(family__in=families),
        occasions,
        *(model._default_manager.filter(occasion__in=occasions) for model in _OF_OCCASIONS),
        *(
            model._default_manager.filter(statement__occasion__in=occasions)
            for model in (records.StatementAbout, records.Audience)
        ),
        asked,
        *(model._default_manager.filter(request__in=asked) for model in _OF_REQUESTS),
        requests.Referral.objects.filter(contact__in=occasions),
        clocks,
        events,
        records.EventPerson.objects.filter(event__in=events),
        Allocation.objects.filter(family__in=families),
        User.objects.filter(door__person__in=people),
        RoleHolding.objects.filter(user__door__person__in=people),
    ]
    return {rows.model: list(rows.order_by("pk")) for rows in found}


def _beside() -> Q:
    """Return the condition on grants: a worker reaches somebody outside the family, because they write a plan together."""
    family = records.FamilyMember.objects.filter(person=OuterRef("person"))
    return Q(~Exists(family), source__startswith="allocation:")


_OF_PEOPLE: tuple[type[Model], ...] = (
    records.PersonName,
    records.Identifier,
    records.PersonDisability,
    records.Residence,
    records.ContactPoint,
    records.Relationship,
    DoorHolder,
)
_OF_OCCASIONS: tuple[type[Model], ...] = (
    records.Presence,
    records.Statement,
    records.Agreement,
    records.Telling,
)
_OF_REQUESTS: tuple[type[Model], ...] = (
    requests.RequestPerson,
    requests.RequestLook,
    requests.HistoryOpening,
    requests.Decision,
    requests.Liaison,
)


def _people(asked: QuerySet[Any], families: QuerySet[Any]) -> set[int]:
    """Return everybody with a record: those asked about, and the relatives and network that were written beside them."""
    first = set(requests.RequestPerson.objects.filter(request__in=asked).values_list("person", flat=True)) - {None}
    around = records.Relationship.objects.filter(other__in=first).values_list("person", flat=True)
    network = records.NetworkMember.objects.filter(family__in=families).values_list("person", flat=True)
    return (first | set(around) | set(network)) - {None}


def _of(model: type[Model], people: set[int], column: str) -> QuerySet[Any]:
    return model._default_manager.filter(person__in=people).values(column)


def _words(model: type[Model], row: Any, places: dict[tuple[type[Model], int], int]) -> str:
    left_out = LEFT_OUT.get(model, frozenset())
    is_assessment = model is records.Clock and row.person_id is not None
    facts = []
    for field in model._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.primary_key or field.name in left_out or (is_assessment and field.name == "stopped_at"):
            continue
        if field.related_model and value is not None:
            value = _place(field.related_model, value, places)
        facts.append(f"{field.name}={_plain(model, field.name, row, value, places)}")
    return " ".join(facts)


def _place(model: Any, key: int, places: dict[tuple[type[Model], int], int]) -> str:
    place = places.get((model, key))
    return f"#{key}" if place is None else f"the {place + 1}. of the family"


def _plain(model: type[Model], name: str, row: Any, value: Any, places: dict[tuple[type[Model], int], int]) -> str:
    if model is records.Identifier and name == "value" and row.kind == records.IdentifierKind.LA_CHILD_ID:
        return f"…{value[1:]}"
    if model is Grant and name == "source" and (parts := _SOURCE.fullmatch(value)):
        return f"{parts[1]} {_place(_SOURCES[parts[1]], int(parts[2]), places)}"
    return repr(value)


def differences(loaded: Picture, made: Picture) -> list[str]:
    """Return a line for each row that stands on one side only, a few of each table."""
    found = []
    for table in loaded.keys() | made.keys():
        left = loaded.get(table, Counter()) - made.get(table, Counter())
        right = made.get(table, Counter()) - loaded.get(table, Counter())
        found += [f"{table}, only loaded: {words}" for words in sorted(left)[:SHOWN]]
        found += [f"{table}, only replayed: {words}" for words in sorted(right)[:SHOWN]]
    return sorted(found)
