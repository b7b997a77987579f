"""The jobs of the census: look through a file, load it, write one out, forget old files."""

import tempfile
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from django.db import transaction

from rock.core import time
from rock.core.jobs import job, nightly
from rock.core.services import SYSTEM, Actor, Refused
from rock.insight.cin import files
from rock.insight.cin.exporting.run import export_file
from rock.insight.cin.loading.imports import describe, hash_of
from rock.insight.cin.loading.report import row_as_json
from rock.insight.cin.loading.run import load, look_through, one_at_a_time
from rock.insight.cin.models import CensusExport, ImportBatch, ImportState
from rock.insight.cin.reader import check_well_formed
from rock.insight.cin.records import Note

FIRST_NOTES = 20


@job
def look(batch_id: int) -> None:
    """Look through a file that was sent and keep what loading it would do; a second run does it anew."""
    batch = ImportBatch.objects.filter(pk=batch_id, state__in=(ImportState.SENT, ImportState.CHECKING)).first()
    if batch is None or batch.file_id is None:
        return
    try:
        _look(batch, batch.file_id)
    except Refused as refused:
        _refuse(batch, str(refused))


def _look(batch: ImportBatch, file_id: int) -> None:
    rows: list[dict[str, str]] = []

    def keep(notes: Iterable[Note]) -> None:
        rows.extend(row_as_json(note) for note in islice(notes, max(0, FIRST_NOTES - len(rows))))

    with files.on_disk(file_id) as path:
        checked = check_well_formed(path)
        describe(batch, checked, hash_of(path))
        batch.state = ImportState.CHECKING
        batch.save()
        counts = look_through(path, checked, keep, _moving(batch))
    batch.preview = {"children": counts, "rows": rows}
    # Whoever sent it may have dropped it meanwhile.
    still = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.CHECKING)
    still.update(state=ImportState.CHECKED, preview=batch.preview, moved_at=time.now())


def _moving(batch: ImportBatch) -> Callable[[int], None]:
    """Return what tells the page how many children were looked at."""

    def tell(number: int) -> None:
        ImportBatch.objects.filter(pk=batch.pk).update(preview={"looked_at": number}, moved_at=time.now())

    return tell


@job
def bring_in(batch_id: int) -> None:
    """Load a file that was confirmed; a second run goes on where the first was stopped."""
    try:
        with one_at_a_time():
            batch = ImportBatch.objects.select_related("by").filter(pk=batch_id, state=ImportState.LOADING).first()
            if batch is not None and batch.file_id is not None:
                _bring_in(batch, batch.file_id)
    except Refused as refused:
        raise WaitsError(str(refused)) from None


def _bring_in(batch: ImportBatch, file_id: int) -> None:
    by: Actor = batch.by or SYSTEM
    with files.on_disk(file_id) as path:
        load(path, check_well_formed(path), by=by, batch=batch, progress=lambda number: None)
    files.forget(file_id)


class WaitsError(RuntimeError):
    """Another import runs; the worker tries again later."""


def _refuse(batch: ImportBatch, why: str) -> None:
    batch.state, batch.why, batch.finished_at = ImportState.REFUSED, why[:500], time.now()
    batch.save(update_fields=["state", "why", "finished_at"])
    files.forget(batch.file_id)


@job
def write_out(export_id: int) -> None:
    """Write the census of a year that was asked for."""
    asked = CensusExport.objects.select_related("by").filter(pk=export_id, finished_at__isnull=True).first()
    if asked is None:
        return
    with tempfile.TemporaryDirectory(prefix="census-") as folder:
        path = Path(folder) / "census.xml"
        done = export_file(path, asked.year, by=asked.by, progress=lambda number: None)
        with transaction.atomic():
            asked.children, asked.notes, asked.faults = done.children, len(done.notes), done.faults
            asked.file = files.store_from(path) if done.children else None
            asked.finished_at = time.now()
            asked.save()


@nightly("25 3 * * *")
def forget_old_files() -> None:
    """Delete the files that nobody came back for."""
    files.forget_old()
