"""What of a plan fits the first screen of a phone: every line that is there is whole, and what follows is named."""

from collections.abc import Callable
from math import ceil
from typing import Protocol, TypeVar

MOST_AT_ONCE, LEAST_AT_ONCE = 5, 2
ROOM, GAP, MORE = 23, 0.25, 1.25
"""Rows of text between the frame and the way on, on a screen of 375 by 812 with the browser’s own bar; a line’s edges."""
ACROSS, NAME_AND_DAY = 40, 34
"""Letters in a row; a longer name and day take two rows."""
LONGEST_WORRY, CUT_NEAR = 300, 220


class Promised(Protocol):
    """What of a promise decides where it stands."""

    @property
    def mine(self) -> bool:
        """Return whether it is the reader’s own."""


P = TypeVar("P", bound=Promised)


def rows_of(words: str, *, who: str = "", day: str = "", must: bool = False) -> float:
    """Return how many rows a line takes, with its name and day above it where it is a promise."""
    above = (1 + (len(who) + len(day) > NAME_AND_DAY)) if who else 0
    return sum(max(1, ceil(len(part) / ACROSS)) for part in words.split("\n")) + above + must + GAP


def shared_out(promises: list[P], room: float, rows: Callable[[P], float]) -> tuple[tuple[P, ...], tuple[P, ...]]:
    """Return the open promises that fit in so many rows, the reader's own first, and those that follow.

    Whoever has promised much still meets what others do; two are there however long everything is.
    """
    for number in range(MOST_AT_ONCE, LEAST_AT_ONCE, -1):
        first, later = _first_of(promises, number)
        if sum(map(rows, first)) + (MORE if later else 0) <= room:
            return first, later
    return _first_of(promises, LEAST_AT_ONCE)


def _first_of(promises: list[P], number: int) -> tuple[tuple[P, ...], tuple[P, ...]]:
    mine, others = [one for one in promises if one.mine], [one for one in promises if not one.mine]
    own = mine[: max((number + 1) // 2, number - len(others))]
    rest = others[: number - len(own)]
    return (*own, *rest), (*mine[len(own) :], *others[len(rest) :])


def start_of(words: str) -> str:
    """Return where a very long worry can be left until it is opened: after a sentence, else after a word; else nothing."""
    if len(words) <= LONGEST_WORRY:
        return ""
    start = words[:CUT_NEAR]
    sentence = max(start.rfind(f"{mark} ") for mark in ".!?") + 1
    return start[:sentence] if sentence > CUT_NEAR // 3 else start.rsplit(maxsplit=1)[0]
