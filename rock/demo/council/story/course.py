"""The course of one referral: the statutory dates that the children of a family share, drawn by the published curves."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from rock.core.time import add_months, add_working_days
from rock.demo.council import figures
from rock.demo.council.story.chance import Keeper, working_day


@dataclass(frozen=True, slots=True)
class Course:
    """Dates of one referral, without regard to the as-at date; child numbers for each step."""

    in_need: bool
    assessed_from: date
    assessed_by: date
    strategy: date | None
    enquired: tuple[int, ...]
    conference: date | None
    conferenced: tuple[int, ...]
    planned: tuple[int, ...]
    previous: tuple[int, ...]
    reviews: tuple[date, ...]
    plan_end: date | None
    closes: date


@dataclass(slots=True)
class Keepers:
    """The shares of a year that the courses keep to."""

    not_in_need: Keeper = field(default_factory=Keeper)
    enquiry: Keeper = field(default_factory=Keeper)
    conference: Keeper = field(default_factory=Keeper)
    in_time: Keeper = field(default_factory=Keeper)
    plan: Keeper = field(default_factory=Keeper)
    second: Keeper = field(default_factory=Keeper)
    assessed: Keeper = field(default_factory=Keeper)
    reviewed: Keeper = field(default_factory=Keeper)


class Courses:
    """Draws courses in the order of their referrals."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.keepers: defaultdict[int, Keepers] = defaultdict(Keepers)

    def of(self, day: date) -> tuple[figures.Year, Keepers]:
        """Return the published year of a day and its keepers."""
        return figures.published(day), self.keepers[figures.year_of(day)]

    def draw(self, referred: date, decided: date, children: tuple[int, ...], earlier_plans: dict[int, int]) -> Course:
        """Return the course of a referral of some children; `earlier_plans` is counted on for each plan that starts."""
        rng = self.rng
        year, keep = self.of(referred)
        in_need = not keep.not_in_need.draw(rng, year.not_in_need, len(children))
        assessed_from = decided if rng.random() < 0.8 else add_working_days(decided, 1)
        assessed_by = add_working_days(assessed_from, self._assessment_days(assessed_from))
        strategy, enquired = self._enquiry(referred, decided, children, in_need=in_need)
        conference, conferenced = self._conference(strategy, enquired)
        planned, previous = self._plans(conference, conferenced, earlier_plans)
        reviews = self._reviews(conference) if planned and conference else ()
        plan_end = reviews[-1] if reviews else None
        closes = self._closure(referred, assessed_by, strategy, conference, plan_end, in_need=in_need)
        return Course(
            in_need,
            assessed_from,
            assessed_by,
            strategy,
            enquired,
            conference,
            conferenced,
            planned,
            previous,
            reviews,
            plan_end,
            closes,
        )

    def _assessment_days(self, start: date) -> int:
        year, keep = self.of(start)
        in_time = keep.assessed.draw(self.rng, year.in_45_days)
        buckets = [row for row in figures.ASSESSMENT_DAYS if (row[1] <= 45) == in_time]
        low, high, _ = self.rng.choices(buckets, [count for _, _, count in buckets])[0]
        return self.rng.randint(low, high)

    def _some(self, children: tuple[int, ...], share: float) -> tuple[int, ...]:
        return tuple(child for child in children if self.rng.random() < share) or children[:1]

    def _enquiry(
        self, referred: date, decided: date, children: tuple[int, ...], *, in_need: bool
    ) -> tuple[date | None, tuple[int, ...]]:
        if not in_need:
            return None, ()
        year, keep = self.of(referred)
        share = year.enquiries / year.referrals / (1 - year.not_in_need)
        if not keep.enquiry.wants(self.rng, share):
            keep.enquiry.note(0, len(children))
            return None, ()
        enquired = self._some(children, 0.9)
        keep.enquiry.note(len(enquired), len(children))
        later = 0 if self.rng.random() < 0.8 else self.rng.randint(15, 90)
        return working_day(decided + timedelta(days=later)), enquired

    def _conference(self, strategy: date | None, enquired: tuple[int, ...]) -> tuple[date | None, tuple[int, ...]]:
        if strategy is None:
            return None, ()
        year, keep = self.of(strategy)
        if not keep.conference.draw(self.rng, year.conferences / year.enquiries, len(enquired)):
            return None, ()
        in_time = keep.in_time.draw(self.rng, year.conferences_in_15_days, len(enquired))
        buckets = (0, 1) if in_time else (2, 3)
        at = self.rng.choices(buckets, [year.conference_delays[one] for one in buckets])[0]
        return add_working_days(strategy, self.rng.randint(*figures.CONFERENCE_DAYS[at])), enquired

    def _plans(
        self, conference: date | None, children: tuple[int, ...], earlier: dict[int, int]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if conference is None:
            return (), ()
        year, keep = self.of(conference)
        if not keep.plan.draw(self.rng, year.plans_started / year.conferences, len(children)):
            return (), ()
        elsewhere = keep.second.wants(self.rng, year.second_plans)
        for child in children:
            if not earlier.get(child) and elsewhere:
                earlier[child] = 1
            keep.second.note(bool(earlier.get(child)), 1)
        previous = tuple(earlier.get(child, 0) for child in children)
        for child in children:
            earlier[child] = earlier.get(child, 0) + 1
        return children, previous

    def _reviews(self, conference: date) -> tuple[date, ...]:
        """Return review conferences: the first within three months, the next within six; the last one ends the plan."""
        rng = self.rng
        year, keep = self.of(conference)
        held = [self._held(add_months(conference, 3), 14, late=False)]
        for _ in range(rng.choices(range(5), figures.ENDS_AT_REVIEW)[0]):
            held.append(self._held(add_months(held[-1], 6), 30, late=False))
        # The published share is of plans open at 31 March: a plan that its late review ended is not among them.
        if keep.reviewed.draw(rng, 1.15 * (1 - year.reviewed_in_time)):
            wrong = rng.randrange(max(1, len(held) - 1))
            held[wrong] = self._held(
                add_months(held[wrong - 1], 6) if wrong else add_months(conference, 3), 15, late=True
            )
            for at in range(wrong + 1, len(held)):
                held[at] = self._held(add_months(held[at - 1], 6), 30, late=False)
        return tuple(held)

    def _held(self, due: date, days: int, *, late: bool) -> date:
        if late:
            return add_working_days(due, self.rng.randint(1, days))
        return add_working_days(due + timedelta(days=1), -self.rng.randint(1, max(1, days * 5 // 7)))

    def _closure(
        self,
        referred: date,
        assessed_by: date,
        strategy: date | None,
        conference: date | None,
        plan_end: date | None,
        *,
        in_need: bool,
    ) -> date:
        rng = self.rng
        if not in_need:
            return assessed_by  # whoever authorises it ends the work with it
        if plan_end:
            return working_day(max(plan_end, assessed_by) + timedelta(days=rng.randint(20, 150)))
        buckets = figures.EPISODE_YEARS
        low, high, _ = rng.choices(buckets, [share for _, _, share in buckets])[0]
        years = (
            rng.uniform(low, high) if high < 2 or low < 2 else 2 + rng.expovariate(1 / figures.LONG_EPISODE_EXTRA_YEARS)
        )
        earliest = max(day for day in (assessed_by, strategy, conference) if day) + timedelta(days=rng.randint(5, 20))
        return working_day(max(earliest, referred + timedelta(days=int(years * 365))))
