"""The demo's clock: it stood at the council's as-at date when the council was loaded, runs on, and can be moved forward.

Each process keeps what it read for `DEMO_CLOCK_SECONDS` (a second), so that asking the time costs nothing; with None it
reads only when told to, as tests do.
"""

import time as real
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from rock.core import time
from rock.core.jobs import enqueue
from rock.core.services import Actor, Refused, service
from rock.demo.models import DemoClock

MOST_DAYS = 3 * 366

_offset = timedelta()
_read_at: float | None = None


def offset() -> timedelta:
    """Return how far ahead (or behind) the demo's clock is."""
    seconds = settings.DEMO_CLOCK_SECONDS
    if seconds is not None and (_read_at is None or real.monotonic() - _read_at >= seconds):
        refresh()
    return _offset


def refresh() -> None:
    """Read the clock; without its table, or in a transaction that has failed, keep what was known."""
    if connection.needs_rollback:
        return
    try:
        with transaction.atomic():
            row = DemoClock.objects.filter(pk=1).first()
    except DatabaseError:
        row = None
    keep(row.offset if row else _offset)


def keep(found: timedelta) -> None:
    """Take an offset as this process's own from now on."""
    global _offset, _read_at
    _offset, _read_at = found, real.monotonic()


@service
def set_to(*, by: Actor, day: date) -> None:
    """Let the demo's clock show this day, at the present time of day, and run on from there."""
    stand_at(by=by, moment=_same_time_on(day, timezone.localtime()))


@service
def stand_at(*, by: Actor, moment: datetime) -> None:
    """Let the demo's clock show this moment now, and run on from there."""
    # In UTC: between two moments of one time zone Python counts as clocks on the wall do, an hour out over summer time.
    found = moment.astimezone(UTC) - timezone.localtime().astimezone(UTC)
    DemoClock.objects.update_or_create(pk=1, defaults={"offset": found})
    keep(found)


@service
def move_to(*, by: Actor, day: date) -> None:
    """Move the clock forward to a later day, and leave the skipped nights' chores to the worker, as one job.

    It never goes back, for what happened has happened.
    """
    from rock.demo.tasks import catch_up  # the job reads this clock

    days = (day - time.today()).days
    if days < 1:
        raise Refused("The clock only moves forward. Choose a day after the one it shows.")
    if days > MOST_DAYS:
        raise Refused("That is too far ahead. Choose a day in the next three years.")
    stand_at(by=by, moment=_same_time_on(day, timezone.localtime(time.now())))
    enqueue(catch_up)


def _same_time_on(day: date, local: datetime) -> datetime:
    """Return the day at this time of day: an offset of whole days would be an hour out where summer time lies between."""
    return datetime.combine(day, local.time(), tzinfo=local.tzinfo)
