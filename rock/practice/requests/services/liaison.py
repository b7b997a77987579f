"""One named person speaks with each adult of the family; the first conversation, and its time from the request."""

from datetime import datetime

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.requests.models import Liaison, RequestForSupport
from rock.records.models import Channel, EventKind, Occasion, OccasionKind, Person, Presence, PresenceMode
from rock.records.services.events import record_event
from rock.records.services.guards import history
from rock.records.services.occasions import hold_occasion, say


@service
def name_liaison(
    *,
    by: User,
    request: RequestForSupport,
    person: Person,
    worker: User,
    channel: Channel,
    language: str = "English",
    interpreter: bool = False,
    safe_rule: str = "",
) -> Liaison:
    """Name who speaks with one adult, how and in which language; naming again ends the earlier one."""
    Liaison.objects.filter(request=request, person=person, ends__isnull=True).update(ends=time.now())
    liaison = Liaison.objects.create(
        request=request,
        person=person,
        worker=worker,
        channel=channel,
        language=language or "English",
        interpreter=interpreter,
        safe_rule=safe_rule,
        named_by=by,
    )
    record_event(by=by, kind=EventKind.LIAISON_NAMED, occasion=request.occasion, people=[person])
    return liaison


@service
def first_conversation(*, by: User, liaison: Liaison, happened_at: datetime, words: str) -> Liaison:
    """Record the first talk with the family: when it was, and what they said; once."""
    if liaison.first_conversation_id:
        raise Refused("The first conversation is recorded already.")
    asked_at = liaison.request.occasion.happened_at
    if happened_at < asked_at:
        raise Refused("That is before the request came in. Check the date and time.")
    occasion = _talk(by, liaison, happened_at)
    say(
        by=by,
        occasion=occasion,
        question="first_conversation",
        words=words,
        speaker=liaison.person,
        about=[liaison.person],
        verbatim=False,
        language=liaison.language,
    )
    liaison.first_conversation = occasion
    liaison.save(update_fields=["first_conversation"])
    record_event(
        by=by,
        kind=EventKind.FIRST_CONVERSATION,
        occasion=occasion,
        people=[liaison.person],
        happened_at=happened_at,
        family=occasion.family,
    )
    return liaison


def _talk(by: User, liaison: Liaison, happened_at: datetime) -> Occasion:
    in_person = liaison.channel == Channel.FACE
    kind, mode = (OccasionKind.VISIT, PresenceMode.THERE) if in_person else (OccasionKind.CALL, PresenceMode.PHONE)
    occasion = hold_occasion(by=by, kind=kind, happened_at=happened_at, family=liaison.request.occasion.family)
    Presence.objects.create(occasion=occasion, person=liaison.person, mode=mode)
    Presence.objects.create(occasion=occasion, staff=by, mode=mode)
    return occasion


def forget_moved_talk(*, by: User, occasion: Occasion, from_person: Person, to_person: Person) -> None:
    """Let the first conversation be still to come where it was recorded with the wrong person (a mover, see `moving`)."""
    rows = Liaison.objects.filter(first_conversation=occasion, person=from_person)
    ids = list(rows.values_list("pk", flat=True))
    rows.update(first_conversation=None)
    history(Liaison).filter(pgh_obj__in=ids, first_conversation=occasion.pk).update(first_conversation=None)
