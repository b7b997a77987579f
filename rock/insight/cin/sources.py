"""How a census is named as the source of rows (“CIN census 2021-22”), and which of two such sources is the newer.

Order: the collection year, then the reference date. A file that gives no reference date stands as at its year's
31 March; one that gives no year belongs to the year whose 31 March follows its reference date; one that gives neither
is the oldest of all.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from rock.insight.cin.records import CensusHeader

_NAME = "CIN census"
_UNDATED = f"{_NAME}, year not given"
_FORM = re.compile(rf"{_NAME} (\d{{4}})-\d\d(?:, as at (\d{{1,2}} [A-Z][a-z]+ \d{{4}}))?")


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """The place of a census in time: its collection year (in which its 31 March falls) and its reference date."""

    year: int = 0
    as_at: date = date.min

    @property
    def starts(self) -> date | None:
        """Return the first day of the collection year; None for a census without a year."""
        return date(self.year - 1, 4, 1) if self.year else None

    @property
    def source(self) -> str:
        """Return the name that its rows carry as their source (at most 60 letters)."""
        if not self.year:
            return _UNDATED
        name = f"{_NAME} {self.year - 1}-{self.year % 100:02}"
        if (self.as_at.month, self.as_at.day, self.as_at.year) == (3, 31, self.year):
            return name
        return f"{name}, as at {self.as_at:%-d %B %Y}"


def standing_of(header: CensusHeader) -> Standing:
    """Return where a file stands in time."""
    day = header.reference_date
    if header.year:
        return Standing(header.year, day or date(header.year, 3, 31))
    return Standing(day.year + ((day.month, day.day) > (3, 31)), day) if day else Standing()


def standing_in(source: str) -> Standing | None:
    """Return the standing that a row's source names; None where the row is from no census."""
    if source == _UNDATED:
        return Standing()
    found = _FORM.fullmatch(source)
    if found is None:
        return None
    year = int(found[1]) + 1
    as_at = datetime.strptime(found[2], "%d %B %Y").date() if found[2] else date(year, 3, 31)  # noqa: DTZ007 - a day
    return Standing(year, as_at)
