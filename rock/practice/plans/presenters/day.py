"""The child's day on a plan's page, without what would give a hidden address away to its reader."""

from dataclasses import replace

from rock.practice.families.presenters.veil import Veil
from rock.practice.visits.day import Day, Entry


def veiled(day: Day, veil: Veil) -> Day:
    """Return a day in which each entry's words are passed through the veil."""
    if not veil.tokens:
        return day
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, entries=tuple(veiled_entry(one, veil) for one in cell.entries)) for cell in row.cells
            ),
        )
        for row in day.rows
    )
    return replace(day, rows=rows)


def veiled_entry(entry: Entry, veil: Veil) -> Entry:
    """Return an entry whose texts are passed through the veil."""
    return replace(
        entry,
        words=veil(entry.words),
        translation=veil(entry.translation),
        runs_out=veil(entry.runs_out),
        corrected=veil(entry.corrected),
    )
