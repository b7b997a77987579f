import pytest

from rock.core.documents.kinds import NOT_TAKEN, kind_of
from rock.core.models import FileKind
from rock.core.services import Refused
from tests.core.documents import samples


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.png(), FileKind.PNG),
        (samples.jpeg(), FileKind.JPEG),
        (samples.PDF, FileKind.PDF),
        (samples.TEXT, FileKind.TEXT),
        (b"\xef\xbb\xbfa line\r\nanother\tone\x0c", FileKind.TEXT),
        (b"<html><script>alert(1)</script>", FileKind.TEXT),
    ],
)
def test_content_tells_the_kind(content: bytes, kind: FileKind) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a\x01\x00",
        b"PK\x03\x04 a word file",
        b"MZ\x90\x00",
        b"\x7fELF",
        b"caf\xe9",
        b"a\x00b",
        b"\x1b[31m",
        b"   \n",
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as no:
        kind_of(content)
    assert str(no.value) == NOT_TAKEN
