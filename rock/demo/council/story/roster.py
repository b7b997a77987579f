"""The workers: pods of six (a manager, two seniors, three social workers) that open, and people who come and go.

Case-holders follow the published full-time equivalents from September to September, leavers the published turnover.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from rock.core.time import add_months
from rock.demo.council import figures
from rock.demo.council.names import full_name
from rock.demo.council.story.chance import stream, working_day
from rock.demo.council.story.model import Worker

HUB = 0
CASE_HOLDING = ("senior social worker", "social worker")
POSTS = (
    "pod manager",
    "senior social worker",
    "senior social worker",
    "social worker",
    "social worker",
    "social worker",
)


def september(day: date) -> float:
    """Return the case-holders wanted on a day at scale 1, on the line between two Septembers."""
    before = day.year if (day.month, day.day) >= (9, 30) else day.year - 1
    passed = (day - date(before, 9, 30)).days / 365.25
    first, second = figures.workforce(before).case_holders, figures.workforce(before + 1).case_holders
    return first + (second - first) * passed


class Roster:
    """Everybody who worked between two days."""

    def __init__(self, *, scale: float, start: date, until: date, seed: int) -> None:
        self.rng, self.scale, self.start, self.until = stream(seed, "workers"), scale, start, until
        self.workers: list[Worker] = []
        most = max(september(date(year, 9, 30)) for year in range(start.year, until.year + 1))
        self.pods = max(1, round(most * scale / 5))
        self.owed = 0.0

    def run(self) -> tuple[Worker, ...]:
        """Return the workers by number: the hub first, then case-holders and managers as they came."""
        for _ in range(max(2, round(10 * self.scale))):
            self._join(HUB, "hub worker", self.start)
        self._join(HUB, "hub manager", self.start)
        for pod in range(1, self.pods + 1):
            self._join(pod, POSTS[0], self.start)
        day = self.start
        while day <= self.until:
            self._month(day)
            day = add_months(day, 1)
        return tuple(self.workers)

    def _month(self, day: date) -> None:
        self.owed += len(self._holding()) * figures.workforce(day.year + (day.month > 9)).turnover / 12
        while self.owed >= 1:
            self.owed -= 1
            self._leave(self.rng.choice(self._holding()), day)
        if self.rng.random() < 0.015 * self.pods:
            manager = self.rng.choice([one for one in self.workers if one.role == POSTS[0] and one.end is None])
            self._leave(manager, day)
            self._join(manager.pod, manager.role, working_day(day + timedelta(days=28)))
        wanted = september(min(day, self.until)) * self.scale
        for _ in range(round(wanted) - len(self._holding())):
            pod = min(range(1, self.pods + 1), key=lambda one: (sum(w.pod == one for w in self._holding()), one))
            seniors = sum(one.role == CASE_HOLDING[0] for one in self._holding() if one.pod == pod)
            self._join(pod, CASE_HOLDING[0] if seniors < 2 else CASE_HOLDING[1], day)

    def _holding(self) -> list[Worker]:
        return [one for one in self.workers if one.end is None and one.role in CASE_HOLDING]

    def _join(self, pod: int, role: str, day: date) -> None:
        rng: Random = self.rng
        sex = "F" if rng.random() < 0.84 else "M"
        name = full_name(rng, sex=sex, born=day.year - rng.randint(23, 58))
        start = working_day(day if day == self.start else day + timedelta(days=rng.randrange(20)))
        new = role == CASE_HOLDING[1] and day > self.start and rng.random() < 0.45
        self.workers.append(Worker(len(self.workers), pod, role, name.given, name.family, start, None, new))

    def _leave(self, worker: Worker, day: date) -> None:
        end = working_day(max(day + timedelta(days=self.rng.randrange(28)), worker.start + timedelta(days=30)))
        one = worker
        self.workers[one.number] = Worker(
            one.number, one.pod, one.role, one.given, one.family, one.start, end, one.newly_qualified
        )


def known(workers: tuple[Worker, ...], start: date, as_at: date) -> Iterator[Worker]:
    """Yield those who worked between the days, an end after the as-at date unknown."""
    for one in workers:
        if one.start <= as_at and (one.end is None or one.end > start):
            end = one.end if one.end and one.end <= as_at else None
            yield Worker(one.number, one.pod, one.role, one.given, one.family, one.start, end, one.newly_qualified)
