"""What was made, beside what was published: a tally fed family by family, and a table at the end.

The tolerance is of the story as a whole (all whole years that it covers), as a share of the published value or, for shares, in
points; single years scatter more, most of all at a small scale. Years after the last published one are set beside it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rock.core.time import add_months, working_days_between
from rock.demo.council import figures
from rock.demo.council.story.model import Episode, FamilyStory, ProtectionPlan, Worker
from rock.demo.council.story.roster import CASE_HOLDING

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Line:
    """One measure over the whole years of a story: made and published at scale 1, and how far apart they may be."""

    measure: str
    made: float
    published: float
    tolerance: float
    is_share: bool

    @property
    def inside(self) -> bool:
        """Return whether the made value lies within the tolerance."""
        room = self.tolerance if self.is_share else self.tolerance * self.published
        return abs(self.made - self.published) <= room


class Tally:
    """Counts by year to 31 March; `scale` brings counts to the size of the council."""

    def __init__(self, *, scale: float, start: date, as_at: date, workers: Iterable[Worker]) -> None:
        self.scale, self.start, self.as_at = scale, start, as_at
        self.workers = tuple(workers)
        first = figures.year_of(start) + (start != date(figures.year_of(start) - 1, 4, 1))
        self.years = range(first, figures.year_of(as_at + timedelta(days=1)))
        self.counts: defaultdict[str, Counter[int]] = defaultdict(Counter)

    def note(self, what: str, day: date, count: int = 1) -> None:
        """Count something on its day."""
        self.counts[what][figures.year_of(day)] += count

    def add(self, story: FamilyStory) -> None:
        """Count one family."""
        last: dict[int, date] = {}
        for request in story.requests:
            self.note("requests", request.at.date())
        for episode in story.episodes:
            self.note("referrals", episode.referred)
            self.note(f"from {_source(episode.source)}", episode.referred)
            if last.get(episode.child, date.min) > episode.referred - YEAR:
                self.note("re-referrals", episode.referred)
            last[episode.child] = episode.referred
            self._episode(episode)
        for one in story.allocations:
            for year in range(one.start.year, (one.end or self.as_at).year + 1):
                day = date(year, 9, 30)
                if one.role == "primary" and one.start <= day < (one.end or date.max) and day <= self.as_at:
                    self.counts["cases"][year] += 1

    def _episode(self, episode: Episode) -> None:
        if episode.in_need is not None:
            self.note("known need", episode.referred)
            self.note("not in need", episode.referred, episode.in_need is False)
        for assessment in episode.assessments:
            if assessment.authorised:
                self.note("assessed", assessment.authorised)
                in_time = working_days_between(assessment.start, assessment.authorised) <= 45
                self.note("assessed in 45", assessment.authorised, in_time)
                for factor in assessment.factors:
                    self.note(f"factor {factor}", assessment.authorised)
        for enquiry in episode.enquiries:
            self.note("enquiries", enquiry.strategy)
            if enquiry.conference:
                self.note("conferences", enquiry.conference)
                self.note("conferences in 15", enquiry.conference, enquiry.conference <= enquiry.conference_target)
        for plan in episode.plans:
            self.note("plans", plan.start)
            self.note("second plans", plan.start, plan.previous > 0)
            self._stock("plans open", plan.start, plan.end)
            self._reviewed(plan)
        if episode.in_need is not False:
            self._stock("in need open", episode.referred, episode.closed)

    def _reviewed(self, plan: ProtectionPlan) -> None:
        """Count a plan of three months or more at each 31 March, and whether all its reviews until then were in time."""
        for year in range(figures.year_of(plan.start), figures.year_of(plan.end or self.as_at) + 1):
            day = date(year, 3, 31)
            if add_months(plan.start, 3) <= day < (plan.end or date.max) and day <= self.as_at:
                self.counts["to review"][year] += 1
                self.counts["reviewed in time"][year] += _in_time(plan, day)

    def _stock(self, what: str, start: date, end: date | None) -> None:
        for year in range(figures.year_of(start), figures.year_of(end or self.as_at) + 1):
            day = date(year, 3, 31)
            if start <= day < (end or date.max) and day <= self.as_at:
                self.counts[what][year] += 1

    def mean(self, what: str) -> float:
        """Return the yearly mean of a count over the whole years, at scale 1."""
        return float(sum(self.counts[what][year] for year in self.years)) / len(self.years) / self.scale

    def share(self, what: str, of: str) -> float:
        """Return the share of one count in another over the whole years."""
        whole = sum(self.counts[of][year] for year in self.years)
        return sum(self.counts[what][year] for year in self.years) / whole if whole else 0.0

    def lines(self) -> Iterator[Line]:
        """Yield the table's lines; none for a story without a whole year, of which nothing is published."""
        if not self.years:
            return
        yield from self._front_door()
        yield from self._protection()
        yield from self._work()

    def _front_door(self) -> Iterator[Line]:
        years = self.published
        children = sum(year.referrals for year in years)
        again = sum(year.re_referred * year.referrals for year in years) / children
        not_in_need = sum(year.not_in_need * year.referrals for year in years) / children
        in_time = sum(year.in_45_days * year.referrals for year in years) / children
        yield Line("referrals a year", self.mean("referrals"), children / len(years), 0.05, False)
        yield Line("re-referrals in 12 months", self.share("re-referrals", "referrals"), again, 0.02, True)
        for source in ("police", "health", "school"):
            published = sum(getattr(year, source) * year.referrals for year in years) / children
            yield Line(f"from {source}", self.share(f"from {source}", "referrals"), published, 0.03, True)
        yield Line("assessed, not in need", self.share("not in need", "known need"), not_in_need, 0.03, True)
        yield Line("assessments in 45 working days", self.share("assessed in 45", "assessed"), in_time, 0.03, True)
        in_need = _mean(year.in_need_open for year in years)
        yield Line("children in need at 31 March", self.mean("in need open"), in_need, 0.15, False)
        for factor in ("4B", "3B", "16A"):
            named = figures.FACTORS[factor] / figures.ASSESSED_WITH_FACTORS
            yield Line(
                f"assessments naming {factor} (2025)", self.share(f"factor {factor}", "assessed"), named, 0.06, True
            )

    def _protection(self) -> Iterator[Line]:
        years = self.published
        held, started = sum(year.conferences for year in years), sum(year.plans_started for year in years)
        in_time = sum(year.conferences_in_15_days * year.conferences for year in years) / held
        second = sum(year.second_plans * year.plans_started for year in years) / started
        reviewed, enquiries = _mean(year.reviewed_in_time for year in years), _mean(year.enquiries for year in years)
        plans_open = _mean(year.plans_open for year in years)
        yield Line("section 47 enquiries a year", self.mean("enquiries"), enquiries, 0.08, False)
        yield Line("initial conferences a year", self.mean("conferences"), held / len(years), 0.1, False)
        made = self.share("conferences in 15", "conferences")
        yield Line("conferences in 15 working days", made, in_time, 0.05, True)
        yield Line("protection plans started a year", self.mean("plans"), started / len(years), 0.1, False)
        yield Line("protection plans at 31 March", self.mean("plans open"), plans_open, 0.15, False)
        yield Line("second or later plans", self.share("second plans", "plans"), second, 0.04, True)
        made = self.share("reviewed in time", "to review")
        yield Line("all reviews in time, 31 March", made, reviewed, 0.05, True)

    @property
    def published(self) -> list[figures.Year]:
        """Return the published figures of the whole years."""
        return [figures.published(date(year, 3, 31)) for year in self.years]

    def _work(self) -> Iterator[Line]:
        septembers = [date(year, 9, 30) for year in range(self.start.year, self.as_at.year + 1)]
        septembers = [day for day in septembers if self.start <= day <= self.as_at]
        published = [figures.workforce(day.year) for day in septembers]
        holding = [sum(_holds(one, day) for one in self.workers) for day in septembers]
        left = sum(one.role in CASE_HOLDING and bool(one.end) and self._whole_year(one.end) for one in self.workers)
        cases = sum(self.counts["cases"][day.year] for day in septembers)
        count = len(septembers)
        yield Line(
            "case-holders at 30 September",
            sum(holding) / count / self.scale,
            _mean(p.case_holders for p in published),
            0.1,
            False,
        )
        yield Line(
            "cases per case-holder", cases / max(1, sum(holding)), _mean(p.caseload for p in published), 0.15, False
        )
        turnover = _mean(p.turnover for p in published[1:])
        yield Line("case-holders leaving in a year", left / max(1, sum(holding[1:])), turnover, 0.05, True)

        began = sum(one.role in CASE_HOLDING and self._whole_year(one.start) for one in self.workers)
        starters = _mean(p.starters * p.turnover / p.leavers for p in published[1:])
        yield Line("case-holders starting in a year", began / max(1, sum(holding[1:])), starters, 0.06, True)

    def _whole_year(self, day: date | None) -> bool:
        first, last = (self.start.year, self.as_at.year - ((self.as_at.month, self.as_at.day) < (9, 30)))
        return bool(day) and date(first, 9, 30) < (day or date.min) <= date(last, 9, 30)


