"""Assessments: 45 working days from both starts, the curve of their days, and how many children are not in need."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from rock.core import time
from rock.core.measuring import Measured
from rock.insight.seeing.measures import Share
from rock.insight.seeing.queries.common import day_months_ago
from rock.practice.assessments.models import Assessment, Outcome
from rock.practice.requests.models.referrals import ClosureReason

IN_TIME = 45
# The bands in which the Department for Education publishes the durations of assessments: the last working day of each.
BANDS = (0, 10, 20, 30, 40, 45, 50, 60)


@dataclass(frozen=True)
class Timeliness:
    """Assessments authorised in the last 12 months: in time from each start, and their number in each band."""

    from_referral: Measured
    from_start: Measured
    bands: tuple[int, ...]


def _authorised() -> QuerySet[Any]:
    return Assessment.objects.filter(authorised_on__gt=day_months_ago(12), authorised_on__lte=time.today())


def timeliness() -> Timeliness:
    """Return how long assessments took, counted in working days from the referral and from the census start (one query)."""
    rows = list(_authorised().values_list("referral__referred_on", "started_on", "authorised_on"))
    bands = [0] * (len(BANDS) + 1)
    for _referred, started, authorised in rows:
        bands[bisect_left(_ends(started), authorised)] += 1
    of = len(rows)
    from_referral = sum(authorised <= _limit(referred) for referred, _started, authorised in rows)
    from_start = sum(authorised <= _limit(started) for _referred, started, authorised in rows)
    return Timeliness(Measured(of, from_referral), Measured(of, from_start), tuple(bands))


@cache
def _ends(start: date) -> tuple[date, ...]:
    return tuple(time.add_working_days(start, days) for days in BANDS)


def _limit(start: date) -> date:
    return _ends(start)[BANDS.index(IN_TIME)]


def _not_in_need() -> QuerySet[Any]:
    here = Q(outcome=Outcome.NOT_IN_NEED)
    elsewhere = Q(outcome="", referral__closure_reason=ClosureReason.RC8)
    done = Case(When(here | elsewhere, then=Value(True)), default=Value(False))
    found: QuerySet[Any] = _authorised().annotate(who=F("referral__child"), done=done)
    return found


SHARES = (
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
)
