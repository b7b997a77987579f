"""The day then and now on a page, without what would give a hidden address away to its reader."""

from dataclasses import replace

from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.presenters.day import veiled_entry
from rock.practice.plans.queries.then_and_now import PlaceThenNow, ThenAndNow


def veiled_then(found: ThenAndNow, veil: Veil) -> ThenAndNow:
    """Return the day then and now with every text passed through the veil."""
    if not veil.tokens:
        return found
    rows = tuple(_row(row, veil) for row in found.rows)
    return replace(found, rows=rows, changed=tuple(replace(one, words=veil(one.words)) for one in found.changed))


def _row(row: PlaceThenNow, veil: Veil) -> PlaceThenNow:
    return replace(
        row,
        then=tuple(veiled_entry(one, veil) for one in row.then),
        now=tuple(veiled_entry(one, veil) for one in row.now),
        marks=tuple(replace(one, words=veil(one.words)) for one in row.marks),
    )
