"""Relationships, orders, links and events of people whom the reader reaches."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from rock.accounts.models import User
from rock.core import time
from rock.core.built_once import built_once
from rock.reach.queries import reached
from rock.records.models import CourtOrder, Event, EventKind, EventPerson, Family, NetworkMember, Relationship, Telling
from rock.records.queries.people import open_on
from rock.records.queries.telling import latest_near

MOST_EVENTS = 100


def relationships_of(user: User, ids: Collection[int]) -> list[Relationship]:
    """Return how these records are related to people whom the reader reaches, the past included (one query)."""
    return _related(user.pk, frozenset(ids))


@built_once
def _related(user: int, ids: frozenset[int]) -> QuerySet[Relationship]:
    rows = Relationship.objects.filter(
        Q(reached(user, "other_id"), person__in=ids) | Q(reached(user, "person_id"), other__in=ids)
    )
    return rows.select_related("person", "other").order_by("pk")


def relationships_among(ids: Collection[int]) -> list[Relationship]:
    """Return how the people, all of them reached, are related to one another today (one query)."""
    return _among(frozenset(ids))


@built_once
def _among(ids: frozenset[int]) -> QuerySet[Relationship]:
    rows = Relationship.objects.filter(open_on(time.today()), person__in=ids, other__in=ids)
    return rows.select_related("person", "other").order_by("pk")


def orders_about(user: User, ids: Collection[int]) -> list[CourtOrder]:
    """Return the orders about these children, or that limit these adults, newest first, where the child is reached (one query)."""
    return _orders(user.pk, frozenset(ids))


@built_once
def _orders(user: int, ids: frozenset[int]) -> QuerySet[CourtOrder]:
    rows = CourtOrder.objects.filter(Q(child__in=ids) | Q(limits__in=ids), reached(user, "child_id"))
    return rows.select_related("child", "limits").order_by("-starts", "-pk")


def network_of(family: Family) -> list[NetworkMember]:
    """Return today's network of a family that is reached, the closest first (one query)."""
    return list(_network_of(family))


def _network_of(family: Family) -> QuerySet[NetworkMember]:
    rows = NetworkMember.objects.filter(open_on(time.today()), family=family)
    return rows.select_related("person").order_by("circle", "pk")


@dataclass(frozen=True)
class Near:
    """Somebody in the network whom the reader reaches, and what was decided last about telling them."""

    place: NetworkMember
    telling: Telling | None


def near_to_tell(user: User, family: Family | None) -> list[Near]:
    """Return those of today's network whom the user reaches, each with what was decided last about telling them (two queries)."""
    if family is None:
        return []
    rows = _network_of(family).filter(reached(user, "person_id"))
    told = latest_near(family)
    return [Near(row, told.get(row.person_id or 0)) for row in rows]


@dataclass(frozen=True)
class Happened:
    """An event, and the ids of the records that it concerns."""

    kind: EventKind
    at: datetime
    by: str
    concerned: list[int]


def events_about(ids: Collection[int], kinds: Iterable[EventKind], *, family: Family | None = None) -> list[Happened]:
    """Return the latest events that concern these people, all of them reached, or their family alone (one query)."""
    latest = _latest(frozenset(ids), tuple(kinds), family.pk if family else None)
    return [Happened(EventKind(kind), at, by or "", people) for kind, at, by, people in latest]


@built_once
def _latest(ids: frozenset[int], kinds: tuple[EventKind, ...], family: int | None) -> QuerySet[Any, Any]:
    concerned = EventPerson.objects.filter(event=OuterRef("pk"))
    which = EventPerson.objects.filter(person__in=ids).values("event")
    if family is not None:
        which = which.union(Event.objects.filter(~Exists(concerned), family=family).values("pk"))
    rows = Event.objects.filter(pk__in=which, kind__in=kinds).annotate(
        concerned=ArraySubquery(concerned.order_by("person").values("person_id"))
    )
    latest = rows.order_by("-happened_at", "-pk").values_list("kind", "happened_at", "by__name", "concerned")
    return latest[:MOST_EVENTS]
