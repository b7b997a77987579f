"""The family reads an assessment before it is authorised, passage by passage and each apart, and answers it."""

from collections.abc import Collection, Iterable
from datetime import date

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.practice.assessments.models import Assessment, FamilyView, Passage, PassageAnswer, Reading
from rock.practice.assessments.queries.around import hidden_from_reader, limited_by_order, responsible_for
from rock.practice.assessments.queries.reading import passages_for, reading_of, wordings_open_to
from rock.practice.assessments.queries.unshared import unshared_in
from rock.practice.assessments.services.common import ANSWER, child_of, heading_of, locked, occasion_of
from rock.records.models import Audience, EventKind, Person, Statement
from rock.records.queries.people import one_person
from rock.records.services.events import record_event
from rock.records.services.occasions import say, share_words, stop_sharing

DAYS_TO_ANSWER = 5
LONGEST_ANSWER = 5000


def readers_of(child: Person) -> list[Person]:
    """Return who may be given a child's assessment: each grown-up with parental responsibility, and the child."""
    return [*responsible_for(child), child]


@service
def give_to_read(
    *, by: User, assessment: Assessment, person: Person, passages: Collection[Passage], answer_by: date
) -> Reading:
    """Give one reader these passages as they are worded now, and no others, to answer by a day.

    Refused, naming the passage and the place, where it would give away what is hidden from them, or repeats somebody's
    words that they were not given. Giving again gives the new wordings; what they said to the old ones stays with those.
    """
    row = locked(assessment)
    _check_reader(row, person)
    if not passages:
        raise Refused(f"Choose what {person} may read, or write down why they are not given it.")
    if answer_by < time.today():
        raise Refused("That day has passed. Give them at least until today, better a few days.")
    chosen = _chosen(row, passages)
    _check_words(row, person, chosen)
    is_new = _share_only(by, row, person, chosen)
    facts = {"given_at": time.now(), "given_by": by, "answer_by": answer_by, "not_given_because": ""}
    reading, _ = Reading.objects.update_or_create(
        assessment=row, person=person, defaults=facts | ({"finished_at": None} if is_new else {})
    )
    people = [child_of(row), person]
    record_event(by=by, kind=EventKind.ASSESSMENT_SHARED, people=people, occasion=row.occasion)
    return reading


def _check_reader(assessment: Assessment, person: Person) -> None:
    child = child_of(assessment)
    if person not in readers_of(child):
        raise Refused(f"{person} has no parental responsibility for {child}, so it is not theirs to read.")
    if person.pk in limited_by_order(child):
        raise Refused(
            f"A court order about {child} limits {person}. Read it, and write down why they are not given this."
        )


def _chosen(assessment: Assessment, passages: Iterable[Passage]) -> list[Passage]:
    rows = Passage.objects.filter(assessment=assessment, pk__in=[one.pk for one in passages])
    return list(rows.select_related("statement").order_by("pk"))


def _check_words(assessment: Assessment, person: Person, passages: list[Passage]) -> None:
    hidden = hidden_from_reader(child_of(assessment), person)
    for passage in passages:
        words, label = passage.statement.words, passage.get_heading_display()
        if hits := hidden.found_in(words):
            raise Refused(
                f"“{label}” gives away something that is hidden from {person}: “{hits[0]}”. Take it out first."
            )
        if others := unshared_in(words, about=child_of(assessment), reader=person):
            whose, part = others[0].speaker, others[0].words
            raise Refused(
                f"“{label}” repeats what {whose} said, and {person} was not given those words: “{part}”. "
                f"Ask {whose} whether {person} may read them and share them first, or say it in your own words, "
                f"or do not give {person} this passage."
            )


def _share_only(by: User, assessment: Assessment, person: Person, passages: list[Passage]) -> bool:
    """Let the reader read just these wordings from now on; return whether any of them is new to them."""
    wanted = {passage.statement_id for passage in passages}
    standing = list(wordings_open_to(one_person([person.pk]), assessment))
    for statement in standing:
        if statement.pk not in wanted:
            _take_back(by, statement, person)
    for passage in passages:
        share_words(by=by, statement=passage.statement, reader=person, speaker_said="Given to read and answer")
    return bool(wanted - {statement.pk for statement in standing})


