"""The measures as rows of a page: each number beside what it counts."""

from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse

from rock.core.measuring import FEW, NOT_SHOWN, SMALL, Measured, median_words, parts, share_words
from rock.insight.seeing.measures import NOT_PUBLISHED, Share
from rock.insight.seeing.queries import assessments, day, plans
from rock.records.models import Mark

_ALL = (
    *day.SHARES,
    *day.MARKS.values(),
    *plans.SHARES,
    *plans.PROMISE_SHARES,
    *plans.LATE_OF.values(),
    *assessments.SHARES,
)
SHARES = {one.key: one for one in _ALL}
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
    number = share_words(found or share.found(), share.things)
    return Line(share.name, number, share.counts, share.compared, records_url(share.key))


def records_url(key: str) -> str:
    """Return where the records behind a measure are, as far as the reader reaches them."""
    return reverse("seeing:records", args=[key])


def mark_links() -> list[tuple[str, str]]:
    """Return the way to the records behind each column of the months."""
    return [(mark.label, records_url(share.key)) for mark, share in day.MARKS.items()]


def late_links() -> list[tuple[str, str]]:
    """Return the way to the records behind each row of who is late."""
    return [(OWNERS[owner], records_url(share.key)) for owner, share in plans.LATE_OF.items()]


def day_lines() -> list[Line]:
    """Return the lines about the child's day (seven queries)."""
    counts = "Flow: wishes that were answered in the last 12 months, in time or late; the median time from the day they were said to the answer."
    number = median_words(day.days_to_answer(), "wishes")
    wait = Line("Time until a wish is answered", number, counts, url=records_url("answered"))
    return [*(line(share) for share in day.SHARES), wait]


def month_rows() -> list[list[str]]:
    """Return a row for each month: better, the same, harder, not known (one query)."""
    months = day.slots_by_month()
    words = iter(parts([found[mark] for _month, found in months for mark in Mark.values]))
    return [[f"{month:%B %Y}", *(next(words) for _mark in Mark.values)] for month, _found in months]


def plan_lines() -> list[Line]:
    """Return the lines about plans (six queries)."""
    of, median = plans.middle_open_promises()
    number = "None yet" if median is None else f"Of {FEW} plans" if of < SMALL else f"{median:g} (of {of:,} plans)"
    counts = "Stock: plans that stand today; the median number of promises about that child that are open."
    middle = Line("Open promises in a plan", number, counts, url=records_url("enough"))
    return [*(line(share) for share in plans.SHARES), middle]


def promise_lines() -> list[Line]:
    """Return the lines about promises (four queries)."""
    return [line(share) for share in plans.PROMISE_SHARES]


def late_rows() -> list[list[str]]:
    """Return a row for each kind of owner: how many promises are open, and how many of those are late (one query)."""
    found = plans.late_by_owner()
    is_open, late = (parts([numbers[n] for numbers in found.values()]) for n in (0, 1))
    return [
        [
            OWNERS[kind],
            shown,
            NOT_SHOWN if NOT_SHOWN in (shown, of_them) else share_words(Measured(*numbers), "promises"),
        ]
        for (kind, numbers), shown, of_them in zip(found.items(), is_open, late, strict=True)
    ]


def assessment_lines(found: assessments.Timeliness) -> list[Line]:
    """Return the lines about assessments (one query)."""
    counted = {assessments.FROM_REFERRAL: found.from_referral, assessments.FROM_START: found.from_start}
    return [line(share, counted.get(share)) for share in assessments.SHARES]


def curve_rows(found: assessments.Timeliness) -> list[list[str]]:
    """Return a row for each published band of working days: how many took so long here, their share, and the published one."""
    ends = assessments.BANDS
    names = [
        "The same day",
        *(f"{first + 1} to {last} days" for first, last in pairwise(ends)),
        f"Over {ends[-1]} days",
    ]
    here, published = sum(found.bands), sum(assessments.PUBLISHED)
    rows = zip(names, found.bands, parts(found.bands), assessments.PUBLISHED, strict=True)
    return [
        [name, shown, "" if shown in {FEW, NOT_SHOWN} else _share(count, here), _share(there, published)]
        for name, count, shown, there in rows
    ]


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f}%" if of >= SMALL else ""
