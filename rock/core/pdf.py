"""Accessible PDFs: tagged PDF/UA-1 in large type, made by typst from the wheel's own fonts, with no network and no packages."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst

from rock.core import time

TEMPLATES = Path(__file__).parent / "typst"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a letter under a heading of its own."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says: whole paragraphs of plain text, nothing in them is read as markup; then its sections."""

    title: str
    sender: str
    reader: str
    day: str
    paragraphs: tuple[str, ...]
    contact: tuple[str, ...]
    language: str = "en"
    footer: str = ""
    sections: tuple[Section, ...] = ()


def letter_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF/UA-1; raises typst.TypstError only for a fault of the template."""
    return made_pdf(TEMPLATES / "letter.typ", letter=asdict(letter))


def made_pdf(template: Path, **data: dict[str, Any]) -> bytes:
    """Return what a template makes of the data as PDF/UA-1; each name is one of its `sys.inputs`, as JSON."""
    return typst.compile(
        template.read_bytes(),
        format="pdf",
        sys_inputs={name: json.dumps(value) for name, value in data.items()},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(time.now().timestamp()),
    )
