"""What a reader asked, wrote and offered, and what they may read of a report and of a child's day: frozen, past the guard."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rock.core import time
from rock.core.words import on_day
from rock.doors.family.guard import Guard
from rock.doors.family.presenters.plan import Tag
from rock.doors.family.queries.questions import Idea, Question
from rock.doors.family.words import LOOKS
from rock.practice.plans.presenters.looks import look_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered."""

    words: str
    who: str
    on: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the reader's; `tag` says by when it is answered, late ones in the colour of every late promise."""

    words: str
    on: str
    tag: Tag | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class MyIdea:
    """Something that the reader wrote into a plan, and how it stands."""

    words: str
    on: str
    tag: Tag | None


def asked_shown(rows: list[Question], guard: Guard) -> tuple[Asked, ...]:
    """Return the reader's questions with their answers."""
    return tuple(_asked(row, guard) for row in rows)


def _asked(row: Question, guard: Guard) -> Asked:
    answers = tuple(
        Answer(one.words, one.who, on_day(one.at))
        for one in row.answers
        if guard.lets(f"{one.who} {one.words}", source="answer", row=row.pk)
    )
    late = row.answer_by < time.today()
    words = _("Late: we should have answered by %(day)s") if late else _("We answer by %(day)s")
    colour = "govuk-tag--red" if late else "govuk-tag--blue"
    tag = None if answers else Tag("late" if late else "open", words % {"day": on_day(row.answer_by)}, colour)
    return Asked(row.words, on_day(row.asked_at), tag, answers)


def ideas_shown(rows: list[Idea]) -> tuple[MyIdea, ...]:
    """Return what the reader wrote into plans: their own words, which nothing keeps from them."""
    return tuple(MyIdea(row.words, on_day(row.at), _tag(row)) for row in rows)


def _tag(row: Idea) -> Tag | None:
    if not row.state:
        return None
    look = look_of(row.state, row.due_on)
    return Tag(look.key, LOOKS[look.key] % {"day": on_day(row.due_on)}, look.classes)
