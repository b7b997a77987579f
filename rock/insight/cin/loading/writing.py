"""Write what was planned for some children: a few statements, however many they are. The caller holds the transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

from rock.core import time
from rock.core.bulk import copy_in, next_ids, update_by_id
from rock.core.services import Actor
from rock.insight.cin.held import NUMBERS
from rock.insight.cin.loading.matching import undecided
from rock.insight.cin.loading.plan import ChildPlan, NewRow, Outcome, RowChange
from rock.insight.cin.models import CensusChild, ImportBatch, ImportNote, LikelyMatch
from rock.insight.cin.records import Note
from rock.insight.cin.tables import EPISODES, Facts, Table
from rock.reach.models import Basis, Capacity, Circle, Grant
from rock.records.models import (
    BirthKind,
    Event,
    EventKind,
    EventPerson,
    Family,
    FamilyMember,
    Identifier,
    MemberRole,
    OutboxEntry,
    Person,
    PersonDisability,
)

IMPORT_GRANT = "import:cin"
"""The source of the grants that let data officers and hub managers reach a child who is imported, not yet allocated."""

_PERSON = ("birth_date", "birth_kind", "due_date", "sex", "death_date", "ethnicity", "upn_unknown")


def write_plans(
    plans: Sequence[ChildPlan], *, source: str, batch: ImportBatch, by: Actor, circles: Sequence[Circle]
) -> None:
    """Write the plans; each new person's key is then in its plan."""
    new = [plan for plan in plans if plan.is_new]
    _write_new_people(new, source, by)
    families = _write_families(new, by)
    _grant(new, by, circles)
    update_by_id(
        Person, _PERSON, [(plan.pk, *_columns(plan.person)) for plan in plans if plan.person and not plan.is_new]
    )
    _write_numbers(plans, source)
    _write_disabilities(plans)
    _write_said(plans, source, batch)
    for table in EPISODES.and_parts():
        _write_rows(table, plans, source)
    _write_events([plan for plan in plans if plan.outcome is not Outcome.UNCHANGED], families, by)
    _write_likely(plans, batch)


def write_notes(notes: Iterable[Note], batch: ImportBatch) -> None:
    """Write rows of the report; long words are cut to their columns."""
    rows = ((batch.pk, n.child_id[:50], n.field[:200], n.found[:200], n.done[:40], n.why[:300]) for n in notes)
    copy_in(ImportNote, ("batch_id", "child", "field", "found", "done", "why"), rows)


def _columns(facts: Facts) -> tuple[Any, ...]:
    """Return what a file says of a child as the columns of a person take it."""
    born, due = facts["birth_date"], facts["expected_birth_date"]
    kind = BirthKind.EXACT if born else BirthKind.EXPECTED if due else BirthKind.UNKNOWN
    return (
        born or due,
        kind.value,
        due if born else None,
        facts["sex"],
        facts["death_date"],
        facts["ethnicity"],
        facts["upn_unknown"] or "",
    )


def _write_new_people(new: Sequence[ChildPlan], source: str, by: Actor) -> None:
    for plan, pk in zip(new, next_ids(Person, len(new)), strict=True):
        plan.pk = pk
    # The census has no names and no language: both stay empty rather than guessed.
    rows = ((plan.pk, *_columns(plan.person or {}), "", source, by.actor_id) for plan in new)
    copy_in(Person, ("id", *_PERSON, "first_language", "source", "recorded_by_id"), rows)


def _write_families(new: Sequence[ChildPlan], by: Actor) -> dict[int, int]:
    """Write a family of one for each new child; return its key by the child's."""
    ids = next_ids(Family, len(new))
    copy_in(
        Family,
        ("id", "name", "recorded_by_id"),
        ((pk, f"Child {plan.record.la_child_id}", by.actor_id) for pk, plan in zip(ids, new, strict=True)),
    )
    rows = ((pk, plan.pk, MemberRole.CHILD.value, time.today()) for pk, plan in zip(ids, new, strict=True))
    copy_in(FamilyMember, ("family_id", "person_id", "role", "starts"), rows)
    return {plan.pk: pk for pk, plan in zip(ids, new, strict=True)}


