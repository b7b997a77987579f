"""A plan that ended, for a reader with whom the words that ended it were shared; nothing while the child has another."""

from dataclasses import dataclass

from rock.doors.family.queries.around import ChildRow, children_around
from rock.doors.family.queries.doors import Door
from rock.doors.family.queries.plans import Place, place_ever
from rock.practice.plans.queries.ended import EndedForReader, ended_for
from rock.records.hidden import NOTHING


@dataclass(frozen=True)
class EndedRead:
    """A plan that ended, whose it was, and the reader's part in it while it stood, if they had one."""

    child: ChildRow
    ended: EndedForReader
    place: Place | None


def ended_read(door: Door, child: int) -> EndedRead | None:
    """Return how the plan of a child around the reader ended, by the number of any record of the child; else None."""
    row = next((one for one in children_around(door) if child in one.ids), None)
    found = ended_for(door.ids, row.ids, hidden=NOTHING) if row else None
    return EndedRead(row, found, place_ever(door, child)) if row and found else None
