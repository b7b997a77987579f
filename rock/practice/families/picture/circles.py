"""Circles of people: the children in the middle, and around them three rings of those who could help."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from rock.practice.families.picture.shapes import BOX_HEIGHT, BOX_WIDTH, Box, Picture, short

RINGS = (1, 2, 3)
AIR = 12
MARGIN = 12
# Two boxes whose middles are this far apart cannot cover each other, however they lie.
APART = hypot(BOX_WIDTH, BOX_HEIGHT) + AIR


@dataclass(frozen=True)
class Place:
    """Somebody around the children: in which ring (1 is the closest), what to call them, and who they are."""

    key: int
    ring: int
    name: str
    about: str


def circles(children: Sequence[str], places: Sequence[Place]) -> Picture:
    """Return the picture; the rings grow until nobody stands on anybody."""
    core = _core(children)
    radius, boxes, rings = core.height / 2, [], []
    for ring in RINGS:
        there = [place for place in places if place.ring == ring]
        radius = max(radius + APART * (0.8 if ring == 1 else 1), _needed(len(there)), core.width / 2 + APART / 2)
        boxes += [_on_ring(place, n, len(there), radius, ring) for n, place in enumerate(there)]
        rings.append(radius)
    middle = rings[-1] + BOX_WIDTH / 2 + MARGIN
    moved = [_moved(box, middle) for box in (core, *boxes)]
    return Picture(2 * middle, 2 * middle, tuple(moved), rings=tuple(rings))


def _core(children: Sequence[str]) -> Box:
    shown = [short(name) for name in children]
    return Box(0, 0, 0, "\n".join(shown), strong=True, height=max(BOX_HEIGHT, 22 * len(shown) + 16))


def _needed(people: int) -> float:
    """Return the radius at which so many boxes around a circle stand clear of each other."""
    return APART / (2 * sin(pi / people)) if people > 1 else 0


def _on_ring(place: Place, n: int, of: int, radius: float, ring: int) -> Box:
    angle = 2 * pi * n / of - pi / 2 + (ring - 1) * pi / 7
    return Box(place.key, radius * cos(angle), radius * sin(angle), short(place.name), short(place.about))


def _moved(box: Box, by: float) -> Box:
    x, y = round(box.x + by, 1), round(box.y + by, 1)
    return Box(box.key, x, y, box.name, box.about, box.strong, box.width, box.height)
