"""What happened, from a named list of kinds of event: no words of anybody, and nobody whom the reader does not reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rock.core.words import joined
from rock.practice.families.queries.related import Happened
from rock.records.models import EventKind, Person

FAMILY_TIMELINE = (
    EventKind.REQUEST_RECEIVED,
    EventKind.HISTORY_OPENED,
    EventKind.REQUEST_DECIDED,
    EventKind.ADULT_TOLD,
    EventKind.TELLING_HELD,
    EventKind.LIAISON_NAMED,
    EventKind.FIRST_CONVERSATION,
    EventKind.DOOR_OPENED,
    EventKind.DOOR_ANSWERED,
    EventKind.SAFETY_FINDING,
    EventKind.ALLOCATED,
    EventKind.ALLOCATION_ENDED,
    EventKind.AGREEMENT_RECORDED,
    EventKind.AGREEMENT_WITHDRAWN,
    EventKind.VISIT_RECORDED,
    EventKind.WORDS_SHARED,
    EventKind.WISH_ANSWERED,
    EventKind.IMPORTED,
    EventKind.MOVED_OR_REDACTED,
)
PERSON_TIMELINE = (*FAMILY_TIMELINE, EventKind.PERSON_CREATED, EventKind.PEOPLE_JOINED, EventKind.PEOPLE_PARTED)


@dataclass(frozen=True)
class Moment:
    """A line of the timeline, as `core/parts.html` draws it."""

    when: datetime
    title: str
    by: str
    text: str


def timeline(events: Iterable[Happened], people: Mapping[int, Person]) -> list[Moment]:
    """Return the events in words, naming only these people."""
    return [
        Moment(
            event.at,
            event.kind.label,
            event.by,
            joined([str(people[pk]) for pk in event.concerned if pk in people]),
        )
        for event in events
    ]
