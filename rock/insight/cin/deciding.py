"""Likely matches: who decides whether an incoming child is somebody held.

Only somebody who reaches both records decides. A data officer does where both are imported and not yet allocated; where
the other is beyond their reach they ask the hub managers, who then reach both until one of them has decided, for four
weeks at most. Nobody opens a record to themselves: whoever asks is not whoever decides. A restricted record, or one that
somebody is kept from, stays closed to all whom it does not name.
"""

from datetime import timedelta

from django.db.models import Q

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.insight.cin.loading.writing import IMPORT_GRANT
from rock.insight.cin.messages import tell_hub_managers
from rock.insight.cin.models import LikelyMatch, MatchState
from rock.reach.joining import NOT_BOTH, join_records
from rock.reach.models import Basis, Capacity
from rock.reach.queries import reaches
from rock.reach.role_circles import HUB_MANAGERS, role_circle
from rock.reach.services import end_grants, grant
from rock.teams.models import Allocation

ASKED_FOR = timedelta(days=28)
JOINED_BECAUSE = "Decided on the page of likely matches of a census"


def source_of(match: LikelyMatch) -> str:
    """Return the name under which a question to the hub managers lets them reach both records."""
    return f"match:{match.pk}"


def is_asked(match: LikelyMatch) -> bool:
    """Return whether the hub managers were asked, and the question still stands."""
    return match.asked_at is not None and match.asked_at > time.now() - ASKED_FOR


@service
def ask_hub_managers(*, by: User, match: LikelyMatch) -> None:
    """Ask the hub managers to decide a match that waits, and let them reach both records until they have."""
    if match.state != MatchState.WAITING:
        raise Refused("Somebody has decided this already.")
    if _reaches_both(by, match):
        raise Refused("You may open both records, so you can decide this yourself.")
    if is_asked(match):
        raise Refused("The hub manager has been asked already. Wait for the answer.")
    match.asked_by, match.asked_at = by, time.now()
    match.save(update_fields=["asked_by", "asked_at"])
    end_grants(by=by, source=source_of(match))
    grant(
        by=by,
        people=[match.incoming, match.held],
        capacity=Capacity.DATA,
        basis=Basis.IMPORT,
        source=source_of(match),
        circle=role_circle(HUB_MANAGERS),
        ends=match.asked_at + ASKED_FOR,
    )
    tell_hub_managers(by=by)


@service
def decide_match(*, by: User, match: LikelyMatch, same: bool) -> None:
    """Say whether an incoming child is somebody held; only by somebody who reaches both, and only once."""
    if match.state != MatchState.WAITING:
        raise Refused("Somebody has decided this already.")
    if not _reaches_both(by, match):
        raise Refused(NOT_BOTH)
    if same:
        join_records(by=by, one=match.incoming, other=match.held, reason=JOINED_BECAUSE)
        _let_go(by, match)
    match.state = MatchState.SAME if same else MatchState.DIFFERENT
    match.decided_by, match.decided_at = by, time.now()
    match.save(update_fields=["state", "decided_by", "decided_at"])
    end_grants(by=by, source=source_of(match))


def _reaches_both(user: User, match: LikelyMatch) -> bool:
    both = {match.incoming_id, match.held_id}
    return reaches(user, both) == both


def _let_go(by: User, match: LikelyMatch) -> None:
    """End the office's reach of a child who turns out to be somebody whom a worker has."""
    both = [match.incoming, match.held]
    standing = Q(ends__isnull=True) | Q(ends__gt=time.today())
    if Allocation.objects.filter(standing, child__in=both).exists():
        end_grants(by=by, source=IMPORT_GRANT, people=both)
