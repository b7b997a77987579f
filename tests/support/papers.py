"""Papers read as a reader reads them: the words of a PDF (they stand in it compressed), its language, and English left in it."""

import re
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.frontend import parse_mapping_cfg

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "gettext_lazy": None, "ngettext": (1, 2)}


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF with one space between them."""
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def about(pdf: bytes) -> str:
    """Return what a PDF says of itself, the moment it was made left out."""
    found = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    return "\n".join(line for line in found.stdout.decode().splitlines() if not line.startswith(("Creat", "Mod")))


def language_of(pdf: bytes) -> str:
    """Return the language that a PDF says it is in."""
    with pikepdf.open(BytesIO(pdf)) as found:
        return str(found.Root.Lang)


def languages_in(pdf: bytes) -> set[str]:
    """Return every language that a PDF or a part of it says it is in."""
    with pikepdf.open(BytesIO(pdf)) as found:
        return {str(one.Lang) for one in found.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one}


@cache
def _own_words() -> frozenset[str]:
    """Return what papers say in words of their own, without the gaps that are filled."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    said = [row[2] for row in extract_from_dir(ROOT / "rock/practice", methods, options, KEYWORDS)]
    said += [row[1] for row in extract_from_file("python", ROOT / "rock/core/pdf.py", keywords=KEYWORDS)]
    texts = [one for text in said for one in (text if isinstance(text, tuple) else (text,))]
    parts = [part.strip(" .,:") for text in texts for part in re.split(r"%\(\w+\)s", text)]
    return frozenset(part for part in parts if len(part) > 1 and re.search(r"[a-z]", part) and "Childline" not in part)


def english_in(text: str) -> list[str]:
    """Return which of the papers’ own English words stand in a text."""
    return sorted(part for part in _own_words() if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text))
