"""Circles of people: the children in the middle, and around them three rings of those who could help."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin

from rock.practice.families.picture.shapes import BOX_HEIGHT, BOX_WIDTH, LONGEST_LINE, Box, Picture, Ring, in_two, short

RINGS = (1, 2, 3)
WIDTH, HEIGHT = BOX_WIDTH, BOX_HEIGHT
# How far each ring stands from the one within, and by how much it grows while somebody stands on somebody.
FAR_ACROSS, FAR_DOWN = 92, 74
GROWTH = 1.06
MARGIN = 10


@dataclass(frozen=True)
class Place:
    """Somebody around the children: in which ring (1 is the closest), what to call them, and who they are."""

    key: int
    ring: int
    name: str
    about: str


def circles(children: Sequence[str], places: Sequence[Place]) -> Picture:
    """Return the picture; a ring grows until nobody on it stands on anybody."""
    core = _core(children)
    boxes, rings = [core], []
    across, down = core.width / 2 - 50, core.height / 2
    for number in RINGS:
        there = [place for place in places if place.ring == number]
        ring = _wide_enough(Ring(across + FAR_ACROSS, down + FAR_DOWN), number, there, boxes)
        boxes += _on_ring(ring, number, there)
        rings.append(ring)
        across, down = ring.across, ring.down
    right, below = across + WIDTH / 2 + MARGIN, down + HEIGHT / 2 + MARGIN
    moved = (replace(box, x=round(box.x + right, 1), y=round(box.y + below, 1)) for box in boxes)
    return Picture(round(2 * right), round(2 * below), tuple(moved), rings=tuple(rings))


def _core(children: Sequence[str]) -> Box:
    shown = [short(name) for name in children]
    return Box(0, 0, 0, "\n".join(shown), strong=True, width=WIDTH, height=max(HEIGHT, 18 * len(shown) + 20))


def _wide_enough(ring: Ring, number: int, there: Sequence[Place], others: Sequence[Box]) -> Ring:
    while _crowded(_on_ring(ring, number, there), others):
        ring = Ring(round(ring.across * GROWTH, 1), round(ring.down * GROWTH, 1))
    return ring


def _crowded(boxes: list[Box], others: Sequence[Box]) -> bool:
    return any(box.overlaps(other) for n, box in enumerate(boxes) for other in (*boxes[:n], *others))


def _on_ring(ring: Ring, number: int, there: Sequence[Place]) -> list[Box]:
    """Return the boxes spread evenly along a ring, each ring begun a little further round."""
    step, start = 2 * pi / max(len(there), 1), (number - 1) * pi / 7 - pi / 2
    return [_box(place, ring, start + n * step) for n, place in enumerate(there)]


def _box(place: Place, ring: Ring, angle: float) -> Box:
    x, y = ring.across * cos(angle), ring.down * sin(angle)
    return Box(place.key, x, y, in_two(place.name), short(place.about, LONGEST_LINE + 2), width=WIDTH, height=HEIGHT)
