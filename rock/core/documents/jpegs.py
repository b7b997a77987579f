"""The photograph inside a PDF: its bytes stay as they are, but for the notes before the picture."""

_START = b"\xff\xd8"
_SCAN = 0xDA
# Which camera, where and by whom: Exif and XMP (APP1), what editors write (APP3 to APP13, APP15), comments.
_NOTES = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}


def without_notes(content: bytes) -> bytes:
    """Return a JPEG without what it says about camera, place and people; ValueError for one that is no JPEG."""
    if not content.startswith(_START):
        raise ValueError("not a JPEG")
    kept, at = [_START], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if end <= at + 2:
            raise ValueError("not a JPEG")
        if content[at + 1] not in _NOTES:
            kept.append(content[at:end])
        at = end
    return b"".join([*kept, content[at:]])
