"""Plan what loading some children of a file would change."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rock.insight.cin.loading.matching import (
    Known,
    by_upn,
    known,
    likely_by_birth,
    likely_by_number,
    without_number,
)
from rock.insight.cin.loading.people import plan_held, plan_new
from rock.insight.cin.loading.plan import WAITS, ChildPlan, NewNumber, Outcome
from rock.insight.cin.loading.rows import plan_rows
from rock.insight.cin.models import MatchReason
from rock.insight.cin.records import LEFT_OUT, REFUSED, ChildRecord, Note, Refusal
from rock.insight.cin.sources import Standing
from rock.insight.cin.tables import EPISODES

Read = tuple[ChildRecord | Refusal, list[Note]]
TAKEN = "two children of this file are one record here; the first stands, and this one was not read"


@dataclass(slots=True)
class Result:
    """What became of one child of the file; `plan` is None for one that was refused."""

    outcome: Outcome
    notes: list[Note]
    plan: ChildPlan | None = None


@dataclass(slots=True)
class Taken:
    """The records that children of this file are, and those that this import made."""

    claimed: set[int] = field(default_factory=set)
    made: set[int] = field(default_factory=set)


def plan_children(items: Sequence[Read], file: Standing, taken: Taken) -> list[Result]:
    """Return what would become of each child, in their order."""
    records = [record for record, _ in items if isinstance(record, ChildRecord)]
    who = known(records)
    claimed = set(taken.claimed)
    plans = [_plan(record, notes, who, claimed, file) for record, notes in items]
    new = [result.plan for result in plans if result.plan and result.plan.is_new]
    born_like = without_number([plan.record for plan in new]) if new else {}
    for plan in new:
        named = {pk for pk, _ in plan.likely}
        plan.likely += [(pk, why) for pk, why in likely_by_birth(plan.record, born_like) if pk not in named]
    for result in plans:
        if result.plan:
            _note_likely(result.plan, taken)
            result.notes += result.plan.notes
            result.outcome = result.plan.outcome
    return plans


def refused(record: ChildRecord, why: str, notes: Sequence[Note] = ()) -> Result:
    """Return the result of a child that is refused though it could be read."""
    note = Note(record.la_child_id, "ChildIdentifiers/LAchildID", record.la_child_id, REFUSED, why)
    return Result(Outcome.REFUSED, [*notes, note])


def _plan(record: ChildRecord | Refusal, notes: list[Note], who: Known, claimed: set[int], file: Standing) -> Result:
    if isinstance(record, Refusal):
        return Result(Outcome.REFUSED, list(notes))
    pk = who.by_id.get(record.la_child_id)
    if pk in claimed:
        return refused(record, TAKEN, notes)
    held = who.held[pk] if pk else by_upn(record, who, claimed)
    plan = _upn_of_another(record, who, held.pk if held else 0)
    if held is None:
        plan_new(plan)
        plan_rows(EPISODES, plan.record.episodes, [], plan, plan, file)
    else:
        plan.pk = held.pk
        claimed.add(held.pk)
        if pk is None:
            plan.numbers.append(NewNumber("la_child_id", record.la_child_id))
            plan.note("ChildIdentifiers/LAchildID", record.la_child_id, "added", "matched by the pupil number")
        plan_held(plan, held, file)
        plan_rows(EPISODES, plan.record.episodes, held.episodes, plan, plan, file)
    return Result(Outcome.UNCHANGED, list(notes), plan)


def _upn_of_another(record: ChildRecord, who: Known, own: int) -> ChildPlan:
    """Return the plan of a child, its pupil number left out where another record has it."""
    others = who.owners(record.upn) - {own}
    plan = ChildPlan(replace(record, upn=None) if others else record)
    if others:
        why = "another record has this pupil number; whose it is, a person must find out"
        plan.note("ChildIdentifiers/UPN", record.upn, LEFT_OUT, why)
        plan.likely += [(pk, MatchReason.SAME_UPN) for pk in sorted(others)]
    if not own:
        plan.likely += likely_by_number(record, who, leave_out=others)
    return plan


def _note_likely(plan: ChildPlan, taken: Taken) -> None:
    plan.likely = [(pk, why) for pk, why in plan.likely if pk not in taken.made]
    for _pk, reason in plan.likely:
        plan.note("ChildIdentifiers", "", WAITS, f"may be somebody who is held: {reason.label.lower()}")
