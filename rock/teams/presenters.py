"""Children on somebody's first page, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils import timezone

from rock.core import time
from rock.core.words import age_in_words, count_of, day_due, near_day, on_day
from rock.records.models import Clock
from rock.teams.lines import Dated, cannot_wait, way_of
from rock.teams.queries.children import ChildCard, day_of

SOONEST = 1
A_WEEK = timedelta(days=7)


class When(StrEnum):
    """When something is to be done for a child, as the worker's first page puts it."""

    NOW = "Today"
    WEEK = "In the next 7 days"
    LATER = "Later"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due, in a line; where its time has passed, how late it is; where it is done (empty otherwise)."""

    words: str
    late: str = ""
    url: str = ""


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
    when: When


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


def by_when(cards: list[Card]) -> list[tuple[When, list[Card]]]:
    """Return the cards of today, of the week, and the others, each in their order."""
    return [(when, [card for card in cards if card.when == when]) for when in When]


def _card(card: ChildCard) -> Card:
    child = card.allocation.child
    due = sorted(_due(card), key=lambda row: row[0])
    near = sum(day <= time.today() + A_WEEK for day, _ in due)
    shown = [words for _, words in due[: max(SOONEST, near)]]
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
        next_up=shown + _rest(len(due) - len(shown)),
        lines=[line for line in card.lines if not _is_near(line)],
        when=_when(card.due),
    )


def _due(card: ChildCard) -> Iterator[tuple[date, Due]]:
    """Yield what is due for a child, with its day; a worker with twenty children reads what is later on the child's page."""
    for clock in card.clocks:
        yield day_of(clock), _clock(clock)
    for row in card.held:
        if row.review_on:
            words = f"Telling {row.person} is held: look at it again by {near_day(row.review_on)}"
            yield row.review_on, Due(words, late=_late(row.review_on))
    for line in card.lines:
        if isinstance(line, Dated) and _is_near(line):
            yield line.due, Due(line, late=_late(line.due), url=line.url)


def _is_near(line: str) -> bool:
    return isinstance(line, Dated) and line.due <= time.today() + A_WEEK


def _late(day: date) -> str:
    return day_due(day) if day < time.today() else ""


def _rest(more: int) -> list[Due]:
    return [Due(count_of(more, "more is due later", "more are due later"))] if more > 0 else []


def _when(due: date) -> When:
    if due <= time.today():
        return When.NOW
    return When.WEEK if due <= time.today() + A_WEEK else When.LATER


def _clock(clock: Clock) -> Due:
    due, url = day_due(timezone.localtime(clock.due_at).date()), way_of(clock.rule.key)
    if cannot_wait(clock.rule.key):
        return Due(clock.rule.name, late="Now", url=url)
    if clock.due_at < time.now():
        return Due(clock.rule.name, late=due, url=url)
    return Due(f"{clock.rule.name}: {due}", url=url)
