"""Now, today and working days.

Working day: not a Saturday, a Sunday or a bank holiday in England and Wales. Counting rule of every clock: the start is
day 0, so the 45th working day after it is the last day in time (as the published buckets and rules of the children-in-need
census count). A start that is not a working day does not move: the next working day is day 1.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import cache

from django.utils import timezone
from govuk_bank_holidays.bank_holidays import BankHolidays

_offset: Callable[[], timedelta] = timedelta
_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def use_offset(offset: Callable[[], timedelta]) -> None:
    """Let the demo move the clock; called once, when its app is ready."""
    global _offset  # noqa: PLW0603 - one clock a process
    _offset = offset


def now() -> datetime:
    """Return the present moment, aware, on the product's clock."""
    return _standing.get() or timezone.now() + _offset()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the product's clock stand at an aware moment while this lasts, for this thread alone: for telling what was."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)


def today() -> date:
    """Return the date in London on the product's clock."""
    return timezone.localtime(now()).date()


@cache
def bank_holidays() -> frozenset[date]:
    """Return the known bank holidays of England and Wales, from the package's own file."""
    rows = BankHolidays(use_cached_holidays=True).get_holidays(BankHolidays.ENGLAND_AND_WALES)
    return frozenset(row["date"] for row in rows)


def is_working_day(day: date) -> bool:
    """Return whether the day counts on a working-day clock."""
    return day.weekday() < 5 and day not in bank_holidays()


def add_working_days(start: date, days: int) -> date:
    """Return the day on which the given number of working days after the start has come; 0 gives the start itself."""
    day = start
    step = timedelta(days=1 if days >= 0 else -1)
    left = abs(days)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Return the working days after the start up to and including the end: 0 on the start day, negative before it."""
    if end < start:
        return -working_days_between(end, start)
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, days + 1))


def add_months(start: date, months: int) -> date:
    """Return the same day so many calendar months on, or that month's last day where it has no such day."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    for day in range(start.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(start.day, 28))
