"""The measures as rows of a page: each number beside what it counts."""

from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse

from rock.core.measuring import FEW, SMALL, Measured, few, median_words, share_words
from rock.insight.seeing.measures import NOT_PUBLISHED, Share
from rock.insight.seeing.queries import assessments, day, plans
from rock.records.models import Mark

SHARES = {one.key: one for one in (*day.SHARES, *plans.SHARES, *assessments.SHARES)}
OWNERS = {"family": "The family and its network", "worker": "Our workers", "agency": "Other services"}


@dataclass(frozen=True)
class Line:
    """One measure on the page: its name, the number in words, what it counts, what it compares with, and a way to the records."""

    name: str
    number: str
    counts: str
    compared: str = NOT_PUBLISHED
    url: str = ""


def line(share: Share, found: Measured | None = None) -> Line:
    """Return a share as a line, counted already or counted now (one query)."""
    url = reverse("seeing:records", args=[share.key])
    return Line(share.name, share_words(found or share.found(), share.things), share.counts, share.compared, url)


def day_lines() -> list[Line]:
    """Return the lines about the child's day (six queries)."""
    counts = "Flow: wishes that were answered in the last 12 months, in time or late; the median time from the day they were said to the answer."
    wait = Line("Time until a wish is answered", median_words(day.days_to_answer(), "wishes"), counts)
    return [*(line(share) for share in day.SHARES), wait]


def month_rows() -> list[list[str]]:
    """Return a row for each month: better, the same, harder, not known (one query)."""
    return [[f"{month:%B %Y}", *(few(found[mark]) for mark in Mark.values)] for month, found in day.slots_by_month()]


def plan_lines() -> list[Line]:
    """Return the lines about plans (eight queries)."""
    of, median = plans.middle_open_promises()
    number = "None yet" if median is None else f"Of {FEW} plans" if of < SMALL else f"{median:g} (of {of:,} plans)"
    counts = "Stock: plans that stand today; the median number of promises about that child that are open."
    return [*(line(share) for share in plans.SHARES), Line("Open promises in a plan", number, counts)]


def late_rows() -> list[list[str]]:
    """Return a row for each kind of owner: how many promises are open, and how many of those are late (one query)."""
    found = plans.late_by_owner()
    return [
        [OWNERS[kind], few(count), share_words(Measured(count, late), "promises")]
        for kind, (count, late) in found.items()
    ]


def assessment_lines(found: assessments.Timeliness) -> list[Line]:
    """Return the lines about assessments (one query)."""
    counted = {assessments.FROM_REFERRAL: found.from_referral, assessments.FROM_START: found.from_start}
    return [line(share, counted.get(share)) for share in assessments.SHARES]


def curve_rows(found: assessments.Timeliness) -> list[list[str]]:
    """Return a row for each published band of working days, with how many assessments took so long."""
    ends = assessments.BANDS
    names = ["The same day", *(f"{first + 1} to {last} days" for first, last in pairwise(ends))]
    return [[name, few(count)] for name, count in zip([*names, f"Over {ends[-1]} days"], found.bands, strict=True)]
