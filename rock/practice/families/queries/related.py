"""Relationships, orders, links and events of people whom the reader reaches."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from rock.accounts.models import User
from rock.core import time
from rock.core.built_once import built_once
from rock.reach.queries import closed_to, reached
from rock.records.models import CourtOrder, Event, EventKind, EventPerson, Family, NetworkMember, Relationship
from rock.records.queries.people import open_on
from rock.records.queries.telling import near_tellings

MOST_EVENTS = 75


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
class NearState:
    """What was decided last about telling somebody near: now or held, and when they were told."""

    choice: str
    told_at: datetime | None


@dataclass(frozen=True)
class Near:
    """Somebody in the network who has a record, whether the reader reaches it, and how telling them stands."""

    place: NetworkMember
    reached: bool
    telling: NearState | None


def near_to_tell(user: User, family: Family | None) -> list[Near]:
    """Return today's network as far as it has records, each with how telling them stands (two queries).

    Whose record the user does not reach has no name there; who is closed to the user is not there at all.
    """
    if family is None:
        return []
    told = near_tellings(OuterRef("family")).filter(person=OuterRef("person"))
    state = JSONObject(choice="choice", at="told_at")
    rows: Any = _network_of(family).filter(person__isnull=False)
    rows = list(rows.annotate(may=reached(user, "person_id"), told=ArraySubquery(told.values(json=state)[:1])))
    closed = closed_to(user, [row.person_id for row in rows if not row.may]) if rows else set()
    return [Near(row, row.may, _state(row.told)) for row in rows if row.may or row.person_id not in closed]


def _state(told: list[dict[str, Any]]) -> NearState | None:
    return NearState(told[0]["choice"], parse_datetime(told[0]["at"] or "")) if told else None


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
