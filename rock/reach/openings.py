"""Emergency openings as a manager sees them: what waits for a review, what was reviewed, what the opener looked at."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404

from rock.accounts.models import User
from rock.accounts.policy import Action, Scope
from rock.core import time
from rock.reach.models import EmergencyOpening, ViewLog
from rock.reach.queries import closed_to, kept_from, reaches
from rock.records.queries.people import one_person

SHOWN_FOR = timedelta(days=90)
MOST_SHOWN = 50


@dataclass(frozen=True)
class SeenOpening:
    """An opening, and how far the reader may know whom it is about."""

    opening: EmergencyOpening
    is_named: bool
    is_reached: bool


def openings(user: User, *, reviewed: bool) -> list[SeenOpening]:
    """Return the openings that the user may review, what is due soonest first; or those reviewed in the last 90 days."""
    rows = EmergencyOpening.objects.filter(reviewed_at__isnull=not reviewed).select_related(
        "person", "user", "clock", "reviewed_by"
    )
    rows = rows.filter(reviewed_at__gt=time.now() - SHOWN_FOR) if reviewed else rows
    return _seen_by(user, list(rows.order_by("-reviewed_at" if reviewed else "clock__due_at", "pk")[:MOST_SHOWN]))


def opening_or_404(user: User, pk: int) -> SeenOpening:
    """Return one opening that the user may review; all else is not there."""
    rows = EmergencyOpening.objects.filter(pk=pk).select_related("person", "user", "clock", "reviewed_by")
    found = _seen_by(user, list(rows))
    if not found:
        raise Http404
    return found[0]


def _seen_by(user: User, rows: list[EmergencyOpening]) -> list[SeenOpening]:
    """Keep those of people whom the user reaches, or for a hub manager of everybody; never of their own relatives."""
    ids = {row.person_id for row in rows}
    reached = reaches(user, ids)
    allowed = ids - kept_from(user, ids) if user.scope(Action.REVIEW_OPENINGS) is Scope.ALL else reached
    closed = closed_to(user, ids) - reached
    return [
        SeenOpening(row, row.person_id not in closed, row.person_id in reached)
        for row in rows
        if row.person_id in allowed
    ]


def pages_opened(opening: EmergencyOpening) -> list[ViewLog]:
    """Return what the opener looked at of the person while it stood, in order."""
    rows = ViewLog.objects.filter(
        user=opening.user_id,
        person__in=one_person([opening.person_id]),
        seen_at__gte=opening.opened_at,
        seen_at__lte=opening.ends,
    )
    return list(rows.order_by("seen_at", "id")[:MOST_SHOWN])
