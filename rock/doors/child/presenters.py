"""The child's page in words: what can be opened, and the five faces."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from rock.doors.child import words
from rock.practice.visits.pictures import FACES, pictures
from rock.records.models import DayEntry, Statement


@dataclass(frozen=True)
class Tile:
    """Something that the child can open: its words, its address, and the drawing above it."""

    words: str
    url: str
    picture: str


def tiles(*, young_person: bool, agreed: bool = False, plan: bool = False) -> list[Tile]:
    """Return what the child can open, the most used first.

    `agreed` says that there is something that they answered to, `plan` that they have a part in their own plan.
    """
    ours = [Tile(_("Our plan"), reverse("child:plan"), "visits/islands.svg")] if plan else []
    own = [Tile(_("What I agreed to"), reverse("child:agreed"), "visits/together.svg")] if agreed else []
    return [
        Tile(_("My day"), reverse("child:day"), "visits/breakfast.svg"),
        *ours,
        Tile(_("What I want to be different"), reverse("child:wishes"), "visits/houses.svg"),
        Tile(_("Who is who"), reverse("child:people"), "visits/hug.svg"),
        Tile(
            _("Who can read this?") if young_person else _("Who reads what I say?"),
            reverse("child:readers"),
            "visits/quiet.svg",
        ),
        *own,
    ]


def faces() -> list[tuple[str, str]]:
    """Return the five faces as choices, from very sad to very happy."""
    return [(str(number), str(said)) for number, said in words.FACES.items()]


@dataclass(frozen=True)
class Drawing:
    """A drawing that was pointed to: its static path, and what it means to a child."""

    file: str
    words: str


@dataclass(frozen=True)
class OwnWords:
    """Something that the child said: the statement, and the drawings that were pointed to."""

    statement: Statement
    drawings: list[Drawing]

    @property
    def part(self) -> str:
        """Return which part of the day it is about; empty for words about something else."""
        return self.statement.day_entry.get_slot_display() if hasattr(self.statement, "day_entry") else ""

    @property
    def words(self) -> str:
        """Return the child's own words, or without any what the drawings mean: never what a worker wrote of pointing.

        Of a part of the day that the child only marked at a review it is that part, and what became of it.
        """
        said, pointed = self.statement, self.drawings and not self.statement.verbatim
        if not said.verbatim and hasattr(said, "slot_mark"):
            return f"{said.slot_mark.get_slot_display()}: {said.slot_mark.get_mark_display().lower()}"
        return ", ".join(one.words for one in self.drawings) if pointed else self.statement.words


def own_words_of(said: list[Statement]) -> list[OwnWords]:
    """Return these words of the child's, each with its drawings."""
    return [OwnWords(one, _drawings(one.day_entry) if hasattr(one, "day_entry") else []) for one in said]


def said_of_day(said: list[Statement]) -> list[OwnWords]:
    """Return what of these words is about the child's day."""
    return own_words_of([one for one in said if one.question == "day" and hasattr(one, "day_entry")])


def _drawings(entry: DayEntry) -> list[Drawing]:
    face = [Drawing(FACES[entry.face - 1].file, str(words.FACES[entry.face]))] if entry.face else []
    known = pictures()
    return face + [Drawing(known[key].file, known[key].child) for key in entry.pictures if key in known]
