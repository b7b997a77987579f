"""What is written down of a review, before it is a record: the one shape that pages, the demo and tests send.

There is no place here for who attended how often: coming is never progress. What counts is the child's day.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rock.practice.visits.facts import PresentFacts
from rock.records.models import DayKind, Mark, Person, Promise, PromiseState, Slot, Wish


@dataclass(frozen=True)
class MarkFacts:
    """What somebody says became of one slot; without a `person` it is the worker's own mark."""

    slot: Slot
    mark: Mark
    person: Person | None = None
    words: str = ""
    day_kind: DayKind = DayKind.ORDINARY
    carer: Person | None = None
    language: str = "English"

    @property
    def place(self) -> tuple[object, ...]:
        """Return where in the table the mark stands: nobody marks one place twice."""
        return (self.slot, self.day_kind, self.carer and self.carer.pk, self.person and self.person.pk)


@dataclass(frozen=True)
class PromiseFacts:
    """What became of a promise since it was made: kept, carried (to `due_on`), dropped or taken back."""

    promise: Promise
    became: PromiseState
    word: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class WishFacts:
    """“You said, we did”: the answer to a wish, in words for the child."""

    wish: Wish
    words: str
    promise: Promise | None = None


@dataclass(frozen=True)
class ReviewFacts:
    """A whole review; `key` is made where it is written. `since` is the day compared with: the last review unless said."""

    happened_at: datetime
    next_on: date
    marks: tuple[MarkFacts, ...] = ()
    promises: tuple[PromiseFacts, ...] = ()
    wishes: tuple[WishFacts, ...] = ()
    what_changed: str = ""
    present: tuple[PresentFacts, ...] = ()
    place: str = ""
    since: date | None = None
    key: UUID | None = None
