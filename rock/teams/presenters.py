"""Children on somebody's first page, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from rock.core import time
from rock.core.words import age_in_words, count_of, day_due, near_day, on_day
from rock.records.models import Clock
from rock.teams.queries.children import ChildCard

SOONEST = 1


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due, in a line; where its time has passed, how late it is (empty otherwise)."""

    words: str
    late: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One child as the page shows them."""

    pk: int
    name: str
    age: str
    born: str
    family: str
    family_pk: int
    worker: str
    second: str
    since: str
    next_up: list[Due]
    lines: list[str]


@dataclass(frozen=True, slots=True)
class StandIn:
    """One child whom somebody knows as the second, and whose they are."""

    pk: int
    name: str
    age: str
    born: str
    worker: str
    late: bool


def stand_ins(rows: Iterable[Any]) -> list[StandIn]:
    """Return allocations, each with whether something is `late`, as the lines of whom one stands in for."""
    return [
        StandIn(
            pk=row.child_id,
            name=str(row.child),
            age=age_in_words(row.child.birth_date),
            born=f"born {on_day(row.child.birth_date)}",
            worker=str(row.worker),
            late=row.late,
        )
        for row in rows
    ]


def child_cards(cards: list[ChildCard]) -> list[Card]:
    """Return the children's cards in their order."""
    return [_card(card) for card in cards]


def _card(card: ChildCard) -> Card:
    child = card.allocation.child
    held = [Due(f"Telling {row.person} is held: look at it again by {on_day(row.review_on)}") for row in card.held]
    return Card(
        pk=child.pk,
        name=str(child),
        age=age_in_words(child.birth_date),
        born=f"born {on_day(child.birth_date)}",
        family=str(card.allocation.family),
        family_pk=card.allocation.family_id,
        worker=str(card.allocation.worker),
        second=str(card.second) if card.second else "",
        since=near_day(card.allocation.starts),
        next_up=_next_up(card.clocks) + held,
        lines=card.lines,
    )


def _next_up(clocks: list[Clock]) -> list[Due]:
    """Return the soonest and whatever is late; a worker with twenty children reads the rest on the child's page."""
    late = sum(clock.due_at < time.now() for clock in clocks)
    shown = max(SOONEST, late)
    more = len(clocks) - shown
    rest = [Due(f"{count_of(more, 'more is due later', 'more are due later')}")] if more > 0 else []
    return [_clock(clock) for clock in clocks[:shown]] + rest


def _clock(clock: Clock) -> Due:
    due = day_due(timezone.localtime(clock.due_at).date())
    return Due(clock.rule.name, late=due) if clock.due_at < time.now() else Due(f"{clock.rule.name}: {due}")
