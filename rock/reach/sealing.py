"""The view log's daily seal: a digest of each day's rows, chained to the day before, so that a change shows later.

Who could change the table could change the seals too: copy the digest of the day to where they cannot (the seals' page
shows it, `bin/rock verify-seals --since DAY` prints it).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from itertools import groupby
from typing import Any

from django.db import connection
from django.utils import timezone

from rock.core import time
from rock.core.services import Actor, service
from rock.reach.looked import end_of, start_of
from rock.reach.models import ViewLog, ViewSeal

FIRST = "0" * 64
_COLUMNS = ("id", "user_id", "person_id", "page", "purpose", "terms", "held_back", "seen_at")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Misfit:
    """A day whose rows are no longer those that were sealed."""

    day: date
    sealed_rows: int
    rows: int


@service
def seal_views(*, by: Actor) -> list[ViewSeal]:
    """Seal every day that is over and not sealed yet, days without a view included; return the new seals."""
    last = ViewSeal.objects.order_by("-day").first()
    first = last.day + _DAY if last else _first_day()
    if first is None:
        return []
    chain = last.digest if last else FIRST
    made = []
    for day, lines in _days(first, time.today() - _DAY):
        chain = _chained(chain, day, lines)
        made.append(ViewSeal(day=day, rows=len(lines), digest=chain))
    return ViewSeal.objects.bulk_create(made)


def misfits(since: date | None = None) -> list[Misfit]:
    """Return the days, from a day on, whose rows do not give their digest with the sealed digest of the day before.

    A day between two seals that has none does not fit either.
    """
    seals = {seal.day: seal for seal in ViewSeal.objects.filter(day__gte=since or date.min).order_by("day")}
    if not seals:
        return []
    before = ViewSeal.objects.filter(day__lt=min(seals)).order_by("-day").first()
    chain = before.digest if before else FIRST
    found = []
    for day, lines in _days(min(seals), max(seals)):
        seal = seals.get(day)
        if seal is None or (seal.rows, seal.digest) != (len(lines), _chained(chain, day, lines)):
            found.append(Misfit(day, seal.rows if seal else 0, len(lines)))
        chain = seal.digest if seal else chain
    return found


@service
def make_partitions(*, by: Actor) -> int:
    """Make this month's part of the view log and those of the next two, where they can be made; return how many."""
    first = time.today().replace(day=1)
    with connection.cursor() as cursor:
        made = 0
        for months in range(3):
            cursor.execute("SELECT reach_viewlog_month(%s)", [time.add_months(first, months)])
            made += bool(cursor.fetchone()[0])
    return made


def _first_day() -> date | None:
    first = ViewLog.objects.order_by("seen_at").values_list("seen_at", flat=True).first()
    return timezone.localtime(first).date() if first else None


def _days(first: date, last: date) -> Iterator[tuple[date, list[str]]]:
    """Yield each day with its rows as lines of text, in order; one pass over the log however many days."""
    if last < first:
        return
    rows = ViewLog.objects.filter(seen_at__gte=start_of(first), seen_at__lte=end_of(last)).order_by("seen_at", "id")
    expected = first
    for day, group in groupby(
        rows.values_list(*_COLUMNS).iterator(), key=lambda row: timezone.localtime(row[-1]).date()
    ):
        while expected < day:
            yield expected, []
            expected += _DAY
        yield day, [_line(row) for row in group]
        expected = day + _DAY
    while expected <= last:
        yield expected, []
        expected += _DAY


def _line(row: tuple[Any, ...]) -> str:
    *facts, seen_at = row
    return json.dumps([*facts, seen_at.astimezone(UTC).isoformat()], ensure_ascii=False, separators=(",", ":"))


def _chained(chain: str, day: date, lines: list[str]) -> str:
    digest = hashlib.sha256(f"{chain}\n{day.isoformat()}\n".encode())
    for line in lines:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()
