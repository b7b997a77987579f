"""When somebody is at work to read what a child writes: the council's own hours, closed on bank holidays."""

from datetime import datetime, timedelta
from datetime import time as clock_time

from django.conf import settings
from django.utils import timezone

from rock.core import time


def staffed(moment: datetime | None = None) -> bool:
    """Return whether somebody is at work at the moment (now if unsaid)."""
    local = timezone.localtime(moment or time.now())
    hours = _hours(local)
    return hours is not None and hours[0] <= local.time() < hours[1]


def opens_next() -> datetime:
    """Return when somebody is at work again, in London: now, while they are."""
    local = timezone.localtime(time.now())
    for ahead in range(15):
        day = local + timedelta(days=ahead)
        hours = _hours(day)
        if hours is None or (ahead == 0 and local.time() >= hours[1]):
            continue
        opening = day.replace(hour=hours[0].hour, minute=hours[0].minute, second=0, microsecond=0)
        return max(opening, local)
    raise ValueError("STAFFED_HOURS leaves two weeks without anybody at work")


def _hours(local: datetime) -> tuple[clock_time, clock_time] | None:
    if not time.is_working_day(local.date()):
        return None
    written: str = settings.STAFFED_HOURS[local.weekday()]
    start, _, end = written.partition("-")
    return (clock_time.fromisoformat(start), clock_time.fromisoformat(end)) if end else None
