"""The link to a partner's door goes to their inbox at work: when they are invited, and when a worker reminds them."""

from rock.accounts.models import User
from rock.core import time
from rock.core.messages.services import channel_for, send_message
from rock.core.models import MessageChannel
from rock.core.secret_links import link_hash, new_token
from rock.core.services import Actor, Refused, service
from rock.doors.partner.limits import LINK_LASTS, REMIND_AFTER
from rock.doors.partner.models import Invitation, PartnerHolder, PartnerKey

ROOM = "rock.doors.partner.token"


@service
def send_link(*, by: Actor, holder: PartnerHolder) -> PartnerKey:
    """Send a new link, which ends those before."""
    if channel_for(holder.email) is None:
        raise Refused("No messages are sent from here, so nobody can be invited. Ring them instead.")
    revoke_links(holder)
    token = new_token()
    key = PartnerKey.objects.create(
        holder=holder,
        token_hash=link_hash(ROOM, token),
        made_by_id=by.actor_id,
        expires_at=time.now() + LINK_LASTS,
    )
    send_message(by=by, channel=MessageChannel.EMAIL, to=holder.email, template="partner_link", reference=token)
    return key


@service
def remind(*, by: User, invitation: Invitation) -> Invitation:
    """Remind a partner that something waits, once a day at most: a new link, the same neutral words."""
    row = Invitation.objects.select_for_update(of=("self",)).select_related("holder__user").get(pk=invitation.pk)
    if row.ended_at or row.until < time.today():
        raise Refused("This has ended. Invite them again.")
    if row.reminded_at and time.now() - row.reminded_at < REMIND_AFTER:
        raise Refused("They were reminded within the last day. Ring them instead.")
    row.reminded_at = time.now()
    row.save(update_fields=["reminded_at"])
    send_link(by=by, holder=row.holder)
    return row


def revoke_links(holder: PartnerHolder) -> int:
    """End every link of a holder; return how many stood."""
    return PartnerKey.objects.filter(holder=holder, revoked_at__isnull=True).update(revoked_at=time.now())
