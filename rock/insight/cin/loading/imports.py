"""An import from the command line, begun or gone on with: the file is read through, then loaded."""

import hashlib
from pathlib import Path

from rock.core import time
from rock.core.services import Actor
from rock.insight.cin.loading.report import header_as_json
from rock.insight.cin.loading.run import Progress, load, one_at_a_time
from rock.insight.cin.models import ImportBatch, ImportState
from rock.insight.cin.reader import Checked, check_well_formed

_PIECE = 1024 * 1024


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def import_file(path: Path, *, by: Actor, progress: Progress) -> ImportBatch:
    """Load a file and return its batch; one that was stopped half-way goes on. CensusRefused changes nothing."""
    checked = check_well_formed(path)
    file_hash = hash_of(path)
    with one_at_a_time():
        batch = unfinished(file_hash) or ImportBatch(file_name=path.name[:200], by_id=by.actor_id)
        describe(batch, checked, file_hash)
        batch.state = ImportState.LOADING
        batch.save()
        load(path, checked, by=by, batch=batch, progress=progress)
    return batch


def unfinished(file_hash: str) -> ImportBatch | None:
    """Return the import of the same file that was stopped half-way, if there is one."""
    return ImportBatch.objects.filter(file_hash=file_hash, state=ImportState.LOADING).order_by("pk").last()


def describe(batch: ImportBatch, checked: Checked, file_hash: str) -> None:
    """Put what the header says into a batch that is not saved yet."""
    header = checked.header
    batch.file_hash, batch.header, batch.total = file_hash, header_as_json(header), checked.children
    batch.year, batch.reference_date, batch.la_code = header.year, header.reference_date, header.lea or ""
    batch.moved_at = time.now()
