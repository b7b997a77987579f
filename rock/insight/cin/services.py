"""What a data officer does with a census: send, confirm, drop, go on; have one written."""

from collections.abc import Iterable
from datetime import timedelta

from rock.accounts.models import User
from rock.core import time
from rock.core.jobs import enqueue
from rock.core.services import Refused, service
from rock.insight.cin import files, tasks
from rock.insight.cin.exporting.run import check_year
from rock.insight.cin.models import CensusExport, ImportBatch, ImportState

SILENT_FOR = timedelta(minutes=5)
WRITTEN_WITHIN = timedelta(minutes=15)


@service
def send_file(*, by: User, name: str, pieces: Iterable[bytes]) -> ImportBatch:
    """Keep a file that was sent and have it looked through; nothing of it is loaded before somebody confirms."""
    batch = ImportBatch.objects.create(file=files.store(pieces), file_name=name[:200], by=by)
    enqueue(tasks.look, batch_id=batch.pk)
    return batch


@service
def confirm(*, by: User, batch: ImportBatch) -> None:
    """Have a file loaded that was looked through; only whoever sent it may say so."""
    _refuse_others(by, batch)
    found = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.CHECKED, file__isnull=False)
    if not found.update(state=ImportState.LOADING, moved_at=time.now()):
        raise Refused("This file is not waiting to be loaded. Look at its page again.")
    enqueue(tasks.bring_in, batch_id=batch.pk)


@service
def drop(*, by: User, batch: ImportBatch) -> None:
    """Do not load a file that was looked through, and delete it."""
    _refuse_others(by, batch)
    waiting = ImportBatch.objects.filter(pk=batch.pk, state__in=(ImportState.SENT, ImportState.CHECKED))
    if not waiting.update(state=ImportState.DROPPED, finished_at=time.now()):
        raise Refused("This file is being loaded, or is done. Look at its page again.")
    files.forget(batch.file_id)


@service
def go_on(*, by: User, batch: ImportBatch) -> None:
    """Go on with a file whose look or loading was stopped; what was loaded stands."""
    _refuse_others(by, batch)
    if not is_stopped(batch):
        raise Refused("This file is still being worked on, or is done. Wait a minute and look again.")
    batch.moved_at = time.now()
    batch.save(update_fields=["moved_at"])
    enqueue(tasks.bring_in if batch.state == ImportState.LOADING else tasks.look, batch_id=batch.pk)


def is_stopped(batch: ImportBatch) -> bool:
    """Return whether nobody seems to work on a file that should be worked on."""
    under_way = batch.state in (ImportState.SENT, ImportState.CHECKING, ImportState.LOADING)
    return under_way and batch.file_id is not None and batch.moved_at < time.now() - SILENT_FOR


@service
def ask_for_census(*, by: User, year: int) -> CensusExport:
    """Have the census of a year written; one that the same person asked for and that was stopped is begun again."""
    check_year(year)
    waiting = CensusExport.objects.filter(by=by, year=year, finished_at__isnull=True)
    asked = next(filter(is_overdue, waiting), None) or CensusExport(year=year, by=by)
    asked.started_at = time.now()
    asked.save()
    enqueue(tasks.write_out, export_id=asked.pk)
    return asked


def is_overdue(asked: CensusExport) -> bool:
    """Return whether a census should have been written by now, so that its job was probably stopped."""
    return asked.finished_at is None and asked.started_at < time.now() - WRITTEN_WITHIN


def _refuse_others(by: User, batch: ImportBatch) -> None:
    if batch.by_id != by.pk:
        raise Refused("Only the person who sent this file can do that. Ask them, or send it yourself.")
