"""Dates and counts in words, as screens and letters write them; offered to templates as filters."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dates import MONTHS_ALT
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rock.core import time

HALF_A_YEAR = 182


def on_day(value: date | None) -> str:
    """Return a date as “5 March 2026”, a moment as its date in London; None gives “not known”."""
    if value is None:
        return _("not known")
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return f"{day.day} {MONTHS_ALT[day.month]} {day.year}"


def near_day(value: date) -> str:
    """Return a date without its year where that is plain, within half a year of today: “5 March”; else as `on_day`."""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    is_near = abs((day - time.today()).days) <= HALF_A_YEAR
    return f"{day.day} {MONTHS_ALT[day.month]}" if is_near else on_day(day)


def at_time(value: datetime) -> str:
    """Return a moment's time in London as “3:40pm”; twelve o'clock as “midday” or “midnight”."""
    local = timezone.localtime(value)
    if local.minute == 0 and local.hour in {0, 12}:
        return _("midday") if local.hour else _("midnight")
    if not (get_language() or "en").startswith("en"):
        return f"{local.hour}:{local.minute:02}"
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def on_day_at(value: datetime | None) -> str:
    """Return a moment as “5 March 2026 at 3:40pm”; None gives “not known”."""
    if value is None:
        return _("not known")
    return _("%(day)s at %(time)s") % {"day": on_day(value), "time": at_time(value)}


def day_due(value: date) -> str:
    """Return how far off a working-day limit is: “due today”, “due in 3 working days”, “2 working days late”."""
    days = time.working_days_between(time.today(), value)
    if days < 0:
        return ngettext("%(n)s working day late", "%(n)s working days late", -days) % {"n": -days}
    if value == time.today():
        return _("due today")
    if value < time.today():
        return _("late, though no working day has passed since")
    if days == 0:
        return _("due before the next working day")
    return ngettext("due in %(n)s working day", "due in %(n)s working days", days) % {"n": days}


def count_of(number: int, one: str, many: str) -> str:
    """Return a count with its noun: “1 child”, “3 children”."""
    return f"{number:,} {one if number == 1 else many}"


def age_in_words(born: date | None, on: date | None = None) -> str:
    """Return an age on a day (today if unsaid): “9 years”, “5 months”, “not born yet”; empty when the date is not known."""
    if born is None:
        return ""
    day = on or time.today()
    if born > day:
        return _("not born yet")
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    if months < 24:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s year", "%(n)s years", months // 12) % {"n": months // 12}


def joined(parts: list[str]) -> str:
    """Return a list as a sentence writes it: “Ama, Ben and Cleo”."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}


FILTERS: dict[str, Any] = {
    "on_day": on_day,
    "at_time": at_time,
    "on_day_at": on_day_at,
    "day_due": day_due,
    "age_in_words": age_in_words,
    "count_of": count_of,
    "joined": joined,
}
