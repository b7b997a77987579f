"""What the partner's pages share: that they were opened is written down, what is hidden, and a form asked until it is kept."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from rock.accounts.access import SignedIn
from rock.core.forms import Form
from rock.doors.keeping import kept_once
from rock.doors.partner import presenters
from rock.doors.partner.access import shown
from rock.doors.partner.guard import for_agency, hidden_near
from rock.doors.partner.limits import SAYING
from rock.doors.partner.models import Invitation
from rock.doors.partner.queries.doors import PartnerDoor
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from rock.records.hidden import Tokens


def seen(request: SignedIn, *invitations: Invitation) -> None:
    """Write down that the partner opened a page about these children."""
    people = [row.child_id for row in invitations]
    log_views(user=request.user, people=people, page="partner’s page", purpose=ViewPurpose.OWN)


def hidden_at(door: PartnerDoor) -> Tokens:
    """Return what this partner may not be shown (two queries), the same on every page.

    What one page shows and another does not would say that it is hidden, and about which child.
    """
    return for_agency(hidden_near(set(door.records)), door.holder.agency)


def ask(
    request: SignedIn,
    form: Form,
    keep: Callable[[], str],
    page: str,
    invitation: Invitation,
    *,
    for_workers: bool = False,
    **facts: Any,
) -> HttpResponse:
    """Answer a page with one form about a child: keep a right answer once, or show it again with nothing lost.

    What the service refuses is not told as it says it where it is worded `for_workers`.
    """
    if done := kept_once(request, form, keep, limits=SAYING, for_workers=for_workers):
        return done
    seen(request, invitation)
    child, born = invitation.child, presenters.born(invitation)
    return shown(request, page, form=form, invitation=invitation, child=child, born=born, **facts)
