"""A reader's questions with their answers, and what they wrote into plans: for their own door, and for their worker."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from rock.core import time
from rock.doors.family.queries.doors import Door
from rock.doors.family.queries.open import open_to
from rock.records.models import Statement
from rock.records.queries.standing import words_not_under_move

QUESTION, REPLY = "door_question", "door_reply"
DAYS_TO_ANSWER = 5
MOST = 50


@dataclass(frozen=True)
class Answered:
    """An answer: its words, who gave it, when."""

    words: str
    who: str
    at: datetime | None


@dataclass(frozen=True)
class Question:
    """A question, by when it should be answered (working days), and the answers to it."""

    pk: int
    words: str
    asked_at: datetime
    answer_by: date
    answers: tuple[Answered, ...]

    @property
    def late(self) -> bool:
        """Return whether it waits longer than it should."""
        return not self.answers and self.answer_by < time.today()


def questions_of(door: Door) -> list[Question]:
    """Return the reader's own questions, the latest first, with the answers that they may read (one query)."""
    replies = Statement.objects.filter(words_not_under_move(), Exists(open_to(door).filter(statement=OuterRef("pk"))))
    rows = Statement.objects.filter(words_not_under_move(), speaker__in=door.ids, question=QUESTION)
    found = rows.annotate(answers=_answers(replies)).order_by("-recorded_at", "-pk")
    return [question_shown(row) for row in found[:MOST]]


def answers_to() -> ArraySubquery:
    """Return all the answers to the statement of an outer query, for the staff."""
    return _answers(Statement.objects.all())


def _answers(replies: Any) -> ArraySubquery:
    rows = replies.filter(replies_to=OuterRef("pk"), question=REPLY).order_by("recorded_at")
    return ArraySubquery(rows.values(json=JSONObject(words="words", who="speaker_staff__name", at="recorded_at")))


def question_shown(row: Any) -> Question:
    """Return a question that carries its `answers`."""
    asked = timezone.localtime(row.recorded_at).date()
    answers = (Answered(one["words"], one["who"] or "", parse_datetime(one["at"])) for one in row.answers)
    by = time.add_working_days(asked, DAYS_TO_ANSWER)
    return Question(row.pk, row.words, row.recorded_at, by, tuple(answers))


def question_or_404(ids: Collection[int], pk: int) -> Statement:
    """Return one question of somebody's, with its `answers`; anything else is not there."""
    rows = Statement.objects.filter(words_not_under_move(), speaker__in=ids, question=QUESTION, pk=pk)
    found = rows.annotate(answers=answers_to()).select_related("speaker", "occasion").first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Idea:
    """Something that the reader wrote into a plan: their words, when, and how a promise that came of it stands now."""

    pk: int
    words: str
    at: datetime
    state: str
    due_on: date | None


def ideas_of(door: Door, children: Collection[int]) -> list[Idea]:
    """Return what the reader wrote at their door into the plans of these children, the latest first (one query).

    Only what may be shown back to them: what was said to the worker alone is not.
    """
    wrote = Q(plan_wording__isnull=False, plan_wording__number=1) | Q(item_view__view="another")
    rows = Statement.objects.filter(
        wrote,
        words_not_under_move(),
        Exists(open_to(door).filter(statement=OuterRef("pk"))),
        speaker__in=door.ids,
        occasion__plan__child__in=children,
        question__startswith="plan_",
    ).select_related("plan_wording__item__promise")
    return [_idea(row) for row in rows.order_by("-recorded_at", "-pk")[:MOST]]


def _idea(row: Statement) -> Idea:
    wording = getattr(row, "plan_wording", None)
    promise = wording.item.promise if wording else None
    state = promise.state if promise else ""
    return Idea(row.pk, row.words, row.recorded_at, state, promise.due_on if promise else None)
