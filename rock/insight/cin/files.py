"""Files under way between a browser and a worker, in pieces in the database, and on disk only while they are read."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from rock.core import time
from rock.insight.cin.models import FilePart, StoredFile

PIECE = 1024 * 1024
KEPT_FOR = timedelta(days=2)


def store(pieces: Iterable[bytes]) -> StoredFile:
    """Keep a file; the caller holds the transaction."""
    kept = StoredFile.objects.create()
    for number, data in enumerate(pieces):
        FilePart.objects.create(file=kept, number=number, data=data)
    return kept


def store_from(path: Path) -> StoredFile:
    """Keep a file that lies on disk; the caller holds the transaction."""
    with path.open("rb") as stream:
        return store(iter(lambda: stream.read(PIECE), b""))


def pieces_of(file_id: int) -> Iterator[bytes]:
    """Yield a stored file piece by piece."""
    numbers = FilePart.objects.filter(file=file_id).order_by("number").values_list("pk", flat=True)
    for pk in list(numbers):
        yield bytes(FilePart.objects.values_list("data", flat=True).get(pk=pk))


@contextmanager
def on_disk(file_id: int) -> Iterator[Path]:
    """Give a stored file as a file that only this user of the machine may read, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="census-") as folder:
        path = Path(folder) / "census.xml"
        with path.open("wb") as stream:
            stream.writelines(pieces_of(file_id))
        yield path


def forget(file_id: int | None) -> None:
    """Delete a stored file."""
    StoredFile.objects.filter(pk=file_id or 0).delete()


def forget_old() -> int:
    """Delete the files that nobody came back for; return how many."""
    old = StoredFile.objects.filter(stored_at__lt=time.now() - KEPT_FOR)
    count = old.count()
    old.delete()
    return count
