"""What was stopped at a door, in words: which kind of text, never what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rock.doors.family.models import SafetyFinding
from rock.practice.families.presenters.veil import Veil
from rock.records.models import Person

KINDS = {
    "telling": "The words that they were told",
    "worker": "The name or phone number of a worker",
    "agreement": "What they were asked to agree to",
    "child": "The name of a child",
    "team": "The name of a team that looked",
    "plan": "A line of a plan, or what somebody said to it",
    "passage": "A passage of an assessment",
    "day": "Something said about a child’s day",
    "answer": "An answer to a question of theirs",
    "offer": "What they offered",
}


@dataclass(frozen=True)
class Stopped:
    """One text that was stopped."""

    pk: int
    person: Person
    what: str
    since: datetime
    dealt_at: datetime | None
    dealt_by: str
    note: str


def kind_in_words(source: str) -> str:
    """Return which kind of text it is."""
    return KINDS.get(source, "Another text")


def in_words(rows: Iterable[SafetyFinding], veil: Veil) -> list[Stopped]:
    """Return the findings in words; a note that would give a hidden address away is veiled."""
    return [
        Stopped(
            row.pk,
            row.holder.person,
            kind_in_words(row.source),
            row.found_at,
            row.dealt_at,
            row.dealt_by.name if row.dealt_by else "",
            veil(row.note),
        )
        for row in rows
    ]
