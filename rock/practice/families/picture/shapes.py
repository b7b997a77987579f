"""Boxes and lines, in the units of the drawing."""

from dataclasses import dataclass

BOX_WIDTH = 136
BOX_HEIGHT = 62
LONGEST_LINE = 13
# From these widths on a picture is not drawn as narrow as a phone: its words could no longer be read.
WIDE, WIDEST = 400, 680


@dataclass(frozen=True)
class Box:
    """A person's box by its middle: a name of one or two lines, and one about them; the list beneath has it in full."""

    key: int
    x: float
    y: float
    name: str
    about: str = ""
    strong: bool = False
    width: float = BOX_WIDTH
    height: float = BOX_HEIGHT

    @property
    def left(self) -> float:
        """Return the left edge."""
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return self.y - self.height / 2

    def overlaps(self, other: "Box") -> bool:
        """Return whether two boxes cover each other anywhere."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2
            and abs(self.y - other.y) < (self.height + other.height) / 2
        )


@dataclass(frozen=True)
class Line:
    """A line through points, as an SVG polyline takes them; dashed for what limits or has ended."""

    points: str
    dashed: bool = False
    weight: float = 2


@dataclass(frozen=True)
class Ring:
    """A ring around the middle, wider than it is high because boxes are."""

    across: float
    down: float


@dataclass(frozen=True)
class Picture:
    """A drawing: its size, its lines (drawn first) and its boxes."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...] = ()
    rings: tuple[Ring, ...] = ()

    @property
    def spread(self) -> str:
        """Return the ending of the style that says how far it may shrink; empty where it fits a phone whole."""
        return " rock-picture--widest" if self.width > WIDEST else " rock-picture--wide" if self.width > WIDE else ""


def in_two(name: str) -> str:
    """Return a name that fits a box: in two lines where it is too long for one, its last word in the second."""
    first, _, last = name.rpartition(" ")
    if len(name) <= LONGEST_LINE or not first:
        return short(name)
    return f"{short(first)}\n{short(last)}"


def short(text: str, longest: int = LONGEST_LINE) -> str:
    """Return a text that fits a box, cut with an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def path(*points: tuple[float, float]) -> str:
    """Return points as an SVG polyline takes them."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)
