"""What waits for a second person, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from django.urls import reverse

from rock.accounts.models import User
from rock.core.words import joined
from rock.practice.families.presenters.veil import Veil
from rock.records.models import Redaction, RedactionKind, Statement

MOST_LETTERS = 300


@dataclass(frozen=True)
class Waiting:
    """One thing that was asked."""

    pk: int
    what: str
    words: list[str]
    people: str
    document: str
    basis: str
    asked_by: str
    asked_at: datetime
    is_mine: bool


@dataclass(frozen=True)
class Standing:
    """Words that stand on a record, shortened: enough to know them by."""

    pk: int
    occasion: str
    who: str
    words: str


def standing(rows: Iterable[Statement], veil: Veil) -> list[Standing]:
    """Return the words of a record to choose from."""
    return [Standing(row.pk, str(row.occasion), _who(row), _short(veil(row.words))) for row in rows]


def _who(row: Statement) -> str:
    return str(row.speaker or row.speaker_staff or row.speaker_name)


def _short(words: str) -> str:
    return shorten(words, MOST_LETTERS, placeholder=" …")


def in_words(rows: Iterable[Redaction], veil: Veil, reader: User) -> list[Waiting]:
    """Return what waits; the words are shown, because a second person has to judge them."""
    return [_waiting(row, veil, reader) for row in rows]


def _waiting(row: Redaction, veil: Veil, reader: User) -> Waiting:
    words = row.statement
    return Waiting(
        pk=row.pk,
        what=_what(row),
        words=[veil(one.words) for one in _statements(row)] + ([veil(row.document.title)] if row.document else []),
        people=joined([str(about.person) for about in words.about.all()]) if words else "",
        document=_document(row),
        basis=veil(row.basis),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        is_mine=row.asked_by_id == reader.pk,
    )


def _what(row: Redaction) -> str:
    what = row.get_kind_display()
    if row.kind == RedactionKind.MOVE:
        moves = [f"from {pair.wrong_person} to {pair.right_person}" for pair in row.pairs.all()]
        what = "Move " + joined(moves or [f"from {row.wrong_person} to {row.right_person}"])
    whole = f"{row.occasion}: " if row.occasion else "Document: " if row.document else ""
    return f"{whole}{what}"


def _statements(row: Redaction) -> list[Statement]:
    if row.occasion:
        return list(row.occasion.statements.all())
    return [row.statement] if row.statement else []


def _document(row: Redaction) -> str:
    """Return the address of the document to be judged."""
    return reverse("families:document", args=[row.document.person_id, row.document.pk]) if row.document else ""
