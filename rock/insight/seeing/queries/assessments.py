"""Assessments: 45 working days from both starts, the curve of their days, and how many children are not in need."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rock.core import time
from rock.core.measuring import Measured
from rock.insight.seeing.measures import Share
from rock.insight.seeing.queries.common import day_months_ago, told
from rock.practice.assessments.factors import NEGLECT
from rock.practice.assessments.models import Assessment, AssessmentFactor, Outcome
from rock.practice.requests.models.referrals import ClosureReason

IN_TIME = 45
# The bands in which the Department for Education publishes the durations of assessments: the last working day of each.
BANDS = (0, 10, 20, 30, 40, 45, 50, 60)
# How many took so long in Blackpool in all of 2024 (Department for Education, Open Government Licence v3).
PUBLISHED = (97, 289, 406, 470, 485, 451, 126, 73, 275)


@dataclass(frozen=True)
class Timeliness:
    """Assessments authorised in the last 12 months: in time from each start, and their number in each band.

    From the referral only the first of each referral counts: a later one began long after it.
    """

    from_referral: Measured
    from_start: Measured
    bands: tuple[int, ...]


def _authorised() -> QuerySet[Any]:
    return Assessment.objects.filter(authorised_on__gt=day_months_ago(12), authorised_on__lte=time.today())


def _first() -> QuerySet[Any]:
    before = Q(started_on__lt=OuterRef("started_on")) | Q(started_on=OuterRef("started_on"), pk__lt=OuterRef("pk"))
    earlier = Assessment.objects.filter(before, referral=OuterRef("referral"))
    found: QuerySet[Any] = _authorised().annotate(is_first=~Exists(earlier))
    return found


def timeliness() -> Timeliness:
    """Return how long assessments took, counted in working days from the referral and from the census start (one query)."""
    rows = list(_first().values_list("is_first", "referral__referred_on", "started_on", "authorised_on"))
    bands = [0] * (len(BANDS) + 1)
    for _is_first, _referred, started, authorised in rows:
        bands[bisect_left(_ends(started), authorised)] += 1
    first = [authorised <= _limit(referred) for is_first, referred, _started, authorised in rows if is_first]
    from_start = sum(authorised <= _limit(started) for _is_first, _referred, started, authorised in rows)
    return Timeliness(Measured(len(first), sum(first)), Measured(len(rows), from_start), tuple(bands))


def _in_time(rows: QuerySet[Any], start: str) -> QuerySet[Any]:
    """Return the rows with `done`: authorised by the 45th working day from a start (one query to find them)."""
    days = rows.values_list("pk", start, "authorised_on")
    in_time = [pk for pk, started, authorised in days if authorised <= _limit(started)]
    return told(rows.annotate(who=F("referral__child")), Q(pk__in=in_time))


def _from_referral() -> QuerySet[Any]:
    return _in_time(_first().filter(is_first=True), "referral__referred_on")


def _from_start() -> QuerySet[Any]:
    return _in_time(_authorised(), "started_on")


@cache
def _ends(start: date) -> tuple[date, ...]:
    return tuple(time.add_working_days(start, days) for days in BANDS)


def _limit(start: date) -> date:
    return _ends(start)[BANDS.index(IN_TIME)]


def _not_in_need() -> QuerySet[Any]:
    here = Q(outcome=Outcome.NOT_IN_NEED)
    elsewhere = Q(outcome="", referral__closure_reason=ClosureReason.RC8)
    return told(_authorised().annotate(who=F("referral__child")), here | elsewhere)


def _neglect() -> QuerySet[Any]:
    found = AssessmentFactor.objects.filter(assessment=OuterRef("pk"), code=NEGLECT)
    rows = _authorised().filter(Exists(found)).exclude(outcome="")
    return told(rows.annotate(who=F("referral__child")), Q(money_first__statement__isnull=False))


IN_45_COMPARED = "Blackpool 87.3%, England 85.7% (Department for Education, 2025)"
FROM_REFERRAL, FROM_START = (
    Share(
        key,
        f"Done in 45 working days from {start}",
        f"Flow: {rows} authorised in the last 12 months; of them, those authorised by the end of the 45th working day after"
        f" {start} (that day is day 0).",
        "assessments",
        found,
        "In 45 working days",
        "Later",
        compared=IN_45_COMPARED,
    )
    for key, start, rows, found in (
        ("referral_45", "the referral", "first assessments after a referral", _from_referral),
        ("start_45", "the day it started, as the census counts", "assessments", _from_start),
    )
)
SHARES = (
    FROM_REFERRAL,
    FROM_START,
    Share(
        "not_in_need",
        "Assessed, and not in need",
        "Flow: assessments authorised in the last 12 months; of them, those that found no child in need (decided so here, or"
        " closed with that reason in an imported file).",
        "assessments",
        _not_in_need,
        "Not in need",
        "In need",
        compared="Blackpool 35.4%, England 30.8% (Department for Education, children in need 2024 to 2025)",
    ),
    Share(
        "neglect",
        "Neglect found, and the money side written first",
        "Flow: assessments authorised here in the last 12 months that found neglect; of them, those with the money side on the"
        " page. Of the others a named person said why it could not be.",
        "assessments",
        _neglect,
        "The money side is on the page",
        "Somebody said why it could not be",
    ),
)
