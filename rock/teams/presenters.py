"""Children on somebody's first page, in words."""

from dataclasses import dataclass

from django.utils import timezone

from rock.core import time
from rock.core.words import age_in_words, day_due, on_day
from rock.records.models import Clock
from rock.teams.queries.children import ChildCard


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
    next_up: list[str]
    late: bool
    lines: list[str]


def child_cards(cards: list[ChildCard]) -> list[Card]:
    """Return the children's cards in their order."""
    return [_card(card) for card in cards]


def _card(card: ChildCard) -> Card:
    child = card.allocation.child
    held = [f"Telling {row.person} is held: look at it again by {on_day(row.review_on)}" for row in card.held]
    return Card(
        pk=child.pk,
        name=str(child),
        age=age_in_words(child.birth_date),
        born=f"born {on_day(child.birth_date)}",
        family=str(card.allocation.family),
        family_pk=card.allocation.family_id,
        worker=str(card.allocation.worker),
        second=str(card.second) if card.second else "",
        since=on_day(card.allocation.starts),
        next_up=[_clock(clock) for clock in card.clocks] + held,
        late=any(clock.due_at < time.now() for clock in card.clocks),
        lines=card.lines,
    )


def _clock(clock: Clock) -> str:
    day = timezone.localtime(clock.due_at).date()
    return f"{clock.rule.name} by {on_day(day)}: {day_due(day)}"
