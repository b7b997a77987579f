"""Assessments told again: started, written, asked about, read and answered by each apart, decided; equal, or the difference."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from rock.core.services import PUBLIC
from rock.demo.council.replaying import again
from rock.demo.council.replaying.again import END, GO_ON, KEEP, SAY, START, Step
from rock.demo.council.replaying.picture import Picture, differences
from rock.practice.assessments.models import (
    AgencyPart,
    Assessment,
    AssessmentFactor,
    FamilyView,
    Heading,
    ManagerDecision,
    MoneyFirst,
    Outcome,
    Passage,
    PassageAnswer,
    Reading,
)
from rock.practice.assessments.services import agencies, deciding, reading, starting, writing
from rock.practice.requests.models import Referral
from rock.records.models import (
    Agreement,
    AgreementKind,
    Answer,
    Audience,
    Channel,
    Clock,
    EventKind,
    InformationShare,
    Occasion,
)
from rock.records.services.agreements import record_agreement

_LEFT_OUT = frozenset({"assessment", "token_hash", "passage", "share", "referral"})
_CLOSES = frozenset({Outcome.NOT_IN_NEED, Outcome.EARLY_HELP})
_WITHOUT = "Without agreement: "


def replay_assessments(submission_keys: list[str]) -> Iterator[str]:
    """Yield how the assessments of the family whose requests have these keys differ when they are told again."""
    rows = Assessment.objects.filter(occasion__family__occasions__request__submission_key__in=submission_keys)
    for row in rows.select_related("occasion__recorded_by", "referral__child", "worker").distinct().order_by("pk"):
        yield from (f"assessment, {line}" for line in _again(row))


def _again(row: Assessment) -> list[str]:
    with transaction.atomic():
        loaded, since = _picture(row), again.last_event()
        _aside(row)
        told = _Told(row)
        again.play(told.steps())
        made = _picture(Assessment.objects.select_related("occasion", "referral").get(pk=told.made.pk), since)
        transaction.set_rollback(True)
    return differences(loaded, made)


def _aside(row: Assessment) -> None:
    again.reopen(row.referral.child, row.referral)
    Assessment.objects.filter(pk=row.pk, authorised_on__isnull=True).update(authorised_on=F("started_on"))
    if row.authorised_on:
        _clock(row).update(stopped_at=None)
    asked = AgencyPart.objects.filter(assessment=row).first()
    if asked:
        later = Agreement.objects.filter(kind=AgreementKind.ASK_AGENCIES, recorded_at__gt=asked.asked_at)
        later.filter(occasion__family=_occasion(row).family).update(withdrawn_on=F("asked_on"))


def _clock(row: Assessment) -> QuerySet[Clock]:
    """Return the clock that counts from the referral, which the decision stops."""
    rows = Clock.objects.filter(person=row.referral.child_id, rule__key="assessment")
    first = rows.filter(started_at__date__gte=row.referral.referred_on).order_by("started_at", "pk").first()
    return rows.filter(pk=first.pk if first else 0)


class _Told:
    """One assessment and its loaded rows, as the services that made them."""

    def __init__(self, row: Assessment) -> None:
        self.row, self.made, self.child = row, row, row.referral.child
        self.occasion = _occasion(row)
        self.passages = list(Passage.objects.filter(assessment=row).select_related("statement").order_by("pk"))

    def steps(self) -> Iterator[Step]:
        """Yield every call that made it."""
        yield Step(self.occasion.recorded_at, START, self._start)
        yield from (Step(one.recorded_at, GO_ON, partial(self._agree, one)) for one in self._agreements())
        for part in AgencyPart.objects.filter(assessment=self.row).select_related("asked_by", "answer", "share"):
            yield Step(part.asked_at, SAY, partial(self._ask, part))
            if part.answered_at:
                yield Step(part.answered_at, SAY, partial(self._answer_part, part))
        for passage in self.passages:
            yield Step(passage.statement.recorded_at, GO_ON, partial(self._write, passage))
        if self.passages:
            yield Step(self.passages[-1].statement.recorded_at, SAY, self._factors)
        yield from self._read()
        decision = ManagerDecision.objects.filter(assessment=self.row).first()
        if decision:
            yield Step(decision.decided_at, END, partial(self._decide, decision))

    def _read(self) -> Iterator[Step]:
        for one in Reading.objects.filter(assessment=self.row).select_related("person", "given_by").order_by("pk"):
            at = one.given_at or self.passages[-1].statement.recorded_at
            yield Step(at, KEEP, partial(self._give, one))
        answers = PassageAnswer.objects.filter(passage__assessment=self.row).order_by("pk")
        for answer in answers.select_related("passage", "person", "statement"):
            yield Step(answer.answered_at, KEEP, partial(self._answer, answer))

    def _agreements(self) -> QuerySet[Agreement]:
        return Agreement.objects.filter(occasion=self.occasion).select_related("person").order_by("pk")

    def _start(self) -> None:
        by: Any = self.occasion.recorded_by
        day = self.row.started_on
        self.made = starting.start(by=by, child=self.child, worker=self.row.worker, started_on=day)

    def _agree(self, one: Agreement) -> None:
        by: Any = again.acting(self.occasion, EventKind.AGREEMENT_RECORDED, one.recorded_at)
        record_agreement(
            by=by,
            occasion=_occasion(self.made),
            person=one.person or self.child,
            kind=AgreementKind(one.kind),
            answer=Answer(one.answer),
            asked_by=one.asked_by,
            asked_on=one.asked_on or self.row.started_on,
            how=Channel(one.how),
            in_words=one.in_words,
            agencies=one.agencies,
        )

    def _ask(self, part: AgencyPart) -> None:
        basis = part.share.basis if part.share else ""
        without = basis.removeprefix(_WITHOUT) if basis.startswith(_WITHOUT) else ""
        facts = {name: getattr(part, name) for name in ("agency", "name", "email", "question")}
        agencies.ask_agency(by=part.asked_by, assessment=self.made, **facts, without_agreement_because=without)

    def _answer_part(self, part: AgencyPart) -> None:
        agencies.answer_part(
            by=PUBLIC,
            part=AgencyPart.objects.get(assessment=self.made, agency=part.agency, asked_at=part.asked_at),
            words=part.answer.words if part.answer else "",
            nothing_known=part.nothing_known,
            refused_because=part.refused_because,
        )

    def _write(self, one: Passage) -> None:
        by: Any = one.statement.recorded_by
        heading, words = Heading(one.heading), one.statement.words
        writing.save_passage(by=by, assessment=self.made, heading=heading, words=words, revision=0)

    def _factors(self) -> None:
        by: Any = self.passages[-1].statement.recorded_by
        codes = list(AssessmentFactor.objects.filter(assessment=self.row).values_list("code", flat=True))
        writing.set_factors(by=by, assessment=self.made, codes=codes)

    def _give(self, one: Reading) -> None:
        if one.answer_by is None:
            facts: Any = {"because": one.not_given_because}
            reading.do_not_give(by=one.given_by, assessment=self.made, person=one.person, **facts)
            return
        shared = Audience.objects.filter(reader=one.person).values("statement")
        given = [row.heading for row in Passage.objects.filter(assessment=self.row, statement__in=shared)]
        facts = {"passages": list(self.made.passages.filter(heading__in=given)), "answer_by": one.answer_by}
        reading.give_to_read(by=one.given_by, assessment=self.made, person=one.person, **facts)

    def _answer(self, one: PassageAnswer) -> None:
        reading.answer_passage(
            by=again.acting(self.occasion, EventKind.ASSESSMENT_ANSWERED, one.answered_at),
            person=one.person,
            passage=self.made.passages.get(heading=one.passage.heading),
            view=FamilyView(one.view),
            words=one.statement.words if one.statement else "",
        )

    def _decide(self, one: ManagerDecision) -> None:
        deciding.authorise(
            by=one.decided_by,
            assessment=self.made,
            outcome=Outcome(self.row.outcome),
            reasons=one.reasons.words,
            would_change=one.would_change.words,
            family_words=one.family_words.words,
            partner_lead=self.row.partner_lead,
        )


def _occasion(row: Assessment) -> Occasion:
    if row.occasion is None:
        raise ValueError("an assessment that is told here has its words here")
    return row.occasion


def _picture(row: Assessment, since: int = 0) -> Picture:
    """Return the rows of an assessment; of the referral, its clock and its end only what this assessment brought."""
    occasion, ends = _occasion(row), row.outcome in _CLOSES
    referral = row.referral if ends else None
    rows = [
        *again.of_occasion(occasion, [again.closing(referral, since)]),
        Assessment.objects.filter(pk=row.pk),
        *(model._default_manager.filter(assessment=row) for model in _OF_ASSESSMENTS),
        PassageAnswer.objects.filter(passage__assessment=row),
        *(model._default_manager.filter(occasion=occasion) for model in (Agreement, InformationShare)),
        Audience.objects.filter(statement__occasion=occasion),
        Clock.objects.filter(pk=row.clock_id or 0),
        *([_clock(row)] if row.authorised_on else []),
        Referral.objects.filter(pk=referral.pk if referral else 0),
    ]
    return again.in_words(rows, _LEFT_OUT)


_OF_ASSESSMENTS = (Passage, Reading, MoneyFirst, ManagerDecision, AgencyPart, AssessmentFactor)
