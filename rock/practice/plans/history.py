"""What is held of child-in-need plans, for those who decide about a request."""

from collections.abc import Iterator

from rock.core.words import on_day
from rock.practice.plans.models import CINPlan
from rock.practice.requests.history import HistoryLine


def plans_of(person_ids: set[int]) -> Iterator[HistoryLine]:
    """Yield the child-in-need plans of these children, each with its end."""
    for row in CINPlan.objects.filter(referral__child__in=person_ids).select_related("referral"):
        ended = f"Ended, {on_day(row.ended_on)}" if row.ended_on else "No end is held here"
        yield HistoryLine(row.referral.child_id, row.started_on, "Child-in-need plan", ended, row.source)
