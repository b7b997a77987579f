"""A promise that stands in no plan, in the words and colours that promises have in one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.presenters.looks import Look, look_of
from rock.practice.visits.presenters.day import NOT_NAMED
from rock.records.models import Promise, Slot


@dataclass(frozen=True)
class PromiseShown:
    """What was promised, by whom, whose idea it was, for which part of the day, and how it stands."""

    pk: int
    what: str
    owner: str
    idea: str
    slot: str
    look: Look


def named(rows: Iterable[Promise]) -> set[int]:
    """Return the ids of everybody whom these promises name."""
    return {pk for row in rows for pk in (row.owner_id, row.idea_of_id) if pk}


def shown(row: Promise, veil: Veil, closed: Collection[int]) -> PromiseShown:
    """Return a promise in words; nobody is named whose record is closed to the reader."""
    owner = NOT_NAMED if row.owner_id in closed else str(row.owner or row.owner_staff or row.owner_agency)
    idea = NOT_NAMED if row.idea_of_id in closed else str(row.idea_of or row.idea_of_staff or "Not known")
    slot = Slot(row.slot).label if row.slot else ""
    return PromiseShown(row.pk, veil(row.what), veil(owner), veil(idea), slot, look_of(row.state, row.due_on))
