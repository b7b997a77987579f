"""The children whom a reader may be shown, their workers and clocks, and who speaks with the reader: a query each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from rock.core import time
from rock.core.built_once import built_once
from rock.doors.family.queries.doors import Door, Reader
from rock.practice.plans.models import PlanMember
from rock.practice.requests.models import Liaison
from rock.records.models import (
    Clock,
    CourtOrder,
    FamilyMember,
    MemberRole,
    NetworkMember,
    Occasion,
    Relationship,
    RelationshipKind,
    SameRecord,
)
from rock.records.queries.people import open_on
from rock.records.queries.standing import not_under_move
from rock.teams.models import Allocation, AllocationKind


class Sees(Enum):
    """How much of a child a reader sees: `ALL` with parental responsibility that no order limits, `WORKER` who cares for them.

    `OWN` is whoever else is in the family or its network: nothing of the child, only what they promised and offered.
    """

    ALL = auto()
    WORKER = auto()
    OWN = auto()


@dataclass(frozen=True)
class ChildRow:
    """A child whom the reader may be shown, and how far; `ids` are every record that is read as one with the child.

    `due` is when the assessment is due, `review` when the plan that the reader writes with us is looked at together.
    `near` says that the reader is in the network of the child's family: they may be told who works with the child.
    """

    person_id: int
    ids: frozenset[int]
    name: str
    sees: Sees
    worker_id: int | None
    worker: str
    phone: str
    due: date | None
    second: str = ""
    second_phone: str = ""
    near: bool = False
    review: date | None = None


_CARES = frozenset(
    {
        RelationshipKind.PARENT,
        RelationshipKind.STEP_PARENT,
        RelationshipKind.GRANDPARENT,
        RelationshipKind.CARER,
        RelationshipKind.FOSTER_CARER,
    }
)


def children_for(door: Door) -> list[ChildRow]:
    """Return the children of the reader's families whom the reader may be shown, eldest first (one query).

    Nothing is shown of a child to whom no relationship is written, or about whom an order limits this reader.
    """
    return [row for row in children_around(door) if row.sees is not Sees.OWN]


def children_around(door: Door) -> list[ChildRow]:
    """Return those children, and those of whom the reader is shown nothing but what is the reader's own (one query)."""
    return [child for child, _row in each_child(_child_rows(door.ids, frozenset(door.families)))]


def each_child(rows: Iterable[Any]) -> list[tuple[ChildRow, Any]]:
    """Return each child once, with the row that says most of what the reader sees."""
    found: dict[int, tuple[ChildRow, Any]] = {}
    for row in rows:
        if row.person_id not in found or found[row.person_id][0].sees is Sees.OWN:
            found[row.person_id] = (_child(row), row)
    return list(found.values())


def child_rows(door: Door | Reader) -> QuerySet[FamilyMember]:
    """Return the children in the reader's families about whom no order limits the reader, eldest first, to be read on."""
    day = time.today()
    child = OuterRef("person")
    related = Relationship.objects.filter(open_on(day), person__in=door.ids, other=child)
    twins = SameRecord.objects.filter(person=OuterRef(child)).values("same")
    limiting = CourtOrder.objects.filter(open_on(day), Q(child=child) | Q(child__in=twins), limits__in=door.ids)
    work = Allocation.objects.filter(child=child, starts__lte=day).exclude(ends__lte=day).order_by("starts", "pk")
    network = NetworkMember.objects.filter(open_on(day), family=OuterRef("family"), person__in=door.ids)
    clocks = Clock.objects.filter(person=child, rule__key="assessment", stopped_at__isnull=True)
    inside = FamilyMember.objects.filter(open_on(day), family=OuterRef("family"), person__in=door.ids)
    same = SameRecord.objects.filter(person=child)
    rows: QuerySet[FamilyMember] = FamilyMember.objects.filter(
        ~Exists(limiting), open_on(day), family__in=door.families, role=MemberRole.CHILD
    ).annotate(
        inside=Exists(inside),
        near=Exists(network),
        same=ArraySubquery(same.values("same")),
        related=ArraySubquery(related.values(json=JSONObject(kind="kind", responsible="parental_responsibility"))),
        work=ArraySubquery(
            work.values(json=JSONObject(kind="kind", id="worker", name="worker__name", phone="worker__phone"))
        ),
        due=ArraySubquery(clocks.order_by("due_at").values("due_at")),
        review=_looked_at_next(door),
    )
    return rows.select_related("person").order_by("person__birth_date", "person_id")


@built_once
def _child_rows(ids: frozenset[int], families: frozenset[int]) -> QuerySet[FamilyMember]:
    return child_rows(Reader(ids, families))


def _looked_at_next(door: Door | Reader) -> Subquery:
    """Return when the plan of a row's child that the reader writes with us is looked at together."""
    child = OuterRef("person")
    twins = SameRecord.objects.filter(person=OuterRef(child)).values("same")
    runs = Q(person__in=door.ids, ends__isnull=True, plan__ended_on__isnull=True)
    plans = PlanMember.objects.filter(
        runs, Q(plan__child=child) | Q(plan__child__in=twins), not_under_move("plan__occasion__")
    )
    return Subquery(plans.values("plan__review_on")[:1])


def _child(row: Any) -> ChildRow:
    sees = Sees.OWN
    if row.inside and any(one["responsible"] for one in row.related):
        sees = Sees.ALL
    elif row.inside and any(one["kind"] in _CARES for one in row.related):
        sees = Sees.WORKER
    first, second = _of_kind(row, AllocationKind.PRIMARY), _of_kind(row, AllocationKind.SECOND)
    due = timezone.localtime(row.due[0]).date() if row.due and sees is Sees.ALL else None
    ids = frozenset({row.person_id, *row.same})
    return ChildRow(
        person_id=row.person_id,
        ids=ids,
        name=row.person.given_name,
        sees=sees,
        worker_id=first["id"],
        worker=first["name"],
        phone=first["phone"],
        due=due,
        second=second["name"],
        second_phone=second["phone"],
        near=row.near,
        review=row.review if sees is not Sees.OWN else None,
    )


def _of_kind(row: Any, kind: AllocationKind) -> dict[str, Any]:
    """Return who was allocated last in this way, with a name to show; empty without anybody."""
    found = [one for one in row.work if one["kind"] == kind]
    return found[-1] if found else {"id": None, "name": "", "phone": ""}


def liaison_for(door: Door) -> Liaison | None:
    """Return who speaks with the reader about what they were told, the latest named."""
    found: Any = next(iter(_liaisons(door.ids, frozenset(row.occasion_id for row in door.tellings))), None)
    if found and not found.talk_stands:
        found.first_conversation = None  # only here, in what the door shows
    return cast(Liaison | None, found)


@built_once
def _liaisons(ids: frozenset[int], occasions: frozenset[int]) -> QuerySet[Liaison]:
    rows = Liaison.objects.filter(person__in=ids, ends__isnull=True, request__decision__occasion__in=occasions)
    standing = Occasion.objects.filter(not_under_move(), pk=OuterRef("first_conversation"))
    rows = rows.annotate(talk_stands=Exists(standing))
    return rows.select_related("worker", "first_conversation").order_by("-starts")[:1]
