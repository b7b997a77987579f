"""What still stands between an assessment and its being authorised: the family's answers, and what it must say."""

from dataclasses import dataclass

from rock.core import time
from rock.practice.assessments.models import Assessment, Heading, Passage, PassageAnswer, Reading
from rock.practice.assessments.queries.around import responsible_for
from rock.practice.assessments.queries.reading import is_over
from rock.records.models import Audience, Person


@dataclass(frozen=True)
class ReaderStands:
    """How it stands with one reader: what was given, what is new to them since, and why it still waits (empty: it does not)."""

    person: Person
    reading: Reading | None
    not_given: tuple[str, ...]
    changed: tuple[str, ...]
    waits: str


def readers_stand(assessment: Assessment) -> list[ReaderStands]:
    """Return how it stands with each grown-up who has parental responsibility, and with the child if they were asked."""
    return _readers(assessment, _passages(assessment))


def _passages(assessment: Assessment) -> list[Passage]:
    return list(assessment.passages.select_related("statement").order_by("pk"))


def _readers(assessment: Assessment, passages: list[Passage]) -> list[ReaderStands]:
    child = assessment.referral.child
    readings = {row.person_id: row for row in assessment.readings.select_related("person")}
    people = {person.pk: person for person in responsible_for(child)}
    people |= {row.person_id: row.person for row in readings.values()}
    shared = _shared(assessment)
    must = set(people) - {child.pk}
    return [
        _stands(person, readings.get(pk), passages, shared.get(pk, {}), must=pk in must)
        for pk, person in people.items()
    ]


def _shared(assessment: Assessment) -> dict[int, dict[str, set[int]]]:
    """Return for each reader which wordings they may read, by the key of their heading (one query)."""
    rows = Audience.objects.filter(statement__occasion=assessment.occasion, ends__isnull=True)
    found: dict[int, dict[str, set[int]]] = {}
    for reader, question, statement in rows.values_list("reader_id", "statement__question", "statement_id"):
        found.setdefault(reader, {}).setdefault(question, set()).add(statement)
    return found


def _stands(
    person: Person, reading: Reading | None, passages: list[Passage], shared: dict[str, set[int]], *, must: bool
) -> ReaderStands:
    given = bool(reading and reading.given_at)
    not_given = [one.get_heading_display() for one in passages if one.statement.question not in shared]
    changed = [
        one.get_heading_display()
        for one in passages
        if one.statement.question in shared and one.statement_id not in shared[one.statement.question]
    ]
    waits = _waits(person, reading, changed) if must or given else ""
    return ReaderStands(person, reading, tuple(not_given) if given else (), tuple(changed) if given else (), waits)


def _waits(person: Person, reading: Reading | None, changed: list[str]) -> str:
    if reading is None:
        return f"{person} has not been given it to read. Give it to them, or write down why not."
    if reading.given_at is None:
        return ""
    if changed:
        return f"“{changed[0]}” was changed after {person} was given it. Give {person} the new words."
    if reading.finished_at is None and not is_over(reading, time.today()):
        return f"{person} has not answered, and has until the end of the day they were given."
    return ""


def still_missing(assessment: Assessment) -> list[str]:
    """Return what stands in the way of authorising, each in a sentence that says how to mend it; empty when nothing does."""
    passages = _passages(assessment)
    headings = {passage.heading for passage in passages}
    missing = [f"Nothing is written under “{heading.label}”." for heading in _MUST_SAY if heading.value not in headings]
    if not assessment.factors.exists():
        missing.append("No factor is ticked. If there is none, tick that.")
    return missing + [row.waits for row in _readers(assessment, passages) if row.waits]


_MUST_SAY = (Heading.DAY, Heading.STRONG, Heading.WORRY, Heading.MEANING)


def answers_of(assessment: Assessment) -> dict[tuple[int, int], PassageAnswer]:
    """Return the last answer of each person to each passage, by (passage, person) (one query)."""
    rows = PassageAnswer.objects.filter(passage__assessment=assessment).select_related("person", "statement", "read")
    return {(row.passage_id, row.person_id): row for row in rows.order_by("answered_at", "pk")}
