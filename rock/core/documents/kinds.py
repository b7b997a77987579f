"""What a file is, by its content; a name or a browser's word for it counts for nothing."""

import re

from rock.core.models import FileKind
from rock.core.services import Refused

NOT_TAKEN = "We take pictures (PNG or JPEG), PDF and plain text. Save the file as one of these and choose it again."
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PDF = b"%PDF-"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def kind_of(content: bytes) -> FileKind:
    """Return what the content is; Refused for anything else."""
    if content.startswith(_PNG):
        return FileKind.PNG
    if content.startswith(_JPEG):
        return FileKind.JPEG
    if content.startswith(_PDF):
        return FileKind.PDF
    if _is_plain_text(content):
        return FileKind.TEXT
    raise Refused(NOT_TAKEN)


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not _CONTROL.search(text)
