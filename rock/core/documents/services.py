"""Keep a file."""

import hashlib
import re

from rock.core.documents.kinds import kind_of
from rock.core.documents.pdfs import put_together
from rock.core.documents.pictures import redrawn
from rock.core.documents.scanning import scan
from rock.core.models import FileKind, StoredBytes, StoredFile
from rock.core.services import Actor, Refused, service

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 120
# Control characters, and the marks that turn the direction of writing and so hide an ending.
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@service
def store_file(*, by: Actor, content: bytes, name: str) -> StoredFile:
    """Keep a file of at most 10 MB: scanned, told by its content, drawn or put together anew; Refused says why not."""
    if not content:
        raise Refused("The file is empty. Choose another one.")
    if len(content) > LARGEST:
        raise Refused("The file must be smaller than 10 MB.")
    scan(content)
    kind = kind_of(content)
    kept = _cleaned(content, kind)
    if len(kept) > LARGEST:
        raise Refused("The file must be smaller than 10 MB.")
    file = StoredFile.objects.create(
        name=plain_name(name),
        kind=kind,
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
        made_by_id=by.actor_id,
    )
    StoredBytes.objects.create(file=file, content=kept)
    return file


@service
def forget_file(*, by: Actor, file: StoredFile) -> None:
    """Delete a file's bytes for good; a row without name, size and digest stays.

    The database lets only what two people agreed to do this: the caller is past the guards (`rock.core.history`).
    """
    StoredBytes.objects.filter(file=file).delete()
    StoredFile.objects.filter(pk=file.pk).update(name="", size=0, sha256="")


def _cleaned(content: bytes, kind: FileKind) -> bytes:
    if kind == FileKind.PDF:
        return put_together(content)
    return content if kind == FileKind.TEXT else redrawn(content, kind)


def plain_name(name: str) -> str:
    """Return the last part of a file's name, without what cannot be seen, cut to its column."""
    last = re.split(r"[/\\]", name)[-1]
    return _NOT_IN_NAMES.sub("", last).strip()[:LONGEST_NAME] or "file"
