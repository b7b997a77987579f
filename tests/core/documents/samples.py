"""Files to send: small, made here, each true to its kind."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

TEXT = "Kai’s letter: I like it when Nan comes.\n".encode()
# The parts of the test string of virus scanners, kept apart so that no scanner takes this file for it.
VIRUS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def jpeg(size: tuple[int, int] = (60, 40), *, latitude: float = 53.8175, turned: bool = False) -> bytes:
    """Return a photograph that says where it was taken, with which camera, and a comment."""
    picture = Image.new("RGB", size, "white")
    for x in range(size[0] // 2):
        picture.putpixel((x, 0), (255, 0, 0))
    exif = Image.Exif()
    exif[0x010F] = "Harbour Cameras"
    if turned:
        exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (latitude, 0.0, 0.0), 3: "W", 4: (3.05, 0.0, 0.0)})
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"12 Secret Road", quality=95)
    return out.getvalue()


def png(mode: str = "RGBA", size: tuple[int, int] = (8, 8)) -> bytes:
    """Return a picture with words in its margins and behind its end."""
    told = PngInfo()
    told.add_text("Location", "12 Secret Road")
    out = BytesIO()
    Image.new(mode, size).save(out, "PNG", pnginfo=told)
    return out.getvalue() + b"12 Secret Road behind the end"


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a small PNG that says that it is a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def pdf(*, words: str = "Kai likes football", pages: int = 1) -> bytes:
    """Return a PDF with words on its pages and nothing beside them."""
    made = pikepdf.Pdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for _ in range(pages):
        page = made.add_blank_page(page_size=(200, 200))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = made.make_stream(f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode())
    return written(made)


def written(made: pikepdf.Pdf, **options: Any) -> bytes:
    """Return a PDF as bytes."""
    out = BytesIO()
    made.save(out, **options)
    return out.getvalue()


PDF = pdf()
