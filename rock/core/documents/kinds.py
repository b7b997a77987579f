"""What a file is, by its content; a name or a browser's word for it counts for nothing."""

import re

from rock.core.models import FileKind
from rock.core.services import Refused

NOT_TAKEN = "We take pictures (PNG or JPEG), PDF and plain text. Save the file as one of these and choose it again."
HAS_A_PROGRAM = "This PDF carries a program or another file inside. Print it as a new PDF and choose that one."
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PDF = b"%PDF-"
# A name in a PDF may write any letter as #xx, so that a search for the plain word would miss it.
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_PROGRAMS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def kind_of(content: bytes) -> FileKind:
    """Return what the content is; Refused for anything else, and for a PDF that does something when it is opened."""
    if content.startswith(_PNG):
        return FileKind.PNG
    if content.startswith(_JPEG):
        return FileKind.JPEG
    if content.startswith(_PDF):
        _refuse_programs(content)
        return FileKind.PDF
    if _is_plain_text(content):
        return FileKind.TEXT
    raise Refused(NOT_TAKEN)


def _refuse_programs(content: bytes) -> None:
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    if any(re.search(re.escape(word) + rb"(?![A-Za-z])", plain) for word in _PROGRAMS):
        raise Refused(HAS_A_PROGRAM)


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not _CONTROL.search(text)
