"""Pictures are drawn anew, so that only what is seen is kept: no place, no camera, no owner, nothing hidden behind the end."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from rock.core.models import FileKind
from rock.core.services import Refused

MOST_PIXELS = 40_000_000
BROKEN = "This picture cannot be read. Open it, save it anew and choose it again."
TOO_WIDE = "This picture is too large to open safely. Make it smaller and choose it again."
_FORMATS = {FileKind.PNG: "PNG", FileKind.JPEG: "JPEG"}


def redrawn(content: bytes, kind: FileKind) -> bytes:
    """Return the picture as it looks, upright, without anything else; Refused for a broken one or a bomb."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _redrawn(content, _FORMATS[kind])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Refused(TOO_WIDE) from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            raise Refused(BROKEN) from None


def portrait(content: bytes, kind: FileKind, *, side: int = 240) -> bytes:
    """Return the middle of the picture as a square JPEG of `side` pixels, without anything else; Refused as above."""
    with Image.open(BytesIO(redrawn(content, kind))) as picture:
        square = ImageOps.fit(picture.convert("RGB"), (side, side))
    out = BytesIO()
    square.save(out, format="JPEG", quality=85)
    return out.getvalue()


def _redrawn(content: bytes, format_name: str) -> bytes:
    with Image.open(BytesIO(content), formats=[format_name]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused(TOO_WIDE)
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    # RGB and grey keep no palette, and without `info` no profile, comment or date is written.
    plain = upright.convert(_mode(upright, format_name))
    plain.info = {}
    out = BytesIO()
    plain.save(out, format=format_name, **({"quality": 90} if format_name == "JPEG" else {"optimize": False}))
    return out.getvalue()


def _mode(picture: Image.Image, format_name: str) -> str:
    if format_name == "PNG" and (picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info):
        return "RGBA"
    return "L" if picture.mode in {"1", "L"} else "RGB"
