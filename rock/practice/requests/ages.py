"""How old somebody on a request is said to be, as the days between which they can have been born. Pure.

Ages are given roughly, so that five years are let pass either way; and whoever is near the line between child and grown-up
is looked for on both sides of it.
"""

import re
from datetime import date

from rock.core.time import add_months

GROWN_UP = 18
SLACK = 5
_NUMBER = re.compile(r"\d{1,3}")
_NOT_YEARS = re.compile(r"month|week|day", re.IGNORECASE)


def born_about(*, birth_date: date | None, age: str, on: date) -> date | None:
    """Return when somebody was born, roughly where only an age was given on the day; None where neither is known."""
    found = _NUMBER.search(age)
    if birth_date or not found:
        return birth_date
    return on if _NOT_YEARS.search(age) else _years_before(on, int(found[0]))


def can_be_born(*, is_child: bool, born: date | None, on: date) -> tuple[date | None, date | None]:
    """Return the first and the last day on which a record of somebody can be born, None for no bound.

    For a child, grown-ups who are far from the child's age are out; for a grown-up, children who are.
    """
    if is_child:
        oldest = _years_before(on, GROWN_UP + (0 if born else SLACK))
        return min(oldest, _years_before(born, SLACK) if born else oldest), None
    youngest = _years_before(on, GROWN_UP - (0 if born else SLACK))
    return None, max(youngest, _years_before(born, -SLACK) if born else youngest)


def _years_before(day: date, years: int) -> date:
    return add_months(day, -12 * min(years, day.year - 1))
