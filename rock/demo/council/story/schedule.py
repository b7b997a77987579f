"""The town's requests day by day: which family asks again, who is new, and what each referral comes to.

This part runs in the order of time and holds one light sketch for each family, so that re-requests come at the published
rate; everything else about a family is drawn afterwards from streams of its own.
"""

import heapq
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from rock.core.time import add_working_days
from rock.demo.council import figures
from rock.demo.council.story.chance import (
    Keeper,
    age_on,
    birthday,
    moment,
    office_moment,
    stream,
    weighted,
    working_day,
)
from rock.demo.council.story.course import Course, Courses
from rock.demo.council.story.model import Route

YEAR = timedelta(days=365)
PREGNANCY = timedelta(days=280)
OLDEST = 17.5
AGES = tuple(accumulate((7, 7, 6, 6, 5, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 5, 3)))


@dataclass(frozen=True, slots=True)
class Planned:
    """A request that will be made: when, who asks, about which children, what follows."""

    at: datetime
    source: str
    in_danger: bool
    decided: datetime
    route: Route
    children: tuple[int, ...]
    re_referral: bool
    course: Course | None


@dataclass(slots=True)
class Sketch:
    """A family as the schedule knows it: birth dates of the children, eldest first, and its requests."""

    number: int
    births: list[date]
    requests: list[Planned] = field(default_factory=list)
    busy_until: date = date.min
    last_referred: dict[int, date] = field(default_factory=dict)
    plans: dict[int, int] = field(default_factory=dict)


def source_kind(source: str) -> str:
    """Return whose hours a source keeps: police, school, health, family or services."""
    if source.startswith(("1", "9")):
        return "family"
    return {"6": "police", "2A": "school", "2B": "school"}.get(source, "health" if source[0] == "3" else "services")


