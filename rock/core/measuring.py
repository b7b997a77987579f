"""Numbers of a service in words: shares and medians, with small ones blurred so that nobody is found by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Aggregate, DurationField

from rock.core.words import count_of

SMALL = 5
FEW = f"fewer than {SMALL}"
NOT_SHOWN = "not shown"


class Median(Aggregate):
    """The middle of a set of durations."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Measured:
    """One measure in one period: of how many, how many; or a median of so many."""

    of: int
    count: int
    median: timedelta | None = None


def few(number: int) -> str:
    """Return a count, with small ones blurred."""
    return FEW if 0 < number < SMALL else f"{number:,}"


def parts(numbers: Sequence[int]) -> list[str]:
    """Return the parts of a whole that is shown too, with small ones blurred.

    Where one alone is small, the next smallest is not shown with it: the rest of the whole would be the small one.
    """
    small = [number for number in numbers if 0 < number < SMALL]
    with_it = min((number for number in numbers if number >= SMALL), default=None) if len(small) == 1 else None
    at = None if with_it is None else list(numbers).index(with_it)
    return [NOT_SHOWN if place == at else few(number) for place, number in enumerate(numbers)]


def share_words(measured: Measured, things: str = "requests") -> str:
    """Return “80% (8 of 10)”, or less where one side is so small that it would point at somebody."""
    of, count = measured.of, measured.count
    if of == 0:
        return "None yet"
    if of < SMALL:
        return f"Of {FEW} {things}"
    if 0 < count < SMALL:
        return f"{few(count).capitalize()} of {of:,}"
    if 0 < of - count < SMALL:
        return f"All but {FEW} of {of:,}"
    return f"{100 * count / of:.0f}% ({count:,} of {of:,})"


def median_words(measured: Measured, things: str = "requests") -> str:
    """Return a median in days (to half a day), with of how many; small numbers give none."""
    if measured.median is None:
        return "None yet"
    if measured.of < SMALL:
        return f"Of {FEW} {things}"
    return f"{duration_words(measured.median).capitalize()} (of {measured.of:,})"


def duration_words(length: timedelta) -> str:
    """Return a time in hours up to two days, and in days from there."""
    hours = length.total_seconds() / 3600
    if hours < 1:
        return "less than an hour"
    return count_of(round(hours), "hour", "hours") if hours < 48 else f"{hours / 24:.1f} days"
