"""A child's day as this reader may see it: hidden addresses veiled, and nobody named whose record is closed to them."""

from collections.abc import Collection
from dataclasses import replace

from rock.accounts.models import User
from rock.practice.families.presenters.veil import Veil
from rock.practice.visits.day import Day, Entry
from rock.reach.queries import closed_to, reaches

NOT_NAMED = "Somebody whose record is closed to you"


def speakers(day: Day) -> set[int]:
    """Return the ids of everyone who said something in a day."""
    entries = (entry for row in day.rows for cell in row.cells for entry in cell.entries)
    return {entry.speaker_id for entry in entries if entry.speaker_id}


def not_named(user: User, ids: Collection[int]) -> set[int]:
    """Return those of these people whose names this user may not be told (one query, or two)."""
    closed = closed_to(user, ids) if ids else set()
    return closed - reaches(user, closed) if closed else closed


def veiled(day: Day, veil: Veil, closed: Collection[int] = ()) -> Day:
    """Return the day with every text veiled, and without the names of those who are closed to the reader."""
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, entries=tuple(_entry(entry, veil, closed) for entry in cell.entries))
                for cell in row.cells
            ),
        )
        for row in day.rows
    )
    return replace(day, rows=rows)


def _entry(entry: Entry, veil: Veil, closed: Collection[int]) -> Entry:
    return replace(
        entry,
        words=veil(entry.words),
        translation=veil(entry.translation),
        runs_out=veil(entry.runs_out),
        corrected=veil(entry.corrected),
        who=NOT_NAMED if entry.speaker_id in closed else veil(entry.who),
        carer="" if entry.carer_id in closed else entry.carer,
    )
