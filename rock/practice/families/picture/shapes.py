"""Boxes and lines, in the units of the drawing."""

from dataclasses import dataclass

BOX_WIDTH = 184
BOX_HEIGHT = 54
LONGEST_LINE = 19


@dataclass(frozen=True)
class Box:
    """A person's box by its middle, with two lines of words; the full name is in the list beneath the picture."""

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


def short(text: str, longest: int = LONGEST_LINE) -> str:
    """Return a text that fits a box, cut with an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def path(*points: tuple[float, float]) -> str:
    """Return points as an SVG polyline takes them."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)
