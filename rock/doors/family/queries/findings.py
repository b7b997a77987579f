"""What was stopped at the doors of people whom a manager reaches."""

from django.db.models import QuerySet
from django.http import Http404

from rock.accounts.models import User
from rock.doors.family.models import SafetyFinding
from rock.reach.queries import reached

MOST_SHOWN = 50


def _theirs(user: User) -> QuerySet[SafetyFinding]:
    rows = SafetyFinding.objects.filter(reached(user, "holder__person_id"))
    return rows.select_related("holder__person", "dealt_by")


def findings(user: User, *, dealt: bool) -> list[SafetyFinding]:
    """Return what waits, what has waited longest first; or what was dealt with, the latest first (one query)."""
    rows = _theirs(user).filter(dealt_at__isnull=not dealt)
    return list(rows.order_by("-dealt_at" if dealt else "found_at", "pk")[:MOST_SHOWN])


def finding_or_404(user: User, pk: int) -> SafetyFinding:
    """Return one that waits, at the door of somebody who is reached; all else is not there."""
    found = _theirs(user).filter(pk=pk, dealt_at__isnull=True).first()
    if found is None:
        raise Http404
    return found
