"""What happened, from a named list of kinds of event: no words of anybody, and nobody whom the reader does not reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice

from django.utils import timezone

from rock.core.words import joined
from rock.practice.families.queries.related import Happened
from rock.records.models import EventKind, Person

MOST_LINES = 30
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
    EventKind.CARD_GIVEN,
    EventKind.FEELS_UNSAFE,
    EventKind.UNSAFE_TAKEN,
    EventKind.ASSESSMENT_STARTED,
    EventKind.ASSESSMENT_SHARED,
    EventKind.ASSESSMENT_ANSWERED,
    EventKind.ASSESSMENT_AUTHORISED,
    EventKind.AGENCY_ASKED,
    EventKind.AGENCY_ANSWERED,
    EventKind.PLAN_STARTED,
    EventKind.PLAN_CHANGED,
    EventKind.PLAN_AGREED,
    EventKind.PLAN_STANDING,
    EventKind.PLAN_ENDED,
    EventKind.PROMISE_CLOSED,
    EventKind.REVIEW_HELD,
    EventKind.CLOSED,
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
    """Return the events in words, naming only these people; the same again on one day is one line that says how often."""
    lines = islice(groupby(events, key=_alike), MOST_LINES)
    return [_moment(list(same), people) for _key, same in lines]


def _alike(event: Happened) -> tuple[EventKind, date, str, frozenset[int]]:
    return event.kind, timezone.localtime(event.at).date(), event.by, frozenset(event.concerned)


def _moment(same: list[Happened], people: Mapping[int, Person]) -> Moment:
    event, often = same[0], len(same)
    title = event.kind.label if often == 1 else f"{event.kind.label}, {often} times"
    return Moment(event.at, title, event.by, joined([str(people[pk]) for pk in event.concerned if pk in people]))
