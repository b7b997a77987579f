"""What somebody writes into a plan, before it is a record: the one shape that pages, doors and tests send."""

from dataclasses import dataclass
from datetime import date

from rock.accounts.models import User
from rock.core.words import on_day
from rock.practice.plans.models import ItemKind, PlanWording
from rock.records.models import DayKind, Person, Slot, Statement

Named = Person | User | str
"""Somebody who promises or decides: a person of the family, a colleague, or an agency by its name."""


@dataclass(frozen=True)
class Wording:
    """An item as one writer words it; `owner` and what follows it belong to promises, `condition` to a what-if line."""

    words: str
    condition: str = ""
    due_on: date | None = None
    owner: Named | None = None
    slot: str = ""
    day_kind: str = ""
    help_needed: str = ""

    @property
    def owner_columns(self) -> dict[str, Person | User | str | None]:
        """Return the owner as the columns of a wording and of a promise."""
        return {
            "owner": self.owner if isinstance(self.owner, Person) else None,
            "owner_staff": self.owner if isinstance(self.owner, User) else None,
            "owner_agency": self.owner.strip() if isinstance(self.owner, str) else "",
        }

    @property
    def everything_said(self) -> str:
        """Return all free text of it: what a release compares with what must stay hidden."""
        owner = str(self.owner) if self.owner else ""
        return "\n".join(part for part in (self.words, self.condition, self.help_needed, owner) if part)

    @property
    def facts(self) -> dict[str, str]:
        """Return what stands beside the words, each in words, by what it is called."""
        found = {
            "If": self.condition,
            "Who does it": str(self.owner) if self.owner else "",
            "By when": on_day(self.due_on) if self.due_on else "",
            "Part of the day": Slot(self.slot).label if self.slot else "",
            "Kind of day": DayKind(self.day_kind).label if self.day_kind else "",
            "Help needed": self.help_needed,
        }
        return {name: words for name, words in found.items() if words}

    def says_the_same(self, other: "Wording") -> bool:
        """Return whether two wordings differ in nothing but spaces."""
        return self.words.split() == other.words.split() and self.facts == other.facts


def wording_of(row: PlanWording) -> Wording:
    """Return a kept wording in this shape."""
    return Wording(
        words=row.statement.words,
        condition=row.condition,
        due_on=row.due_on,
        owner=row.owner or row.owner_staff or row.owner_agency or None,
        slot=row.slot,
        day_kind=row.day_kind,
        help_needed=row.help_needed,
    )


@dataclass(frozen=True)
class Must:
    """A promise has to happen for the child to be safe: why, and who decided."""

    why: str
    decided_by: User


@dataclass(frozen=True)
class GoingOn:
    """Somebody says that one more promise is right, though there are many: in their words; without a person, the worker."""

    words: str
    person: Person | None = None


@dataclass(frozen=True)
class Quote:
    """Words that were said before and now stand in a plan: the same statement, never typed again."""

    kind: ItemKind
    statement: Statement


@dataclass(frozen=True)
class Answered:
    """What somebody says to a version; `knows_what_if` is None where they were not asked."""

    person: Person
    agrees: bool
    knows_what_if: bool | None = None
