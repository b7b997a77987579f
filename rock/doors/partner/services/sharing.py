"""How somebody of the family worded a promise is given to the partner who keeps it: after asking them, and taken back at any time."""

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.doors.partner.guard import for_agency, hidden_near
from rock.doors.partner.models import Invitation, SharedWording
from rock.practice.plans.models import PlanWording
from rock.practice.plans.services.readers import text_of
from rock.records.queries.people import one_person


@service
def share_wording(*, by: User, invitation: Invitation, wording: PlanWording, speaker_said: str) -> SharedWording:
    """Let a partner read how a promise of theirs was worded; refused without asking, and where it would betray an address."""
    if not speaker_said.strip():
        raise Refused("Ask them first, and write what they said.")
    hidden = for_agency(hidden_near(one_person([invitation.child_id])), invitation.holder.agency)
    if found := hidden.found_in(text_of(wording)):
        raise Refused(f"This would give away what is hidden: {found[0]}. Word it anew without it.")
    row, _ = SharedWording.objects.get_or_create(
        invitation=invitation,
        wording=wording,
        ended_at=None,
        defaults={"shared_by": by, "speaker_said": speaker_said.strip()},
    )
    return row


@service
def stop_sharing_wording(*, by: User, invitation: Invitation, wording: PlanWording) -> int:
    """Take the words back from a partner; return whether they had them."""
    rows = SharedWording.objects.filter(invitation=invitation, wording=wording, ended_at__isnull=True)
    return rows.update(ended_at=time.now())