def _grant(new: Sequence[ChildPlan], by: Actor, circles: Sequence[Circle]) -> None:
    """Let the circles reach the new children, as `rock.reach.services.grant` would one by one."""
    kind = (Capacity.DATA.value, Basis.IMPORT.value, IMPORT_GRANT, by.actor_id)
    rows = ((plan.pk, circle.pk, *kind) for plan in new for circle in circles)
    copy_in(Grant, ("person_id", "circle_id", "capacity", "basis", "source", "given_by_id"), rows)


def _write_numbers(plans: Sequence[ChildPlan], source: str) -> None:
    numbers = [(plan.pk, number) for plan in plans for number in plan.numbers]
    added = ((pk, NUMBERS[one.name].value, one.value, source) for pk, one in numbers if one.pk is None)
    copy_in(Identifier, ("person_id", "kind", "value", "source"), added)
    update_by_id(Identifier, ("value", "source"), [(one.pk, one.value, source) for _, one in numbers if one.pk])


def _write_disabilities(plans: Sequence[ChildPlan]) -> None:
    changed = [plan for plan in plans if plan.disabilities is not None]
    if ids := [plan.pk for plan in changed if not plan.is_new]:
        PersonDisability.objects.filter(person__in=ids).delete()
    rows = ((plan.pk, code) for plan in changed for code in plan.disabilities or ())
    copy_in(PersonDisability, ("person_id", "code"), rows)


def _write_said(plans: Sequence[ChildPlan], source: str, batch: ImportBatch) -> None:
    first = [plan for plan in plans if plan.said is not None and not plan.had_said]
    rows = ((plan.pk, plan.said, source, batch.pk if plan.is_new else None) for plan in first)
    copy_in(CensusChild, ("person_id", "facts", "source", "made_by_id"), rows)
    again = {plan.pk: plan.said for plan in plans if plan.said is not None and plan.had_said}
    keys = CensusChild.objects.filter(person__in=again).values_list("pk", "person_id") if again else ()
    update_by_id(CensusChild, ("facts", "source"), [(pk, again[person_id], source) for pk, person_id in keys])


def _write_rows(table: Table, plans: Sequence[ChildPlan], source: str) -> None:
    """Write one table's new rows, changed rows, lists of codes, and the new source of rows that were confirmed."""
    new = [row for plan in plans for row in plan.rows if row.table is table]
    for row, pk in zip(new, next_ids(table.model, len(new)), strict=True):
        row.pk = pk
    rows = ((row.pk, row.parent.pk, source, *table.stored(row.facts)) for row in new)
    copy_in(table.model, ("id", table.parent, "source", *table.names), rows)
    changes = [change for plan in plans for change in plan.changes if change.table is table]
    update_by_id(
        table.model,
        ("source", *table.names),
        [(change.pk, source, *table.stored(change.facts)) for change in changes],
    )
    confirmed = [(pk, source) for plan in plans for which, pk in plan.confirmed if which is table]
    update_by_id(table.model, ("source",), confirmed)
    if codes := table.codes:
        model: Any = codes.model
        if again := [change.pk for change in changes if change.new_codes]:
            model.objects.filter(**{f"{codes.parent}__in": again}).delete()
        lists: list[NewRow | RowChange] = [*new, *(change for change in changes if change.new_codes)]
        pairs = ((row.pk, code) for row in lists for code in row.facts[codes.attr])
        copy_in(codes.model, (codes.parent, "code"), pairs)


def _write_events(concerned: Sequence[ChildPlan], families: dict[int, int], by: Actor) -> None:
    """Append one event a child, and queue it, as `record_event` would one by one."""
    ids = next_ids(Event, len(concerned))
    now, kind = time.now(), EventKind.IMPORTED.value
    copy_in(
        Event,
        ("id", "kind", "by_id", "happened_at", "recorded_at", "family_id"),
        ((pk, kind, by.actor_id, now, now, families.get(plan.pk)) for pk, plan in zip(ids, concerned, strict=True)),
    )
    pairs = [(pk, plan.pk) for pk, plan in zip(ids, concerned, strict=True)]
    copy_in(EventPerson, ("event_id", "person_id"), pairs)
    copy_in(OutboxEntry, ("event_id", "person_id"), pairs)


def _write_likely(plans: Sequence[ChildPlan], batch: ImportBatch) -> None:
    found = {(plan.pk, held): reason for plan in plans for held, reason in plan.likely if held != plan.pk}
    LikelyMatch.objects.bulk_create(
        LikelyMatch(batch=batch, incoming_id=incoming, held_id=held, reason=found[incoming, held])
        for incoming, held in sorted(undecided(found))
    )
