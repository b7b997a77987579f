"""Imports in words."""

from collections.abc import Mapping
from typing import Any

from rock.insight.cin.loading.report import in_order
from rock.insight.cin.models import FINISHED, ImportBatch, ImportState
from rock.insight.cin.services import is_stopped

_WORDS = {
    "read": "Children in the file",
    "created": "New",
    "updated": "Changed",
    "unchanged": "Nothing new",
    "refused": "Refused",
}
REFRESH_SECONDS = 10


def counts_in_words(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return each count with its label."""
    return [(_WORDS[name], f"{number:,}") for name, number in in_order(dict(counts)).items()]


def progress_in_words(batch: ImportBatch) -> str:
    """Return how far an import is."""
    if batch.state == ImportState.LOADING:
        return f"{batch.counts.get('read', 0):,} of {batch.total:,} children loaded"
    looked_at = batch.preview.get("looked_at", 0)
    return f"{looked_at:,} of {batch.total:,} children looked at" if batch.total else "Waiting to be looked through"


def is_under_way(batch: ImportBatch) -> bool:
    """Return whether something happens to an import without anybody doing anything."""
    return batch.state not in (*FINISHED, ImportState.CHECKED) and not is_stopped(batch)


def which_census(batch: ImportBatch) -> str:
    """Return which collection a file is of, as its header says."""
    if not batch.year:
        return "The file does not say its year"
    day: Any = batch.reference_date
    return f"{batch.year - 1} to {batch.year}" + (f", as at {day:%-d %B %Y}" if day else "")
