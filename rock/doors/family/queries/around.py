"""The children whom a reader may be shown, their workers and clocks, and who speaks with the reader: a query each."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from rock.core import time
from rock.doors.family.queries.doors import Door
from rock.practice.requests.models import Liaison
from rock.records.models import (
    Agreement,
    AgreementKind,
    Clock,
    CourtOrder,
    FamilyMember,
    MemberRole,
    NetworkMember,
    Occasion,
    Relationship,
    RelationshipKind,
)
from rock.records.queries.people import open_on
from rock.records.queries.standing import not_under_move
from rock.teams.models import Allocation, AllocationKind


class Sees(Enum):
    """How much of a child a reader sees: `ALL` with parental responsibility that no order limits, `WORKER` who cares for them."""

    ALL = auto()
    WORKER = auto()


@dataclass(frozen=True)
class ChildRow:
    """A child whom the reader may be shown, and how far."""

    person_id: int
    name: str
    sees: Sees
    worker_id: int | None
    worker: str
    phone: str
    due: date | None


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
    day = time.today()
    child = OuterRef("person")
    related = Relationship.objects.filter(open_on(day), person__in=door.ids, other=child)
    limiting = CourtOrder.objects.filter(open_on(day), child=child, limits__in=door.ids)
    work = Allocation.objects.filter(child=child, kind=AllocationKind.PRIMARY, starts__lte=day).exclude(ends__lte=day)
    clocks = Clock.objects.filter(person=child, rule__key="assessment", stopped_at__isnull=True)
    rows = FamilyMember.objects.filter(
        ~Exists(limiting), open_on(day), family__in=door.families, role=MemberRole.CHILD
    ).annotate(
        related=ArraySubquery(related.values(json=JSONObject(kind="kind", responsible="parental_responsibility"))),
        work=ArraySubquery(work.values(json=JSONObject(id="worker", name="worker__name", phone="worker__phone"))),
        due=ArraySubquery(clocks.order_by("due_at").values("due_at")),
    )
    found = [_child(row) for row in rows.select_related("person").order_by("person__birth_date", "person_id")]
    return list({row.person_id: row for row in found if row}.values())


def _child(row: Any) -> ChildRow | None:
    if any(one["responsible"] for one in row.related):
        sees = Sees.ALL
    elif any(one["kind"] in _CARES for one in row.related):
        sees = Sees.WORKER
    else:
        return None
    work: dict[str, Any] = row.work[0] if row.work else {"id": None, "name": "", "phone": ""}
    due = timezone.localtime(row.due[0]).date() if row.due and sees is Sees.ALL else None
    return ChildRow(row.person_id, row.person.given_name, sees, work["id"], work["name"], work["phone"], due)


def liaison_for(door: Door) -> Liaison | None:
    """Return who speaks with the reader about what they were told, the latest named."""
    occasions = [row.occasion_id for row in door.tellings]
    rows = Liaison.objects.filter(person__in=door.ids, ends__isnull=True, request__decision__occasion__in=occasions)
    standing = Occasion.objects.filter(not_under_move(), pk=OuterRef("first_conversation"))
    rows = rows.annotate(talk_stands=Exists(standing))
    found: Any = rows.select_related("worker", "first_conversation").order_by("-starts").first()
    if found and not found.talk_stands:
        found.first_conversation = None  # only here, in what the door shows
    return cast(Liaison | None, found)


def agreements_for(door: Door) -> QuerySet[Agreement]:
    """Return what the reader was asked to agree to; where no agreement was needed, telling them is another decision."""
    rows = Agreement.objects.filter(not_under_move("occasion__"), person__in=door.ids).exclude(
        kind=AgreementKind.NOT_NEEDED
    )
    return rows.exclude(answer="not_asked").order_by("asked_on", "pk")


def everyone_near(door: Door) -> QuerySet[Any, Any]:
    """Return the ids of all whose hidden address could be given away here: ever in these families, near them, related."""
    members = FamilyMember.objects.filter(Q(family__in=door.families) | Q(family__members__person__in=door.ids))
    network = NetworkMember.objects.filter(family__in=door.families, person__isnull=False)
    return members.values("person").union(
        network.values("person"),
        Relationship.objects.filter(person__in=door.ids).values("other"),
        Relationship.objects.filter(other__in=door.ids).values("person"),
    )
