"""The child's page in words: what can be opened, and the five faces."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from rock.practice.visits.pictures import FACES


@dataclass(frozen=True)
class Tile:
    """Something that the child can open: its words, its address, and the drawing above it."""

    words: str
    url: str
    picture: str


def tiles(*, young_person: bool) -> list[Tile]:
    """Return what the child can open, the most used first."""
    return [
        Tile(_("My day"), reverse("child:day"), "visits/breakfast.svg"),
        Tile(_("What I want to be different"), reverse("child:wishes"), "visits/three_houses.svg"),
        Tile(_("Who is who"), reverse("child:people"), "visits/hug.svg"),
        Tile(
            _("Who can read this?") if young_person else _("Who reads what I say?"),
            reverse("child:readers"),
            "visits/quiet.svg",
        ),
    ]


def faces() -> list[tuple[str, str]]:
    """Return the five faces as choices, from very sad to very happy."""
    return [(str(face.number), face.words) for face in FACES]
