"""One assessment as its page shows it: the day first, what visits brought, then the passages with the family's answers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from rock.accounts.models import User
from rock.core import time
from rock.core.built_once import built_once
from rock.practice.assessments.models import Assessment, FamilyView, Heading, Passage, PassageAnswer
from rock.practice.visits.day import Day
from rock.practice.visits.models import Noticed, NoticedKind
from rock.practice.visits.queries.day import chosen_day
from rock.reach.queries import reached
from rock.records.models import Clock, Statement, Wish
from rock.records.queries.people import one_person
from rock.records.queries.standing import words_not_under_move

# What the guidance and the census give; a clock that runs carries the rule of its own day.
WORKING_DAYS = 45


def assessment_or_404(user: User, pk: int) -> Assessment:
    """Return an assessment of a child whom the user reaches; a stranger's and none at all give the same answer."""
    found = _reached(user.pk, pk)
    if not found:
        raise Http404
    assessment: Assessment = found[0]
    return assessment


@built_once
def _reached(user: int, pk: int) -> QuerySet[Assessment]:
    return Assessment.objects.filter(reached(user, "referral__child_id"), pk=pk).select_related(
        "referral__child",
        "occasion__family",
        "worker",
        "clock",
        "money_first",
        *(f"decision__{name}" for name in ("decided_by", "reasons", "would_change", "family_words")),
    )


@dataclass(frozen=True)
class Said:
    """What somebody of the family said to a passage; `changed_since`: the words were changed after they read them."""

    person_id: int
    who: str
    view: str
    words: str
    at: datetime | None
    changed_since: bool


@dataclass(frozen=True)
class Shown:
    """One heading: its words now (empty until written) with each one's last answer, and the same of the last assessment."""

    heading: Heading
    pk: int | None
    words: str
    by: str
    at: datetime | None
    revision: int
    answers: tuple[Said, ...]
    before: "Shown | None" = None


@dataclass(frozen=True)
class Brought:
    """A strength, worry or wish out of a visit."""

    words: str
    who: str
    on: datetime
    shown_by: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Limits:
    """Both limits of 45 working days: days gone since the referral and since the census start, and the last days in time."""

    from_referral: int
    from_start: int
    referral_due: date
    census_due: date
    until: date
    referral_stopped: bool


@dataclass(frozen=True)
class AssessmentPage:
    """All that the page shows."""

    day: Day
    strengths: list[Brought]
    worries: list[Brought]
    wishes: list[Brought]
    passages: list[Shown]
    before: Assessment | None


def page_of(assessment: Assessment) -> AssessmentPage:
    """Return what the page of one assessment shows, whose child the caller has reached (five queries)."""
    child = assessment.referral.child
    ids = one_person([child.pk])
    brought = [_one(row) for row in _brought(frozenset(ids))]
    passages, before = _passages(assessment, ids)
    return AssessmentPage(
        day=chosen_day(child, ids, day_kind=None, carer=None).day,
        strengths=[one for kind, one in brought if kind == NoticedKind.STRENGTH],
        worries=[one for kind, one in brought if kind == NoticedKind.WORRY],
        wishes=[one for kind, one in brought if kind == "wish"],
        passages=passages,
        before=before,
    )


@built_once
def _brought(ids: frozenset[int]) -> QuerySet[Statement]:
    # As one set of ids with few joins beside it (the planner weighs eight), so that the database goes from the child to
    # the words and not over every statement there is.
    said = Noticed.objects.filter(child__in=ids).order_by().values("statement")
    said = said.union(Wish.objects.filter(child__in=ids).order_by().values("statement"))
    rows = Statement.objects.filter(words_not_under_move(), pk__in=said)
    noticed = Noticed.objects.filter(statement=OuterRef("pk")).order_by()
    answer = Wish.objects.filter(statement=OuterRef("pk")).order_by().values("answer__words")
    rows = rows.select_related("speaker", "speaker_staff", "occasion").annotate(
        noticed_as=ArraySubquery(noticed.values(json=JSONObject(kind="kind", shown_by="shown_by"))),
        answered=Subquery(answer),
    )
    return rows.order_by("-occasion__happened_at", "pk")


def _one(row: Any) -> tuple[str, Brought]:
    who = str(row.speaker or row.speaker_staff or row.speaker_name)
    for noticed in row.noticed_as:
        return noticed["kind"], Brought(row.words, who, row.occasion.happened_at, noticed["shown_by"])
    return "wish", Brought(row.words, who, row.occasion.happened_at, answer=row.answered or "")


def _passages(assessment: Assessment, ids: set[int]) -> tuple[list[Shown], Assessment | None]:
    """Return every heading in order, and the assessment before this one, from one query over both."""
    rows = _written(assessment.pk, assessment.started_on, frozenset(ids))
    before = next((row.assessment for row in rows if row.assessment_id < assessment.pk), None)
    now = {row.heading: row for row in rows if row.assessment_id == assessment.pk}
    then = {row.heading: row for row in rows if before and row.assessment_id == before.pk}
    return [_shown(heading, now.get(heading), then.get(heading)) for heading in Heading], before


@built_once
def _written(assessment: int, started_on: date, ids: frozenset[int]) -> QuerySet[Passage]:
    answers = PassageAnswer.objects.filter(passage=OuterRef("pk")).order_by("answered_at", "pk")
    fields = JSONObject(
        person="person_id",
        given="person__given_name",
        family="person__family_name",
        view="view",
        words="statement__words",
        at="answered_at",
        read="read_id",
    )
    earlier = Q(assessment__authorised_on__isnull=False, assessment__started_on__lte=started_on)
    return (
        Passage.objects.filter(Q(assessment=assessment) | earlier, assessment__referral__child__in=ids)
        .select_related("assessment", "statement__speaker_staff")
        .annotate(said=ArraySubquery(answers.values(json=fields)), on=F("assessment__started_on"))
        .order_by("-on", "-assessment_id")
    )


def _shown(heading: Heading, row: Any, then: Any = None) -> Shown:
    before = _shown(heading, then) if then is not None else None
    if row is None:
        return Shown(heading, None, "", "", None, 0, (), before)
    said = row.statement
    by = str(said.speaker_staff or said.speaker_name)
    last = {one["person"]: _said(one, said.pk) for one in row.said}
    return Shown(heading, row.pk, said.words, by, said.recorded_at, row.revision, tuple(last.values()), before)


def _said(one: dict[str, Any], now: int) -> Said:
    return Said(
        person_id=one["person"],
        who=f"{one['given']} {one['family']}".strip(),
        view=FamilyView(one["view"]).label,
        words=one["words"] or "",
        at=parse_datetime(one["at"]),
        changed_since=one["read"] != now,
    )


def limits_of(assessment: Assessment) -> Limits:
    """Return both limits of an assessment, counted to today or to its being authorised (one query)."""
    until = assessment.authorised_on or time.today()
    own = Clock.objects.filter(person=assessment.referral.child_id, rule__key="assessment").order_by("-started_at")
    clock, referred = own.first(), assessment.referral.referred_on
    census = timezone.localtime(assessment.clock.due_at).date() if assessment.clock else None
    return Limits(
        from_referral=time.working_days_between(referred, until),
        from_start=time.working_days_between(assessment.started_on, until),
        referral_due=timezone.localtime(clock.due_at).date()
        if clock
        else time.add_working_days(referred, WORKING_DAYS),
        census_due=census or time.add_working_days(assessment.started_on, WORKING_DAYS),
        until=until,
        referral_stopped=bool(clock and clock.stopped_at and assessment.authorised_on is None),
    )
