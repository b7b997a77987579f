"""What waits for a second person, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rock.accounts.models import User
from rock.core.words import joined
from rock.practice.families.presenters.veil import Veil
from rock.records.models import Redaction, RedactionKind


@dataclass(frozen=True)
class Waiting:
    """One thing that was asked."""

    pk: int
    what: str
    words: str
    people: str
    basis: str
    asked_by: str
    asked_at: datetime
    is_mine: bool


def in_words(rows: Iterable[Redaction], veil: Veil, reader: User) -> list[Waiting]:
    """Return what waits; the words are shown, because a second person has to judge them."""
    return [_waiting(row, veil, reader) for row in rows]


def _waiting(row: Redaction, veil: Veil, reader: User) -> Waiting:
    what = row.get_kind_display()
    if row.kind == RedactionKind.MOVE:
        what = f"Move from {row.wrong_person} to {row.right_person}"
    words = row.statement
    return Waiting(
        pk=row.pk,
        what=what,
        words=veil(words.words) if words else "",
        people=joined([str(about.person) for about in words.about.all()]) if words else "",
        basis=veil(row.basis),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        is_mine=row.asked_by_id == reader.pk,
    )
