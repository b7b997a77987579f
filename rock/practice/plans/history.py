"""What is held of plans, for those who decide about a request: those written here, and those that a census alone tells of."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from rock.core.words import on_day
from rock.practice.plans.models import CINPlan, PlanStanding, Standing
from rock.practice.requests.history import HistoryLine

_KINDS = {
    Standing.EARLY_HELP: "Early help plan",
    Standing.IN_NEED: "Child-in-need plan",
    Standing.PROTECTION: "Child protection plan",
}


def plans_of(person_ids: set[int]) -> Iterator[HistoryLine]:
    """Yield as what the plans of these children stood, each time with what came of it (one query)."""
    nobody, in_need = Value(""), Value(Standing.IN_NEED.value)
    told = CINPlan.objects.filter(referral__child__in=person_ids, standing__isnull=True).order_by()
    written = PlanStanding.objects.filter(plan__child__in=person_ids).order_by()
    rows = told.values_list(
        in_need, "referral__child", "started_on", "ended_on", F("ended_on"), nobody, nobody, "source"
    ).union(
        written.annotate(led_by=Coalesce("plan__lead__name", "plan__partner_lead")).values_list(
            "standing",
            "plan__child",
            "starts",
            "ends",
            "plan__ended_on",
            "led_by",
            "plan__partner_lead",
            "plan__source",
        ),
        all=True,
    )
    for standing, child, starts, ends, plan_ended, led_by, partner, source in rows:
        came_of = _came_of(ends, plan_ended, led_by, partner)
        yield HistoryLine(child, starts, _KINDS[Standing(standing)], came_of, source)


def _came_of(ends: date | None, plan_ended: date | None, led_by: str, partner: str) -> str:
    """Return what came of it in words; nobody leads a plan that a census tells of."""
    if ends is None:
        return f"It runs, led by {led_by}" if led_by else "No end is held here"
    if plan_ended is None or ends < plan_ended:
        return f"Until {on_day(ends)}, then another kind of plan"
    return f"Ended, {on_day(ends)}" + (f". {partner} stayed with the family" if partner else "")