def _mean(values: Iterable[float]) -> float:
    found = tuple(values)
    return sum(found) / max(1, len(found))


def _holds(one: Worker, day: date) -> bool:
    return one.role in CASE_HOLDING and one.start <= day < (one.end or date.max)


def _in_time(plan: ProtectionPlan, day: date) -> bool:
    """Return whether each review until a day was within three months of the start or six of the one before."""
    due = add_months(plan.start, 3)
    for review in plan.reviews:
        if min(review, day) > due:
            return False
        due = add_months(review, 6)
    return day <= due


def _source(code: str) -> str:
    return {"6": "police", "2A": "school"}.get(code, "health" if code.startswith("3") else "others")


def table(lines: Iterable[Line]) -> str:
    """Return the lines as text: measure, made, published, tolerance, and a mark where it lies outside."""
    rows = [f"{'measure':36}{'made':>10}{'published':>11}{'tolerance':>11}"]
    for line in lines:
        made, published, room = (
            (f"{line.made:.1%}", f"{line.published:.1%}", f"±{line.tolerance:.0%} pts"[:11])
            if line.is_share
            else (f"{line.made:,.1f}", f"{line.published:,.1f}", f"±{line.tolerance:.0%}")
        )
        rows.append(f"{line.measure:36}{made:>10}{published:>11}{room:>11}{'' if line.inside else '  outside'}")
    return "\n".join(rows)
