"""Allocations as they were decided: a worker and a second person of one pod, again whenever one of the two changes."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from rock.demo.council.loading.acts import Act, Allocate, Finish, View
from rock.demo.council.loading.known import Known
from rock.demo.council.story.chance import LONDON
from rock.demo.council.story.model import Allocation, Worker
from rock.reach.models import ViewPurpose

VIEWS_SINCE = timedelta(days=42)
MORNING = time(9, 40)


def allocations(known: Known, decided: dict[date, datetime]) -> Iterator[Act]:
    """Yield who got whom and when it ended; `decided` gives the decision on whose day an allocation may start."""
    primaries: defaultdict[int, list[Allocation]] = defaultdict(list)
    for one in known.allocations:
        if one.role == "primary":
            primaries[one.child].append(one)
    for child, found in primaries.items():
        runs = [_changes(known, child, one) for one in found]
        for at, (one, run) in enumerate(zip(found, runs, strict=True)):
            yield from _run(known, one, run, decided)
            taken_over = at + 1 < len(runs) and bool(runs[at + 1]) and runs[at + 1][0][0] == one.end
            if run and one.end and not taken_over:
                manager = known.staff.manager(known.staff.by_number[one.worker].pod, one.end)
                yield Finish(_morning(one.end), manager, child, one.why_ended.capitalize())


def _changes(known: Known, child: int, one: Allocation) -> list[tuple[date, date, Worker]]:
    """Return the second people beside one worker, each from a day to a day; nobody starts while there is none."""
    staff, worker = known.staff, known.staff.by_number[one.worker]
    until, found = one.end or date.max, []
    day: date | None = one.start
    while day and day < until:
        second = staff.second(worker.pod, day, beside=worker.number, wanted=_wanted(known, child, day))
        if second:
            found.append((day, min(second.end or date.max, until), second))
        day = second.end if second else staff.next_arrival(worker.pod, day)
    return found


def _run(
    known: Known, one: Allocation, run: list[tuple[date, date, Worker]], decided: dict[date, datetime]
) -> Iterator[Act]:
    worker = known.staff.by_number[one.worker]
    for day, until, second in run:
        at = max(_morning(day), decided.get(day, _morning(day)))
        manager = known.staff.manager(worker.pod, day)
        yield Allocate(at, manager, one.child, worker.pod, worker.number, second.number, day)
        yield from _views(known, one.child, worker, day, until)


def _wanted(known: Known, child: int, day: date) -> int | None:
    seconds = (one for one in known.allocations if one.child == child and one.role == "second")
    return next((one.worker for one in seconds if one.start <= day < (one.end or date.max)), None)


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, LONDON)


def _views(known: Known, child: int, worker: Worker, start: date, end: date) -> Iterator[Act]:
    """Yield that a worker opened the child's record each week of the last weeks."""
    day = max(start, (known.now - VIEWS_SINCE).date()) + timedelta(days=1 + known.story.number % 5)
    while day < min(end, worker.end or date.max, known.now.date()):
        at = _morning(day) + timedelta(minutes=known.story.number % 300, seconds=child)
        yield View(at, worker.number, (child,), "person", ViewPurpose.WORK)
        day += timedelta(days=7)
