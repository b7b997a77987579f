"""What tells one thing again beside its loaded rows: steps in order, rows in words, and rows that step aside meanwhile."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Max, Model, OuterRef, Q, QuerySet

from rock.core import time
from rock.core.services import PUBLIC, Actor
from rock.demo.council.replaying.picture import Picture
from rock.demo.council.story.chance import LONDON
from rock.practice.plans.models import CINPlan, PlanItem, PlanVersion, PlanWording
from rock.practice.requests.models import Referral
from rock.records.models import (
    Clock,
    Event,
    EventKind,
    EventPerson,
    Occasion,
    Person,
    Presence,
    Promise,
    SlotMark,
    Statement,
    StatementAbout,
)

OF_REVIEWS: tuple[type[Model], ...] = (Presence, SlotMark)
SOON = timedelta(minutes=15)
START, GO_ON, SAY, KEEP, END = range(5)
"""What comes first of what happened at one moment."""


@dataclass(frozen=True, slots=True)
class Step:
    """One service call at its moment."""

    at: datetime
    rank: int
    play: Callable[[], object]


def play(steps: Iterable[Step]) -> None:
    """Call the services in the order in which it happened."""
    for step in sorted(steps, key=lambda one: (one.at, one.rank)):
        with time.at(step.at):
            step.play()


def morning(day: date) -> datetime:
    """Return ten in the morning of a day."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=LONDON)


def acting(occasion: Occasion, kind: EventKind, at: datetime) -> Actor:
    """Return who made an event of a kind on an occasion at a moment."""
    event = Event.objects.filter(occasion=occasion, kind=kind, recorded_at=at).select_related("by").first()
    return event.by if event and event.by else PUBLIC


def reopen(child: Person, referral: Referral | None) -> None:
    """Let one referral of a child be open and no other, as it was while the work of it went on."""
    others = Referral.objects.filter(child=child, closed_on__isnull=True)
    others.exclude(pk=referral.pk if referral else 0).update(closed_on=F("referred_on"))
    if referral:
        Referral.objects.filter(pk=referral.pk).update(closed_on=None, closure_reason="")


def last_event() -> int:
    """Return the key of the latest event."""
    return int(Event.objects.aggregate(last=Max("pk"))["last"] or 0)


def closing(referral: Referral | None, since: int = 0) -> QuerySet[Event]:
    """Return the events that say that the work of a referral ended, after an event's key."""
    rows = Event.objects.filter(kind=EventKind.CLOSED, pk__gt=since)
    if referral is None:
        return rows.none()
    return rows.filter(
        Exists(EventPerson.objects.filter(event=OuterRef("pk"), person=referral.child_id)), occasion=referral.contact_id
    )


def of_occasion(occasion: Occasion, more: Sequence[QuerySet[Any]] = ()) -> list[QuerySet[Any]]:
    """Return the rows that every occasion has: its words, whom they are about, its events; `more` are other events."""
    said = Statement.objects.filter(occasion=occasion)
    events = Event.objects.filter(Q(occasion=occasion) | Q(pk__in=[row.pk for rows in more for row in rows]))
    about = StatementAbout.objects.filter(statement__in=said)
    return [Occasion.objects.filter(pk=occasion.pk), said, about, events, EventPerson.objects.filter(event__in=events)]


def in_words(rows: Iterable[QuerySet[Any]], left_out: frozenset[str] = frozenset()) -> Picture:
    """Return rows by table as they can be compared: what they point to is said in words, their own keys are left out."""
    found: Picture = {}
    for one in rows:
        name = one.model.__name__
        found[name] = found.get(name, Counter()) + Counter(_words(one.model, row, left_out) for row in one)
    return found


def _words(model: type[Model], row: Any, left_out: frozenset[str]) -> str:
    facts = []
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name in left_out:
            continue
        shown = _SHOWN.get(field.related_model) if isinstance(field.related_model, type) else None
        value = getattr(row, field.name) if shown else getattr(row, field.attname)
        facts.append(f"{field.name}={shown(value) if shown and value is not None else value!r}")
    return " ".join(facts)


def _event(row: Event) -> str:
    return f"{row.kind} at {row.recorded_at}"


def _promise(row: Promise) -> str:
    return f"{row.what} by {row.due_on}"


def _item(row: PlanItem) -> str:
    return f"{row.kind} {row.position}"


_SHOWN: dict[Any, Callable[[Any], str]] = {
    Statement: lambda row: f"“{row.words}”",
    Occasion: lambda row: f"{row.kind} of {row.happened_at}",
    Event: _event,
    Clock: lambda row: f"{row.started_at} to {row.stopped_at}",
    Promise: _promise,
    PlanItem: _item,
    PlanWording: lambda row: f"{_item(row.item)} {row.number}: {row.statement.words}",
    PlanVersion: lambda row: f"version {row.number}",
    CINPlan: lambda row: f"{row.started_on} to {row.ended_on}",
}
