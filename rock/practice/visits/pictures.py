"""Our own drawings for direct work with children: what each shows, for which ages, and in which part of the day.

The drawings are `static/visits/<key>.svg`. Each has words for the child who points to it and words for the record; a
drawing for babies has none for the child, because a baby is watched and nobody speaks for them.
"""

import csv
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from pathlib import Path

from rock.core import time
from rock.records.models import BirthKind, Person, Slot

LIST = Path(__file__).parent / "data" / "pictures.csv"


class AgeSet(IntEnum):
    """A set of drawings, by the age in years from which it is used."""

    BABY = 0
    TWO = 2
    FIVE = 5
    EIGHT = 8
    TWELVE = 12


@dataclass(frozen=True)
class Picture:
    """One drawing: what the child reads under it, and what the record says was pointed to or seen."""

    key: str
    child: str
    worker: str
    sets: frozenset[AgeSet]
    slots: frozenset[Slot]

    @property
    def file(self) -> str:
        """Return its path under the static files."""
        return f"visits/{self.key}.svg"

    def words(self, for_set: AgeSet) -> str:
        """Return what stands under it, and is read out in its place."""
        return self.worker if for_set is AgeSet.BABY else self.child


@dataclass(frozen=True)
class Face:
    """How a part of the day feels, 1 to 5; mouth, brows and tears tell them apart without colour."""

    number: int
    words: str

    @property
    def file(self) -> str:
        """Return its path under the static files."""
        return f"visits/face_{self.number}.svg"


FACES = tuple(
    Face(number, words)
    for number, words in enumerate(("Very sad", "Sad", "Not sad, not happy", "Happy", "Very happy"), start=1)
)


@cache
def pictures() -> dict[str, Picture]:
    """Return every drawing by its key, in the order of the day."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return {row["key"]: _picture(row) for row in csv.DictReader(lines)}


def _picture(row: dict[str, str]) -> Picture:
    sets = frozenset(AgeSet(int(one)) for one in row["sets"].split())
    slots = frozenset(Slot(one) for one in row["slots"].split())
    return Picture(row["key"], row["child"], row["worker"], sets, slots)


def pictures_for(age_set: AgeSet, slot: Slot) -> list[Picture]:
    """Return the drawings that a child of this set is shown for a part of the day."""
    return [one for one in pictures().values() if age_set in one.sets and slot in one.slots]


def slots_for(age_set: AgeSet) -> list[Slot]:
    """Return the parts of the day for which the set has drawings, in order."""
    return [slot for slot in Slot if pictures_for(age_set, slot)]


def age_set(child: Person, on: date | None = None) -> AgeSet:
    """Return the set for a child's age on a day (today if unsaid).

    Somebody not born yet is a baby here, an estimated date counts as it stands, and without a date it is the set of the
    middle, which the worker can change.
    """
    day = on or time.today()
    born = child.birth_date
    if born is None:
        return AgeSet.EIGHT
    if child.birth_kind == BirthKind.EXPECTED or born > day:
        return AgeSet.BABY
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return max(one for one in AgeSet if one <= years)


def is_expected(child: Person, on: date | None = None) -> bool:
    """Return whether the child is not born yet."""
    return child.birth_kind == BirthKind.EXPECTED or bool(child.birth_date and child.birth_date > (on or time.today()))
