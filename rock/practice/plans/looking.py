"""What stands at the top of a plan's page: what stands still, its reviews, and after nine months the day then and now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rock.core import time
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.models import Plan
from rock.practice.plans.presenters.then import veiled_then
from rock.practice.plans.queries.drift import Still, still_of
from rock.practice.plans.queries.then_and_now import ThenAndNow, day_held, then_and_now_from
from rock.records.models import DayEntry

LONG_MONTHS = 9
MOST_REVIEWS = 12


@dataclass(frozen=True)
class Looked:
    """What stands still, the reviews as (key, day), and the day then and now where the plan is old enough."""

    still: list[Still]
    reviews: list[tuple[int, date]]
    found: ThenAndNow | None


def looked_at(plan: Plan, entries: list[DayEntry], veil: Veil) -> Looked:
    """Return what has become of a plan that `plans_of` read, with its child's entries (no query; from nine months on one)."""
    own: Any = plan
    reviews = [(row["pk"], day_held(row)) for row in own.looked[:MOST_REVIEWS]]
    found = then_and_now_from(plan, entries, plan.started_on) if is_old(plan) else None
    return Looked(still_of(plan, veil), reviews, veiled_then(found, veil) if found else None)


def is_old(plan: Plan) -> bool:
    """Return whether a running plan has lasted so long that what changed belongs before everything else."""
    return plan.ended_on is None and time.add_months(plan.started_on, LONG_MONTHS) <= time.today()
