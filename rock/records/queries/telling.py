"""What somebody in a family's network was told: apart from what the grown-ups of the family are told of decisions."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from rock.core import time
from rock.records.models import (
    CourtOrder,
    Family,
    FamilyMember,
    MemberRole,
    NetworkMember,
    OccasionKind,
    Person,
    SameRecord,
    Telling,
)
from rock.records.queries.people import open_on

# What is told to somebody in the network is told on an occasion of its own; a decision has another kind.
NEAR = OccasionKind.MESSAGE


def is_near(telling: Telling) -> bool:
    """Return whether this was told to somebody as one of the family's network."""
    return telling.occasion.kind == NEAR


def near_tellings(family: Any) -> QuerySet[Telling]:
    """Return what was decided about telling people in the network of a family, the latest first.

    `family` is a family, or a reference to one of an outer query.
    """
    return Telling.objects.filter(occasion__kind=NEAR, occasion__family=family).order_by("-decided_at", "-pk")


def latest_near(family: Family) -> dict[int, Telling]:
    """Return what was decided last about telling each of a family's network, by the id of their record (one query)."""
    return {row.person_id: row for row in reversed(near_tellings(family))}


def in_network(ids: Collection[int], family: Any) -> QuerySet[NetworkMember]:
    """Return the places of these records in a family's network today, if no order about a child of the family limits them.

    `family` is a family, or a reference to one of an outer query.
    """
    day = time.today()
    twins = SameRecord.objects.filter(person=OuterRef(OuterRef("child"))).values("same")
    children = FamilyMember.objects.filter(
        Q(person=OuterRef("child")) | Q(person__in=twins),
        open_on(day),
        family=OuterRef(OuterRef("family")),
        role=MemberRole.CHILD,
    )
    limiting = CourtOrder.objects.filter(Exists(children), open_on(day), limits__in=ids)
    return NetworkMember.objects.filter(~Exists(limiting), open_on(day), person__in=ids, family=family)


def told_near(children: Collection[int]) -> list[Person]:
    """Return who is in the network of these children's families and was told something, or is not yet (one query).

    Whoever works with a child has to reach them: they answer and ask, and what is held is looked at again.
    """
    day, near = time.today(), OuterRef("family")
    inside = FamilyMember.objects.filter(open_on(day), family=near, person__in=children, role=MemberRole.CHILD)
    told = Telling.objects.filter(occasion__kind=NEAR, occasion__family=near, person=OuterRef("person"))
    rows = NetworkMember.objects.filter(Exists(inside), Exists(told), open_on(day))
    return [row.person for row in rows.select_related("person").order_by("pk") if row.person]
