"""What is held of child protection plans, for those who decide about a request."""

from collections.abc import Iterator

from django.db.models import Max

from rock.core.words import on_day
from rock.practice.conferences.models import ProtectionPlan
from rock.practice.requests.history import HistoryLine


def protection_plans_of(person_ids: set[int]) -> Iterator[HistoryLine]:
    """Yield the child protection plans of these children: the kind of harm, the last review, the end."""
    rows = ProtectionPlan.objects.filter(referral__child__in=person_ids).select_related("referral")
    for row in rows.annotate(last_review=Max("reviews__held_on")):
        kind = row.get_latest_category_display() or row.get_initial_category_display()
        what = f"Child protection plan: {kind[0].lower()}{kind[1:]}" if kind else "Child protection plan"
        reviewed = f"Last review held here, {on_day(row.last_review)}" if row.last_review else "No review is held here"
        ended = f"Ended, {on_day(row.ended_on)}" if row.ended_on else reviewed
        yield HistoryLine(row.referral.child_id, row.started_on, what, ended, row.source)
