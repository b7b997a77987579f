from io import BytesIO

import pytest
from PIL import Image

from rock.core.documents.pictures import BROKEN, TOO_WIDE, redrawn
from rock.core.models import FileKind
from rock.core.services import Refused
from tests.core.documents import samples


def test_a_photograph_keeps_what_is_seen_and_nothing_else() -> None:
    sent = samples.jpeg()
    assert Image.open(BytesIO(sent)).getexif().get_ifd(0x8825)
    kept = redrawn(sent, FileKind.JPEG)
    picture = Image.open(BytesIO(kept))
    assert picture.size == (60, 40)
    assert not picture.getexif()
    assert not set(picture.info) & {"exif", "comment", "icc_profile", "xmp", "photoshop"}
    assert b"Secret" not in kept
    assert b"Harbour" not in kept


def test_a_turned_photograph_is_kept_upright() -> None:
    picture = Image.open(BytesIO(redrawn(samples.jpeg(turned=True), FileKind.JPEG)))
    assert picture.size == (40, 60)


@pytest.mark.parametrize(("mode", "kept"), [("RGBA", "RGBA"), ("RGB", "RGB"), ("L", "L"), ("1", "L"), ("P", "RGB")])
def test_a_png_loses_the_words_in_it_and_behind_it(mode: str, kept: str) -> None:
    found = redrawn(samples.png(mode), FileKind.PNG)
    assert b"Secret" not in found
    assert Image.open(BytesIO(found)).mode == kept


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    for content in (samples.bomb(), samples.bomb(8_000, 8_000)):
        with pytest.raises(Refused) as no:
            redrawn(content, FileKind.PNG)
        assert str(no.value) == TOO_WIDE


@pytest.mark.parametrize("content", [samples.jpeg()[:300], b"\xff\xd8\xff only the start", samples.png()[:40]])
def test_a_broken_picture_is_refused(content: bytes) -> None:
    kind = FileKind.PNG if content.startswith(b"\x89") else FileKind.JPEG
    with pytest.raises(Refused) as no:
        redrawn(content, kind)
    assert str(no.value) == BROKEN


def test_a_picture_that_hides_as_another_kind_is_refused() -> None:
    with pytest.raises(Refused):
        redrawn(samples.png(), FileKind.JPEG)
