"""Accessible PDFs: tagged PDF/UA-1 in large type, made by typst from the wheel's own fonts, with no network and no packages.

A paper speaks the language that is active while it is made: its reader's at a door, the one that a worker asked for elsewhere.
What people said stays in theirs, and is marked so, that it is read aloud rightly.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rock.core import time
from rock.core.language import code_of

TEMPLATES = Path(__file__).parent / "typst"


def language_now() -> str:
    """Return the code of the language in which a paper is made now, as PDF and typst write it."""
    return (get_language() or "en").split("-")[0]


def language_of(name: str) -> str:
    """Return the code of the language in which somebody spoke; the paper's own where nobody knows it."""
    return code_of(name).split("-")[0] or language_now()


def demo_line() -> str:
    """Return what each paper of the demonstration says at its foot; nothing elsewhere."""
    if not settings.DEMO:
        return ""
    return _("Demonstration: not made or endorsed by Blackpool Council; every person is invented.")


def _labels() -> dict[str, str]:
    return {"page": _("%(page)s of %(pages)s"), "contact": _("Who you can talk with")}


@dataclass(frozen=True, slots=True)
class Said:
    """Words that stand as somebody wrote them, in the language of that code."""

    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a letter under a heading of its own."""

    heading: str
    paragraphs: tuple[str | Said, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says: whole paragraphs of plain text, nothing in them is read as markup; then its sections."""

    title: str
    sender: str
    reader: str
    day: str
    paragraphs: tuple[str | Said, ...]
    contact: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    language: str = field(default_factory=language_now)
    footer: str = field(default_factory=demo_line)
    labels: dict[str, str] = field(default_factory=_labels)


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
