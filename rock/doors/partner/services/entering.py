"""A link asks for a code, the code goes to the inbox at work, and the code opens the door; for one question likewise."""

from django.db.models import QuerySet

from rock.core import time
from rock.core.messages.services import channel_for, send_message
from rock.core.models import MessageChannel
from rock.core.secret_links import link_hash
from rock.core.services import Actor, service
from rock.doors.keys import found_right
from rock.doors.partner.limits import CODE_LASTS
from rock.doors.partner.models import PartnerCode, PartnerKey
from rock.doors.partner.queries.doors import invitations_of, standing_keys
from rock.doors.partner.services.linking import ROOM
from rock.doors.secrets import code_hash, new_code
from rock.practice.assessments.models import AgencyPart


def key_named(token: str) -> PartnerKey | None:
    """Return the link that stands and leads to somebody who is invited; None for every other."""
    key = standing_keys().filter(token_hash=link_hash(ROOM, token)).first()
    return key if key and invitations_of(key.holder).exists() else None


@service
def send_code(*, by: Actor, target: PartnerKey | AgencyPart) -> bool:
    """Send a new code, which ends those before, to the inbox at work; return whether it went."""
    email = target.holder.email if isinstance(target, PartnerKey) else target.email
    if channel_for(email) is None:
        return False
    _codes(target).filter(expires_at__gt=time.now()).update(expires_at=time.now())
    code = new_code()
    PartnerCode.objects.create(
        key=target if isinstance(target, PartnerKey) else None,
        part=target if isinstance(target, AgencyPart) else None,
        code_hash=_hash(target, code),
        expires_at=time.now() + CODE_LASTS,
    )
    send_message(by=by, channel=MessageChannel.EMAIL, to=email, template="partner_code", reference=code)
    return True


@service
def is_right(*, by: Actor, target: PartnerKey | AgencyPart, typed: str) -> bool:
    """Return whether this is the code; a wrong one is counted, and after five a new one is needed."""
    code = found_right(_codes(target), typed, of=target.pk, purpose=_purpose(target))
    if code is None:
        return False
    code.used_at = time.now()
    code.save(update_fields=["used_at"])
    if isinstance(target, PartnerKey):
        PartnerKey.objects.filter(pk=target.pk).update(used_at=time.now())
        invitations_of(target.holder).update(seen_at=time.now())
    return True


def _codes(target: PartnerKey | AgencyPart) -> QuerySet[PartnerCode]:
    if isinstance(target, PartnerKey):
        return PartnerCode.objects.filter(key=target)
    return PartnerCode.objects.filter(part=target)


def _purpose(target: PartnerKey | AgencyPart) -> str:
    return "partner" if isinstance(target, PartnerKey) else "part"


def _hash(target: PartnerKey | AgencyPart, code: str) -> str:
    return code_hash(target.pk, code, purpose=_purpose(target))


def forget_old_codes() -> int:
    """Delete the codes and links that can no longer open anything; return how many."""
    gone = PartnerKey.objects.filter(expires_at__lte=time.now()).delete()[0]
    return gone + PartnerCode.objects.filter(expires_at__lte=time.now() - CODE_LASTS).delete()[0]
