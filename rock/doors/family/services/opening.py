"""The door opens when somebody is told; a worker makes links for it and may close it at any time."""

from dataclasses import dataclass

from rock.accounts.models import User, UserKind
from rock.accounts.roles import Role
from rock.core import time
from rock.core.messages.services import channel_for, send_message
from rock.core.secret_links import new_token
from rock.core.services import Actor, Refused, service
from rock.doors.family.limits import LINK_LASTS
from rock.doors.family.models import DoorCode, DoorHolder, DoorKey
from rock.doors.family.queries.doors import has_part, holder_about
from rock.doors.secrets import code_hash, new_words, token_hash
from rock.doors.users import new_door_user
from rock.practice.requests.services.telling import safe_contact
from rock.reach.models import Basis, Capacity
from rock.reach.services import end_grants, grant
from rock.records.models import Channel, ContactPoint, EventKind, Person, Telling
from rock.records.queries.people import one_person
from rock.records.services.events import record_event

NOT_TOLD = "Nobody has decided to tell them yet, so there is no door. Decide about telling them first."


@dataclass(frozen=True)
class NewKey:
    """A link, shown this once, and the words that go with it where no message can bring a code."""

    key: DoorKey
    token: str
    words: str = ""


def open_when_told(*, by: User, telling: Telling) -> None:
    """Open the door of somebody who is told now; where that goes by message, send its link (hook of `tell_now`)."""
    holder = open_door(by=by, person=telling.person)
    channel = Channel(telling.channel)
    if holder.closed_at or channel not in {Channel.TEXT, Channel.EMAIL}:
        return
    contact = safe_contact(telling.person, channel)
    if contact and channel_for(contact.value):
        made = _make_key(by, holder, contact)
        send_message(
            by=by,
            channel=channel_for(contact.value) or "",
            to=contact.value,
            template="door_link",
            reference=made.token,
        )


@service
def open_door(*, by: Actor, person: Person, user: User | None = None) -> DoorHolder:
    """Return somebody's door, made if they have none (for a user that stands already, if given); a closed one stays closed."""
    holder = holder_about(person)
    if holder is None:
        made = user or new_door_user("door", name=str(person), kind=UserKind.FAMILY, role=Role.FAMILY)
        holder = DoorHolder.objects.create(user=made, person=person, opened_by_id=by.actor_id)
        record_event(by=by, kind=EventKind.DOOR_OPENED, people=[person])
    if holder.closed_at is None:
        _grant(by, holder)
    return holder


@service
def make_key(*, by: User, person: Person) -> NewKey:
    """Make a new link, which ends the links before; its codes go to a safe phone or inbox, else three words go with it."""
    if not has_part(frozenset(one_person([person.pk]))):
        raise Refused(NOT_TOLD)
    holder = open_door(by=by, person=person)
    if holder.closed_at:
        raise Refused("This door was closed. Open it again first.")
    DoorKey.objects.filter(holder=holder, revoked_at__isnull=True).update(revoked_at=time.now())
    return _make_key(by, holder, contact_for_codes(person))


def contact_for_codes(person: Person) -> ContactPoint | None:
    """Return where codes can safely go: a number for texts or an inbox that is marked safe; a phone for calls is not one."""
    for channel in (Channel.TEXT, Channel.EMAIL):
        contact = safe_contact(person, channel)
        if contact and contact.channel == channel and channel_for(contact.value):
            return contact
    return None


@service
def close_door(*, by: User, person: Person, because: str) -> DoorHolder:
    """Close a door at once, on every device, with why."""
    holder = holder_about(person)
    if holder is None or holder.closed_at:
        raise Refused("There is no open door to close.")
    if not because.strip():
        raise Refused("Say why the door is closed.")
    holder.closed_at, holder.closed_by, holder.closed_because = time.now(), by, because.strip()
    holder.save(update_fields=["closed_at", "closed_by", "closed_because"])
    DoorKey.objects.filter(holder=holder, revoked_at__isnull=True).update(revoked_at=time.now())
    end_grants(by=by, source=_source(holder))
    return holder


@service
def reopen_door(*, by: User, person: Person) -> DoorHolder:
    """Open a closed door again; its old links stay dead."""
    holder = holder_about(person)
    if holder is None or holder.closed_at is None:
        raise Refused("This door is not closed.")
    holder.closed_at, holder.closed_by, holder.closed_because = None, None, ""
    holder.save(update_fields=["closed_at", "closed_by", "closed_because"])
    _grant(by, holder)
    return holder


def _make_key(by: Actor, holder: DoorHolder, contact: ContactPoint | None) -> NewKey:
    token, words = new_token(), "" if contact else new_words()
    key = DoorKey.objects.create(
        holder=holder,
        token_hash=token_hash(token),
        contact=contact,
        made_by_id=by.actor_id,
        expires_at=time.now() + LINK_LASTS,
    )
    if words:
        hashed = code_hash(key.pk, words)
        DoorCode.objects.create(key=key, code_hash=hashed, said=True, expires_at=key.expires_at)
    return NewKey(key, token, words)


def _grant(by: Actor, holder: DoorHolder) -> None:
    grant(
        by=by,
        people=[holder.person],
        capacity=Capacity.THEMSELVES,
        basis=Basis.RELATIONSHIP,
        source=_source(holder),
        user=holder.user,
    )


def _source(holder: DoorHolder) -> str:
    return f"door:{holder.pk}"
