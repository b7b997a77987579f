"""A link and a code open the door. Nothing here says to anybody whether a link, a person or a code exists."""

from rock.core import time
from rock.core.messages.services import channel_for, send_message
from rock.core.services import Actor, service
from rock.doors.family.limits import CODE_LASTS
from rock.doors.family.models import DoorCode, DoorKey
from rock.doors.family.queries.doors import door_by_holder, safe_today, standing_keys
from rock.doors.keys import found_right
from rock.doors.secrets import code_hash, new_code, token_hash


def key_named(token: str) -> DoorKey | None:
    """Return the link that stands and leads to an open door; None for every other."""
    rows = standing_keys().select_related("holder__user", "holder__person", "contact")
    key = rows.filter(token_hash=token_hash(token)).first()
    return key if key and door_by_holder(key.holder) else None


@service
def send_code(*, by: Actor, key: DoorKey) -> bool:
    """Send a new code, which ends those before, to the phone or inbox of a link if it is still safe; return whether it went."""
    contact = key.contact
    if contact is None or not safe_today().filter(pk=contact.pk).exists():
        return False
    way = channel_for(contact.value)
    if way is None:
        return False
    now = time.now()
    key.codes.filter(said=False, expires_at__gt=now).update(expires_at=now)
    code = new_code()
    DoorCode.objects.create(key=key, code_hash=code_hash(key.pk, code), expires_at=now + CODE_LASTS)
    send_message(by=by, channel=way, to=contact.value, template="door_code", reference=code)
    return True


@service
def enter(*, by: Actor, key: DoorKey, typed: str) -> bool:
    """Return whether what was typed opens the door; a wrong one is counted, and after five a new code is needed."""
    code = found_right(DoorCode.objects.filter(key=key), typed, of=key.pk, purpose="family")
    if code is None:
        return False
    code.tries = 0
    code.used_at = None if code.said else time.now()
    code.save(update_fields=["tries", "used_at"])
    key.used_count, key.used_at = key.used_count + 1, time.now()
    key.save(update_fields=["used_count", "used_at"])
    return True


def forget_old_codes() -> int:
    """Delete the codes and links that can no longer open anything; return how many."""
    gone = DoorKey.objects.filter(expires_at__lte=time.now()).delete()[0]
    return gone + DoorCode.objects.filter(said=False, expires_at__lte=time.now() - CODE_LASTS).delete()[0]
