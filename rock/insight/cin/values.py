"""One value at a time: what the text of an element means, or None."""

import re
from datetime import date, datetime

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_ENGLISH = re.compile(r"(\d\d)/(\d\d)/(\d{4})(?: \d\d:\d\d(?::\d\d)?)?", re.ASCII)
_UPN = re.compile(r"[A-Z]\d{11}[A-Z0-9]", re.ASCII)
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2100


def read_date(text: str) -> date | None:
    """Return the calendar day that is written, ISO or dd/mm/yyyy; a time and zone are dropped, not converted.

    None for what is no day, or lies outside 1900 to 2100.
    """
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _ENGLISH.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """Return the moment that a header gives, with its zone if it has one; None for anything else."""
    try:
        return datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None


def read_upn(text: str) -> str | None:
    """Return a unique pupil number in capitals if it has the form of one; its check letter is not tried here."""
    upn = text.upper()
    return upn if _UPN.fullmatch(upn) else None


def read_short(text: str) -> str | None:
    """Return a text of up to 100 letters; None for a longer one."""
    return text if len(text) <= 100 else None


def read_count(text: str) -> int | None:
    """Return a count of 0 to 999; None for anything else."""
    return int(text) if _COUNT.fullmatch(text) else None
