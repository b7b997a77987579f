"""Append what happened, and queue it for the systems that are to be told."""

from collections.abc import Iterable
from datetime import datetime

from rock.core import time
from rock.core.services import Actor, service
from rock.records.models import Event, EventKind, EventPerson, Family, Occasion, OutboxEntry, Person


@service
def record_event(
    *,
    by: Actor,
    kind: EventKind,
    people: Iterable[Person] = (),
    happened_at: datetime | None = None,
    family: Family | None = None,
    occasion: Occasion | None = None,
) -> Event:
    """Append an event that concerns these people, with a row for each and one in the outbox."""
    event = Event.objects.create(
        kind=kind, by_id=by.actor_id, happened_at=happened_at or time.now(), family=family, occasion=occasion
    )
    concerned = list({person.pk: person for person in people}.values())
    EventPerson.objects.bulk_create(EventPerson(event=event, person=person) for person in concerned)
    OutboxEntry.objects.bulk_create(OutboxEntry(event=event, person=person) for person in concerned)
    return event
