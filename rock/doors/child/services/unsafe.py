"""“I don't feel safe”: it rings with the worker, then the duty manager, then out of hours, until somebody takes it on."""

from django.conf import settings

from rock.accounts.models import User
from rock.core import time
from rock.core.messages.services import channel_for, send_message
from rock.core.services import SYSTEM, Actor, Refused, service
from rock.core.words import at_time
from rock.doors.child.hours import staffed
from rock.doors.child.limits import HUB_REACHES_FOR, RINGS_ON_AFTER
from rock.doors.child.models import Level, UnsafeCall
from rock.doors.child.queries.staff import duty_managers, workers_of
from rock.reach.models import Basis, Capacity
from rock.reach.role_circles import HUB, role_circle
from rock.reach.services import grant
from rock.records.models import EventKind, OccasionKind, Person
from rock.records.services.clocks import start_clock, stop_clock
from rock.records.services.events import record_event
from rock.records.services.occasions import hold_occasion, say

QUESTION = "unsafe"


@service
def say_unsafe(*, by: User, child: Person, words: str = "") -> UnsafeCall:
    """Take what a child says, with or without words, and tell somebody at once; who, depends on the hour.

    Said again before anybody took the first on, it joins the first: the words stand beside it, and it does not start over.
    """
    occasion = hold_occasion(by=by, kind=OccasionKind.DOOR)
    if words.strip():
        say(by=by, occasion=occasion, question=QUESTION, words=words, speaker=child, about=[child])
    record_event(by=by, kind=EventKind.FEELS_UNSAFE, people=[child], occasion=occasion)
    ringing = UnsafeCall.objects.select_for_update().filter(child=child, taken_at__isnull=True).first()
    return ringing or _ring(by, child)


def _ring(by: User, child: Person) -> UnsafeCall:
    now = time.now()
    call = UnsafeCall.objects.create(
        child=child,
        said_at=now,
        clock=start_clock(by=by, key="feels_unsafe", started_at=now, person=child),
        level=_first_level(child),
        rings_next_at=now + RINGS_ON_AFTER,
    )
    _tell(call)
    return call


def _first_level(child: Person) -> Level:
    if not staffed():
        return Level.OUT_OF_HOURS
    return Level.WORKER if workers_of(child) else Level.DUTY


@service
def take_on(*, by: User, call: UnsafeCall, done: str) -> UnsafeCall:
    """Say that one is on it, and what one did first; the ringing ends."""
    row = (
        UnsafeCall.objects.select_for_update(of=("self",)).select_related("clock", "child", "taken_by").get(pk=call.pk)
    )
    if row.taken_at:
        raise Refused(f"{row.taken_by} is on it already, since {at_time(row.taken_at)}.")
    if not done.strip():
        raise Refused("Say what you did first: called them, went there, told the police.")
    row.taken_by, row.taken_at, row.done, row.rings_next_at = by, time.now(), done.strip(), None
    row.save(update_fields=["taken_by", "taken_at", "done", "rings_next_at"])
    stop_clock(by=by, clock=row.clock)
    record_event(by=by, kind=EventKind.UNSAFE_TAKEN, people=[row.child])
    return row


@service
def ring_on(*, by: Actor) -> int:
    """Tell the next of every call that nobody has taken on in time; return how many. Out of hours nobody is waited for."""
    now = time.now()
    calls = UnsafeCall.objects.select_for_update(skip_locked=True).filter(taken_at__isnull=True, rings_next_at__lte=now)
    found = list(calls)
    for call in found:
        call.level = min(call.level + 1, Level.OUT_OF_HOURS) if staffed() else Level.OUT_OF_HOURS
        call.rings_next_at = now + RINGS_ON_AFTER
        call.save(update_fields=["level", "rings_next_at"])
        _tell(call)
    return len(found)


def _tell(call: UnsafeCall) -> None:
    people = workers_of(call.child)
    if call.level >= Level.DUTY:
        people += duty_managers()
        _let_the_hub_reach(call)
    contacts = {user.email for user in people}
    if call.level == Level.OUT_OF_HOURS and settings.OUT_OF_HOURS_CONTACT:
        contacts.add(settings.OUT_OF_HOURS_CONTACT)
    for contact in sorted(contacts):
        channel = channel_for(contact)
        if channel:
            send_message(by=SYSTEM, channel=channel, to=contact, template="unsafe")


def _let_the_hub_reach(call: UnsafeCall) -> None:
    """Let whoever is on duty open the child's record for a week: they cannot act on a name alone."""
    grant(
        by=SYSTEM,
        people=[call.child],
        capacity=Capacity.HUB,
        basis=Basis.UNSAFE,
        source=f"unsafe:{call.pk}",
        circle=role_circle(HUB),
        ends=time.now() + HUB_REACHES_FOR,
    )
