"""Refusals that carry more than their words, so that a page can show the way on with nothing lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from rock.core.services import Refused
from rock.core.three_way import EditedMeanwhile
from rock.practice.plans.facts import Wording
from rock.records.models import Person, Promise

ENOUGH = 7
"""Open promises for one child that somebody can hold in their head; the next asks which of them could wait."""


class EnoughPromises(Refused):
    """There are as many open promises for a child as anybody can hold in their head: one more is said on purpose."""

    def __init__(self, open_promises: Sequence[Promise]) -> None:
        super().__init__(
            f"There are {len(open_promises)} open promises already. Which of these could wait? "
            "Close or carry one, or say why this one is needed too."
        )
        self.open_promises = list(open_promises)


@dataclass(frozen=True)
class FactChanged:
    """One thing beside the words, as it was and as two people changed it."""

    name: str
    base: str
    theirs: str
    mine: str


class ItemEditedMeanwhile(EditedMeanwhile):
    """Two edited one item at once: the words stretch by stretch, and what each changed beside the words."""

    def __init__(self, *, base: Wording, theirs: Wording, mine: Wording, revision: int, by: str = "") -> None:
        super().__init__(base=base.words, theirs=theirs.words, mine=mine.words, revision=revision, by=by)
        names = dict.fromkeys([*base.facts, *theirs.facts, *mine.facts])
        rows = [
            FactChanged(name, *(one.facts.get(name, "") or "Nothing" for one in (base, theirs, mine))) for name in names
        ]
        self.facts = [row for row in rows if len({row.base, row.theirs, row.mine}) > 1]


@dataclass(frozen=True)
class Stopped:
    """A reader who may not read some words, and what in them would give something hidden away."""

    reader: Person
    found: tuple[str, ...]

    def __str__(self) -> str:
        words = ", ".join(f"“{one}”" for one in self.found)
        return f"{self.reader} was not given these words. They give away something hidden from them: {words}."
