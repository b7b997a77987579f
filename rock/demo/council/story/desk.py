"""Who gets which child: the least loaded pod and worker, the same worker again where that can be, a handover when one leaves."""

from array import array
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from rock.demo.council.story.model import Allocation, Worker
from rock.demo.council.story.roster import CASE_HOLDING

WEEK = 7
FIRST_YEAR, PROTECTED = 365, 1.7


class Desk:
    """Books children to workers, family by family; loads are children a week, so later families see earlier bookings."""

    def __init__(self, workers: tuple[Worker, ...], start: date, as_at: date) -> None:
        self.workers, self.start, self.as_at = workers, start, as_at
        weeks = (as_at - start).days // WEEK + 60
        self.load = [array("h", bytes(2 * weeks)) for _ in workers]
        self.pods: dict[int, list[Worker]] = {}
        for one in workers:
            if one.role in CASE_HOLDING:
                self.pods.setdefault(one.pod, []).append(one)

    def allocate(self, children: Iterable[int], start: date, end: date, former: int | None) -> Iterator[Allocation]:
        """Yield the primary and second workers of each child from a day to the closure, handed over where somebody leaves."""
        each = tuple(children)
        if start >= end or start > self.as_at:
            return
        first = self._first(start, former)
        for role, worker in (("primary", first), ("second", self._other(start, first))):
            yield from self._run(each, role, worker, start, end, avoid=first)  # type: ignore[arg-type]

    def _run(
        self,
        children: tuple[int, ...],
        role: Literal["primary", "second"],
        worker: Worker | None,
        start: date,
        end: date,
        avoid: Worker | None,
    ) -> Iterator[Allocation]:
        day = start
        while worker:
            until = min(worker.end or end, end)
            why = "" if until > self.as_at else "work ended" if until == end else "the worker left"
            if role == "primary":
                self._book(worker, day, until, len(children))
            for child in children:
                yield Allocation(child, worker.number, role, day, until if until <= self.as_at else None, why)
            day = until
            if day >= end or day > self.as_at:
                break
            worker = self._other(day, worker if role == "primary" else avoid)

    def _first(self, day: date, former: int | None) -> Worker | None:
        if former is not None:
            before = self.workers[former]
            if self._here(before, day) and self._at(before, day) < 22:
                return before
        pods = [[one for one in pod if self._here(one, day)] for pod in self.pods.values()]
        least = min(
            (pod for pod in pods if pod), key=lambda pod: sum(self._at(one, day) for one in pod) / len(pod), default=[]
        )
        return min(least, key=lambda one: self._at(one, day), default=None)

    def _other(self, day: date, but: Worker | None) -> Worker | None:
        """Return the least loaded other case-holder of the same pod, or of any where the pod has none."""
        if but is None:
            return None
        for pool in (self.pods[but.pod], [one for pod in self.pods.values() for one in pod]):
            here = [one for one in pool if one is not but and self._here(one, day)]
            if here:
                return min(here, key=lambda one: self._at(one, day))
        return None

    def _here(self, one: Worker, day: date) -> bool:
        return one.start <= day and (one.end is None or one.end > day)

    def _week(self, day: date) -> int:
        return (day - self.start).days // WEEK

    def _at(self, one: Worker, day: date) -> float:
        """Return how many children somebody has in a week; in a protected first year each weighs more."""
        protected = one.newly_qualified and (day - one.start).days < FIRST_YEAR
        return self.load[one.number][self._week(day)] * (PROTECTED if protected else 1)

    def _book(self, one: Worker, start: date, end: date, children: int) -> None:
        row = self.load[one.number]
        last = min(end, self.as_at + timedelta(days=300))
        for week in range(self._week(start), self._week(last) + 1):
            row[week] += children
