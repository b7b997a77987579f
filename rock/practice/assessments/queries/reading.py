"""What one reader of the family may read of an assessment, and what they said to it: the doors ask here.

Nothing here tells one reader of another: neither that they read, nor what they said, nor that there was more to read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from rock.core import time
from rock.practice.assessments.models import Assessment, FamilyView, Heading, Passage, PassageAnswer, Reading
from rock.practice.assessments.services.common import heading_of
from rock.records.models import Audience, Statement
from rock.records.queries.standing import not_under_move, words_not_under_move


@dataclass(frozen=True)
class OwnAnswer:
    """What the reader last said to a passage; `changed_since`: they read another wording than the one shown now."""

    view: str
    label: str
    words: str
    at: datetime | None
    changed_since: bool


@dataclass(frozen=True)
class ReadPassage:
    """One passage as this reader may read it: `pk` answers it, `wording` is the id of the words that are shown."""

    pk: int
    wording: int
    heading: Heading
    label: str
    words: str
    language: str
    answer: OwnAnswer | None


def readings_for(reader_ids: Collection[int]) -> list[Reading]:
    """Return what this reader (all their records) was given to read, the newest first (one query)."""
    rows = Reading.objects.filter(_shown(), person__in=reader_ids).order_by("-given_at", "-pk")
    return list(rows.select_related("assessment__referral__child", "assessment__occasion", "assessment__worker"))


def reading_of(reader_ids: Collection[int], assessment: Assessment) -> Reading | None:
    """Return whether and since when this reader was given an assessment; None when they were not (one query)."""
    rows = Reading.objects.filter(_shown(), assessment=assessment, person__in=reader_ids)
    return rows.select_related("person").order_by("pk").first()


def _shown() -> Q:
    return Q(given_at__isnull=False) & not_under_move("assessment__occasion__")


def passages_for(reader_ids: Collection[int], assessment: Assessment) -> list[ReadPassage]:
    """Return the passages that this reader may read today, each in the newest wording they were given (two queries)."""
    latest: dict[Heading, Statement] = {}
    for wording in wordings_open_to(reader_ids, assessment):
        heading = heading_of(wording.question)
        if heading:
            latest[heading] = wording
    if not latest:
        return []
    passages = _passages(reader_ids, assessment)
    return [
        ReadPassage(
            pk=passages[heading].pk,
            wording=latest[heading].pk,
            heading=heading,
            label=heading.label,
            words=latest[heading].words,
            language=latest[heading].language,
            answer=_own(passages[heading].own, latest[heading]),
        )
        for heading in Heading
        if heading in latest and heading in passages
    ]


def wordings_open_to(reader_ids: Collection[int], assessment: Assessment) -> QuerySet[Statement]:
    """Return the wordings of an assessment that this reader may read today, the oldest first."""
    shared = Audience.objects.filter(_standing(), statement=OuterRef("pk"), reader__in=reader_ids)
    rows = Statement.objects.filter(
        Exists(shared), words_not_under_move(), occasion=assessment.occasion, question__startswith="assessment_"
    )
    return rows.order_by("pk")


def headings_open_to(reader_ids: Collection[int], assessment: Assessment) -> set[Heading]:
    """Return the headings under which this reader may read something today, in whichever wording (one query)."""
    return {heading for row in wordings_open_to(reader_ids, assessment) if (heading := heading_of(row.question))}


def _standing() -> Q:
    return Q(ends__isnull=True) | Q(ends__gt=time.now())


def _passages(reader_ids: Collection[int], assessment: Assessment) -> dict[str, Any]:
    """Return the passages by heading, each with the answers (`own`) of this reader alone, the oldest first."""
    own = PassageAnswer.objects.filter(passage=OuterRef("pk"), person__in=reader_ids).order_by("answered_at", "pk")
    fields = JSONObject(view="view", words="statement__words", at="answered_at", read="read_id")
    rows = assessment.passages.annotate(own=ArraySubquery(own.values(json=fields)))
    return {row.heading: row for row in rows}


def _own(answers: list[dict[str, Any]], wording: Statement) -> OwnAnswer | None:
    if not answers:
        return None
    last = answers[-1]
    view, changed = FamilyView(last["view"]), last["read"] != wording.pk
    return OwnAnswer(view.value, view.label, last["words"] or "", parse_datetime(last["at"]), changed)


def is_answerable(assessment: Assessment) -> bool:
    """Return whether the family can still answer: until it is authorised."""
    return assessment.authorised_on is None


def is_over(reading: Reading, day: date) -> bool:
    """Return whether the day by which somebody was to answer has passed."""
    return reading.answer_by is not None and reading.answer_by < day


def passage_of(reading: Reading, pk: int) -> Passage:
    """Return a passage of the assessment that somebody was given to read; DoesNotExist for another's."""
    return Passage.objects.select_related("assessment").get(pk=pk, assessment=reading.assessment_id)