def _take_back(by: User, statement: Statement, person: Person) -> None:
    for row in Audience.objects.filter(
        statement=statement, reader__in=one_person([person.pk]), ends__isnull=True
    ).select_related("reader"):
        stop_sharing(by=by, statement=statement, reader=row.reader)


@service
def do_not_give(*, by: User, assessment: Assessment, person: Person, because: str) -> Reading:
    """Write down why one reader is not given the assessment; what they were given before is taken back."""
    row = locked(assessment)
    if person not in readers_of(child_of(row)):
        raise Refused(f"{person} has no parental responsibility for {child_of(row)}, so nobody waits for them.")
    if not because.strip():
        raise Refused(f"Say why {person} is not given it.")
    for statement in wordings_open_to(one_person([person.pk]), row):
        _take_back(by, statement, person)
    facts = {"given_at": None, "given_by": by, "answer_by": None, "not_given_because": because.strip()[:300]}
    return Reading.objects.update_or_create(assessment=row, person=person, defaults=facts)[0]


@service
def answer_passage(
    *,
    by: Actor,
    person: Person,
    passage: Passage,
    view: FamilyView,
    words: str = "",
    read: int | None = None,
    language: str = "",
) -> PassageAnswer:
    """Keep what somebody of the family says to the wording they read (`read`: its id; the one shown now unless said).

    All but “that is right” says in words what it was like. Saying it again is another answer; the last one counts.
    """
    assessment = locked(passage.assessment)
    reading = _reading(assessment, person)
    wording = _wording(passage, person, read)
    text = words.strip()
    if view != FamilyView.RIGHT and not text:
        raise Refused("Write what it was like, in your own words.")
    if len(text) > LONGEST_ANSWER:
        raise Refused(f"That is too long: use up to {LONGEST_ANSWER:,} characters.")
    said = _said(by, assessment, person, wording, text, language) if text else None
    answer = PassageAnswer.objects.create(passage=passage, read=wording, person=person, view=view, statement=said)
    people = [child_of(assessment), person]
    record_event(by=by, kind=EventKind.ASSESSMENT_ANSWERED, people=people, occasion=assessment.occasion)
    if all(one.answer and not one.answer.changed_since for one in passages_for(one_person([person.pk]), assessment)):
        _finish(reading)
    return answer


def _reading(assessment: Assessment, person: Person) -> Reading:
    reading = reading_of(one_person([person.pk]), assessment)
    if reading is None:
        raise Refused("There is nothing to answer here.")
    return reading


def _wording(passage: Passage, person: Person, read: int | None) -> Statement:
    ids = one_person([person.pk])
    rows = Statement.objects.filter(occasion=passage.assessment.occasion_id, audience__reader__in=ids).distinct()
    rows = rows.filter(pk=read) if read is not None else rows.filter(audience__ends__isnull=True)
    found = [row for row in rows.order_by("-pk") if heading_of(row.question) == passage.heading]
    if not found:
        raise Refused("There is nothing to answer here.")
    return found[0]


def _said(by: Actor, assessment: Assessment, person: Person, wording: Statement, text: str, language: str) -> Statement:
    return say(
        by=by,
        occasion=occasion_of(assessment),
        question=ANSWER,
        words=text,
        speaker=person,
        about=[child_of(assessment)],
        language=language,
        replies_to=wording,
    )


@service
def finish_reading(*, by: Actor, assessment: Assessment, person: Person) -> Reading:
    """Keep that somebody has read it all and said what they want to say."""
    return _finish(_reading(locked(assessment), person))


def _finish(reading: Reading) -> Reading:
    if reading.finished_at is None:
        reading.finished_at = time.now()
        reading.save(update_fields=["finished_at"])
    return reading
