"""What loading one child would change; nothing here reads or writes the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from rock.insight.cin.models import MatchReason
from rock.insight.cin.records import ChildRecord, Note
from rock.insight.cin.tables import Facts, Table

CHANGED = "put in place of what was held"
STAYS = "left out; what is held stays"
STILL_HELD = "kept, though this file does not hold it"
WAITS = "waits for a person to decide"


class Outcome(StrEnum):
    """What became of a child; the words are the report's."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Keyed(Protocol):
    """Something that has a primary key, now or once it is written."""

    pk: int


@dataclass(slots=True)
class NewRow:
    """A row to add under its parent; its key is given when it is written."""

    table: Table
    parent: Keyed
    facts: Facts
    pk: int = 0


@dataclass(slots=True)
class RowChange:
    """A row to change: all that it now says, and whether its list of codes changed."""

    table: Table
    pk: int
    facts: Facts
    new_codes: bool


@dataclass(slots=True)
class NewNumber:
    """A number to write: over the identifier with this key, or as a new one."""

    name: str
    value: str
    pk: int | None = None


@dataclass(slots=True)
class ChildPlan:
    """What loading one child would change. `pk` is the person's key, 0 until a new one is written.

    `person`, `disabilities` and `said` are None where they stay as they are.
    """

    record: ChildRecord
    pk: int = 0
    is_new: bool = False
    person: Facts | None = None
    disabilities: tuple[str, ...] | None = None
    said: Facts | None = None
    had_said: bool = False
    numbers: list[NewNumber] = field(default_factory=list)
    rows: list[NewRow] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)
    confirmed: list[tuple[Table, int]] = field(default_factory=list)
    likely: list[tuple[int, MatchReason]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """Return what becomes of the child; a new source for equal facts is no change."""
        if self.is_new:
            return Outcome.CREATED
        changed = self.person or self.disabilities is not None or self.numbers or self.rows or self.changes
        return Outcome.UPDATED if changed else Outcome.UNCHANGED

    def note(self, where: str, found: object, done: str, why: str) -> None:
        """Add a row to the report; a list is written with commas."""
        words = ", ".join(found) if isinstance(found, tuple) else "" if found is None else str(found)
        self.notes.append(Note(self.record.la_child_id, where, words, done, why))

    def differing(self, before: Facts, after: Facts, names: Iterable[str]) -> list[str]:
        """Return those of the names under which two sets of facts differ."""
        return [name for name in names if before[name] != after[name]]
