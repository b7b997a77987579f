"""A PDF is put together anew from what its pages show: no author, no other file, no program, no notes, nothing hidden."""

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name

from rock.core.documents.jpegs import without_notes
from rock.core.services import Refused

BROKEN = "This PDF cannot be read. Open it, print it as a new PDF and choose that one."
LOCKED = "This PDF asks for a password. Save it without one and choose it again."
_OF_A_PAGE = {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"}
# What any dictionary may carry beside what is drawn: who made it and when, where it came from, what it does.
_BESIDE = ("/Metadata", "/PieceInfo", "/LastModified", "/Info", "/AF", "/EF", "/OPI", "/AA", "/A", "/JS", "/Alternates")
_DEEPEST = 40
# What the library raises for a file that is not what it says it is, wherever it finds out.
_FAULTS = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError, OverflowError)


def put_together(content: bytes) -> bytes:
    """Return a PDF that shows the same pages and holds nothing else; Refused for one that cannot be read or is locked."""
    try:
        with pikepdf.open(BytesIO(content)) as sent:
            return _written(_pages_of(sent))
    except pikepdf.PasswordError:
        raise Refused(LOCKED) from None
    except _FAULTS:
        raise Refused(BROKEN) from None


def _pages_of(sent: pikepdf.Pdf) -> pikepdf.Pdf:
    if not sent.pages:
        raise ValueError("no pages")
    # What was filled into a form, and a note that is drawn on the page, become part of the page.
    sent.generate_appearance_streams()
    sent.flatten_annotations("all")
    made = pikepdf.Pdf.new()
    made.pages.extend(sent.pages)
    for page in made.pages:
        for key in set(page.obj.keys()) - _OF_A_PAGE:
            del page.obj[key]
    if Name.OCProperties in sent.Root:  # else a layer that is switched off would be shown
        made.Root[Name.OCProperties] = made.copy_foreign(sent.make_indirect(sent.Root[Name.OCProperties]))
    for one in made.objects:
        _tidy(one, 0)
    return made


def _tidy(one: Any, depth: int) -> None:
    """Take away what stands beside what is drawn, in this object and in those written inside it."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(one, pikepdf.Stream) and one.get(Name.Filter) in (Name.DCTDecode, [Name.DCTDecode]):
        how: Any = one.get(Name.DecodeParms)
        one.write(without_notes(one.read_raw_bytes()), filter=Name.DCTDecode, decode_parms=how)
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for key in _BESIDE:
            if key in one:
                del one[key]
    inside = one.values() if isinstance(one, pikepdf.Dictionary) else one if isinstance(one, pikepdf.Array) else ()
    for part in list(inside):
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            _tidy(part, depth + 1)


def _written(made: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
