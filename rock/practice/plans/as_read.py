"""A plan as one reader outside the staff reads it: its shape, with no field that could carry more."""

from dataclasses import dataclass, field
from datetime import date

from rock.practice.plans.models import ItemKind
from rock.practice.plans.presenters.looks import Look
from rock.records.models import Person


@dataclass(frozen=True)
class VoiceForReader:
    """What was said to an item: the reader's own, or another's words that were shared with them."""

    mine: bool
    who: str
    view: str
    words: str
    on: date


@dataclass(frozen=True)
class ServiceForReader:
    """A service that was asked for help: what it answered, and until when the wait is."""

    name: str
    answer: str
    waits_until: date | None


@dataclass(frozen=True)
class PromiseForReader:
    """What a promise adds to a line. `idea` is “mine”, a worker's name, or empty where it is not the reader's to know."""

    owner: str
    mine: bool
    due_on: date | None
    look: Look
    is_open: bool
    was_carried: bool
    slot: str
    help_needed: str
    idea: str
    has_to_happen: bool
    why: str
    decided_by: str
    closed_word: str
    service: ServiceForReader | None


@dataclass(frozen=True)
class EarlierForReader:
    """How a line read before, as far as that was shared with the reader: its words and the day they were written."""

    words: str
    on: date
    typed: bool = False


@dataclass(frozen=True)
class ItemForReader:
    """One line: `number` counts what this reader sees; `wording` is the key of the words that they read.

    `choices` are what can be said to it, as (value, words). `may_reword` is False where it is closed. `typed` says that the
    reader typed it at their own door: none of that is kept from them, or they could guess what is hidden and see it stopped.
    """

    pk: int
    number: int
    kind: str
    wording: int
    words: str
    verbatim: bool
    language: str
    by: str
    by_me: bool
    typed: bool
    condition: str
    when: date | None
    promise: PromiseForReader | None
    choices: list[tuple[str, str]]
    voices: list[VoiceForReader]
    earlier: tuple[EarlierForReader, ...] = ()

    @property
    def may_reword(self) -> bool:
        """Return whether the reader can write it anew: not once a promise is closed."""
        return self.promise is None or self.promise.is_open


@dataclass(frozen=True)
class PlanForReader:
    """A plan as one reader sees it, its lines by kind (`ItemKind`) in the order of the page; `standing` is a `Standing`."""

    pk: int
    child: Person
    standing: str
    lead: str
    lead_phone: str
    review_on: date
    lines: dict[str, list[ItemForReader]] = field(default_factory=dict)

    def of(self, kind: str) -> list[ItemForReader]:
        """Return the lines of a kind."""
        return self.lines.get(kind, [])

    @property
    def promises(self) -> list[ItemForReader]:
        """Return the promises, everyone's alike: open ones first, the soonest first."""
        rows = self.of(ItemKind.PROMISE)
        return sorted(
            rows, key=lambda one: (not (one.promise and one.promise.is_open), one.when or date.max, one.number)
        )

    @property
    def mine(self) -> list[ItemForReader]:
        """Return the promises that are the reader's own."""
        return [one for one in self.promises if one.promise and one.promise.mine]
