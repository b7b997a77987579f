"""What a reader was told, in the words written for them, and what they said to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from rock.core.words import on_day
from rock.doors.family.guard import Guard
from rock.doors.family.words import ANSWERS, NEAR_ANSWERS
from rock.records.queries.telling import is_near

_ALL = NEAR_ANSWERS | ANSWERS


@dataclass(frozen=True, slots=True)
class Said:
    """The reader's own words, as they wrote them."""

    what: str
    words: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the reader was told, in the words written for them, and what they said to it.

    `by` is who told it to somebody in the network; of a decision it is empty.
    """

    id: int
    on: str
    by: str
    words: tuple[str, ...]
    said: tuple[Said, ...]


def told_of(telling: Any, guard: Guard) -> Told | None:
    """Return one telling in this reader's words; None where they may not read them, or where they would give something away."""
    words = telling.statement.words
    if not telling.may_read or not guard.lets(words, source="telling", row=telling.pk):
        return None
    by = telling.decided_by if is_near(telling) else None
    if by and not guard.lets(f"{by.name} {by.phone}", source="worker", row=by.pk):
        by = None
    parts = tuple(part.strip() for part in words.split("\n") if part.strip())
    said = tuple(
        Said(str(_ALL.get(one["question"], "")), one["words"], parse_datetime(one["at"])) for one in telling.replies
    )
    return Told(telling.pk, on_day(telling.decided_at), by.name if by else "", parts, said)