class Schedule:
    """Makes the sketches of a council between two days."""

    def __init__(self, *, scale: float, start: date, until: date, seed: int) -> None:
        self.scale, self.start, self.until = scale, start, until
        self.who, self.when = stream(seed, "families"), stream(seed, "times")
        self.courses = Courses(stream(seed, "courses"))
        self.again: defaultdict[int, Keeper] = defaultdict(Keeper)
        self.sketches: list[Sketch] = []
        self.closing: list[tuple[date, int]] = []
        self.recent: list[int] = []
        self.older: list[int] = []
        self.due_children = self.due_requests = 0.0

    def run(self) -> list[Sketch]:
        """Return every family that asks between the days, in the order of first asking."""
        day = self.start
        while day <= self.until:
            self._day(day)
            day += timedelta(days=1)
        return self.sketches

    def _day(self, day: date) -> None:
        while self.closing and self.closing[0][0] < day:
            self.recent.append(heapq.heappop(self.closing)[1])
        year = figures.published(day)
        weight = figures.WEEKDAYS[day.weekday()] / (sum(figures.WEEKDAYS) / 7) * figures.MONTHS[day.month - 1]
        self.due_children += year.referrals / 365.25 * self.scale * weight * self.when.uniform(0.5, 1.5)
        while self.due_children > 0:
            children = self._referral(day, year)
            self.due_children -= children
            self.due_requests += figures.REQUESTS_PER_REFERRAL - 1
        while self.due_requests >= 1:
            self.due_requests -= 1
            self._contact(day, year)

    def _referral(self, day: date, year: figures.Year) -> int:
        keeper = self.again[figures.year_of(day)]
        family = self._known(day, recently=True) if keeper.wants(self.who, year.re_referred) else None
        if family is None and self.who.random() < 0.12:
            family = self._known(day, recently=False)
        family = family or self._new(day)
        children = self._children(family, day)
        again = sum(family.last_referred.get(child, date.min) > day - YEAR for child in children)
        keeper.note(again, len(children))
        self._plan(family, day, year, children, referred=True, again=bool(again))
        return len(children)

    def _contact(self, day: date, year: figures.Year) -> None:
        family = self._known(day, recently=self.who.random() < 0.5) if self.who.random() < 0.55 else None
        family = family or self._new(day)
        self._plan(family, day, year, self._children(family, day), referred=False, again=False)

    def _plan(
        self, family: Sketch, day: date, year: figures.Year, children: tuple[int, ...], *, referred: bool, again: bool
    ) -> None:
        source = self._source(year)
        at = moment(self.when, day, source_kind(source))
        in_danger = referred and self.when.random() < 0.12
        decided = self._decided(at, in_danger=in_danger)
        course = self.courses.draw(day, working_day(decided.date()), children, family.plans) if referred else None
        route = weighted(self.who, figures.ROUTES_WITHOUT_REFERRAL)
        if course:
            straight = course.strategy and course.strategy <= working_day(decided.date())
            route = "strategy" if straight else "assessment"
        planned = Planned(at, source, in_danger, decided, route, children, again, course)  # type: ignore[arg-type]
        family.requests.append(planned)
        grown = max(birthday(family.births[child], 18) for child in children)
        family.busy_until = max(min(course.closes, grown) if course else day + timedelta(days=14), decided.date())
        if course:
            family.last_referred.update(dict.fromkeys(children, day))
        heapq.heappush(self.closing, (family.busy_until, family.number))

    def _decided(self, at: datetime, *, in_danger: bool) -> datetime:
        if in_danger:
            return at + timedelta(minutes=self.when.randint(15, 150))
        first = working_day(at.date() if at.hour < 15 else at.date() + timedelta(days=1))
        if self.when.random() > figures.DECIDED_IN_A_DAY:
            first = add_working_days(first, self.when.randint(1, 3))
        if first == at.date():
            return at.replace(hour=max(at.hour, 9)) + timedelta(minutes=self.when.randint(60, 130))
        return office_moment(self.when, first)

    def _source(self, year: figures.Year) -> str:
        chance = self.who.random()
        if chance < year.police:
            return "6"
        if chance < year.police + year.school:
            return "2A"
        return weighted(
            self.who, figures.HEALTH if chance < year.police + year.school + year.health else figures.REMAINDER
        )

    def _known(self, day: date, *, recently: bool) -> Sketch | None:
        """Return a family nobody works with now, referred within the year or longer ago; None if few are left."""
        pool = self.recent if recently else self.older
        for _ in range(30):
            if not pool:
                return None
            at = int(self.who.random() * len(pool))
            pool[at], pool[-1] = pool[-1], pool[at]
            family = self.sketches[pool.pop()]
            last = max(family.last_referred.values(), default=date.min)
            if recently and last <= day - YEAR:
                self.older.append(family.number)
            elif family.busy_until < day and any(age_on(born, day) < OLDEST - 1 for born in family.births):
                return family
        return None

    def _new(self, day: date) -> Sketch:
        family = Sketch(len(self.sketches), births(self.who, day))
        self.sketches.append(family)
        return family

    def _children(self, family: Sketch, day: date) -> tuple[int, ...]:
        fitting = [
            number
            for number, born in enumerate(family.births)
            if born - PREGNANCY + timedelta(days=84) <= day < birthday(born, 17) + timedelta(days=180)
        ]
        chosen = tuple(number for number in fitting if self.who.random() < 0.9)
        return chosen or tuple(fitting[-1:]) or (len(family.births) - 1,)


def births(rng: Random, day: date) -> list[date]:
    """Return birth dates of the children of a family that asks on a day, eldest first; some are not yet born."""
    sizes = figures.CHILDREN_PER_FAMILY
    count = rng.choices(range(1, len(sizes) + 1), sizes)[0]
    age = bisect_right(AGES, rng.random() * AGES[-1])
    found = [day - timedelta(days=int(365.25 * age) + rng.randrange(365 if age < 17 else 150))]
    if rng.random() < 0.04:
        found = [day + timedelta(days=rng.randint(20, 150))]
    while len(found) < count:
        gap = timedelta(days=rng.randint(400, 1700))
        other = found[-1] + gap if rng.random() < 0.5 else found[0] - gap
        if other > day + timedelta(days=150) or age_on(other, day) > 17:
            count -= 1
            continue
        found = sorted([*found, other])
    return found
