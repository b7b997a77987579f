"""Requests turned into words for the hub's pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.forms import BaseForm
from django.utils import timezone

from rock.core import time
from rock.core.measuring import duration_words
from rock.core.messages.backends import messages_go
from rock.core.models import MessageChannel
from rock.core.words import age_in_words, count_of, day_due, joined, on_day, on_day_at
from rock.practice.requests.contact import message_channel
from rock.practice.requests.history import HistoryLine
from rock.practice.requests.models import AskerKind, ReferralSource, RequestForSupport
from rock.practice.requests.queries.board import BoardRow
from rock.practice.requests.words import QUESTIONS, ROUTE_FOR_ASKER, ROUTE_PAST
from rock.records.models import Occasion, Person, Statement

MOST_NAMES = 4
SOURCES = dict(ReferralSource.choices)


def clock_words(due_at: datetime | None, stopped_at: datetime | None) -> str:
    """Return how a request's working-day clock stands."""
    if due_at is None:
        return "No clock"
    if stopped_at is None:
        return day_due(timezone.localtime(due_at).date()).capitalize()
    return "Decided in time" if stopped_at <= due_at else "Decided late"


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One request on the board."""

    reference: str
    about: str
    received_at: datetime
    source: str
    clock: str
    late: bool
    danger: bool
    taken_by: str
    looked: str
    outcome: str


def board_line(row: BoardRow) -> BoardLine:
    """Return a request as the board shows it."""
    return BoardLine(
        reference=row.reference,
        about=about(row.people),
        received_at=row.received_at,
        source=SOURCES.get(row.source, ""),
        clock=clock_words(row.due_at, row.stopped_at),
        late=bool(row.due_at and row.stopped_at is None and row.due_at < time.now()),
        danger=row.danger,
        taken_by=row.taken_by or "Nobody yet",
        looked=joined(row.looked) or "Nobody yet",
        outcome=ROUTE_PAST.get(row.route, ""),
    )


def about(names: Sequence[str]) -> str:
    """Return whom a request is about, the first few by name."""
    more = [count_of(len(names) - MOST_NAMES, "more person", "more people")] if len(names) > MOST_NAMES else []
    return joined([*names[:MOST_NAMES], *more]) or "Nobody named yet"


@dataclass(frozen=True, slots=True)
class Words:
    """An answer of the asker, as it was written."""

    question: str
    text: str
    who: str
    language: str


def words_of(statements: list[Statement]) -> list[Words]:
    """Return the request's words in the order in which the form asks."""
    order = list(QUESTIONS)
    known = sorted((row for row in statements if row.question in QUESTIONS), key=lambda row: order.index(row.question))
    return [Words(QUESTIONS[row.question], row.words, row.speaker_name, row.language) for row in known]


def first_talk(request: RequestForSupport, talk: Occasion | None) -> str:
    """Return when somebody of the family was first spoken with, or that nobody was yet, counted from the request."""
    asked_at = request.occasion.happened_at
    if talk is None:
        return f"Not spoken with yet, {duration_words(time.now() - asked_at)} after the request."
    after = duration_words(talk.happened_at - asked_at)
    return f"First talk {on_day_at(talk.happened_at)}, {after} after the request."


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in one field of a form that cannot be sent any more."""

    question: str
    words: str


def typed_in(form: BaseForm) -> list[Typed]:
    """Return what was typed or chosen in a form, sent or filled from a draft, in words and in its order."""
    found = []
    for name, field in form.fields.items():
        value = str(form[name].value() or "").strip()
        choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
        if value:
            found.append(Typed(str(field.label), choices.get(value, value)))
    return found


@dataclass(frozen=True, slots=True)
class AskerTelling:
    """Whoever asked: who that is, what they may learn, how a message goes to them (empty: a person tells them).

    `none_go` says that no texts or e-mails are sent here at all.
    """

    who: str
    words: str
    message: str
    as_family: bool
    none_go: bool


def asker_telling(request: RequestForSupport) -> AskerTelling:
    """Return what stands on the page about telling whoever asked; the request must be decided."""
    kind = request.asker_kind
    channel = message_channel(request)
    return AskerTelling(
        who=request.asker_name or "The person who asked",
        words=ROUTE_FOR_ASKER[request.decision.route] if kind == AskerKind.PROFESSIONAL else "We have read it.",
        message={MessageChannel.TEXT: "A text", MessageChannel.EMAIL: "An e-mail"}[channel] if channel else "",
        as_family=kind in {AskerKind.PARENT, AskerKind.YOUNG_PERSON},
        none_go=not messages_go(),
    )


@dataclass(frozen=True, slots=True)
class HeldAbout:
    """What is held about one person: rows of what, when (and how long ago), what came of it, from where."""

    person: str
    age: str
    rows: list[list[str]]


def history_by_person(people: list[Person], lines: list[HistoryLine]) -> list[HeldAbout]:
    """Return the lines under the person whom each is about, in the order of the people, latest line first."""
    held = {person.pk: [line for line in lines if line.person_id == person.pk] for person in people}
    return [
        HeldAbout(str(person), age_in_words(person.birth_date), [_row(line) for line in held[person.pk]])
        for person in people
    ]


def _row(line: HistoryLine) -> list[str]:
    when = f"{on_day(line.on)}, {age_of((time.today() - line.on).days)}"
    return [line.what, when, line.outcome or "Not recorded", line.source or "Recorded here"]


def age_of(day_count: int) -> str:
    """Return how old something is: “today”, “3 days ago”, “5 months ago”, “2 years ago”."""
    if day_count < 1:
        return "today"
    if day_count < 60:
        return count_of(day_count, "day", "days") + " ago"
    if day_count < 730:
        return count_of(day_count // 30, "month", "months") + " ago"
    return count_of(day_count // 365, "year", "years") + " ago"
