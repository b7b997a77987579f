"""The day then and now as a picture: pure geometry, two columns that fit a phone, drawn by `then_parts.html`."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from rock.practice.plans.queries.then_and_now import MarkSaid, PlaceThenNow, ThenAndNow
from rock.practice.visits.day import Entry
from rock.records.models import Mark, Source

WIDTH, MARGIN = 380, 8
COLUMN = (WIDTH - 3 * MARGIN) / 2
LINE, HEAD, FACE = 18, 30, 34
LONGEST, MOST_LINES = 22, 4
ARROWS = {
    Mark.BETTER: "M4 18 14 4 24 18M14 4v24",
    Mark.SAME: "M2 16h24M18 8l8 8-8 8",
    Mark.HARDER: "M4 14l10 14 10-14M14 28V4",
    Mark.NOT_KNOWN: "M7 10q0-7 7-7t7 7q0 5-7 8v3M14 27v1",
}


@dataclass(frozen=True)
class Said:
    """What stands in one half of a row: a face where one was pointed to, and a few lines of words."""

    x: float
    face: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Arrow:
    """One mark: the path of its arrow, whose it is in words, and where it stands."""

    y: float
    path: str
    words: str


@dataclass(frozen=True)
class Row:
    """One part of the day."""

    y: float
    height: float
    heading: str
    halves: tuple[Said, Said]
    words_y: float
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True)
class Picture:
    """The whole drawing, and what it says for whoever listens to it."""

    width: int
    height: float
    rows: tuple[Row, ...]
    description: str


def picture(found: ThenAndNow) -> Picture:
    """Return the picture of a day then and now; the words under it have everything in full."""
    rows: list[Row] = []
    y = float(HEAD)
    for place in found.rows:
        row = _row(place, y, found)
        rows.append(row)
        y += row.height + MARGIN
    return Picture(WIDTH, y, tuple(rows), " ".join(_spoken(place, found) for place in found.rows))


def _row(place: PlaceThenNow, y: float, found: ThenAndNow) -> Row:
    nothing = "" if found.for_reader else "Not asked"
    halves = (_half(place.then, MARGIN, nothing), _half(place.now, 2 * MARGIN + COLUMN, nothing))
    tall = max(len(half.lines) * LINE + (FACE if half.face else 0) for half in halves)
    arrows = tuple(
        Arrow(y + HEAD + tall + 8 + n * HEAD, ARROWS[mark.mark], mark_words(mark, found))
        for n, mark in enumerate(place.marks)
    )
    height = HEAD + tall + 12 + HEAD * len(arrows)
    return Row(y, height, place.heading, halves, y + HEAD, arrows)


def _half(entries: Sequence[Entry], x: float, nothing: str) -> Said:
    """Return one half of a row: the child's own entry where there is one, for the picture is of the child's day."""
    one = next(iter(entries), None)
    if one is None:
        return Said(x, "", (nothing,))
    lines = wrap(f"“{one.words}”" if one.verbatim else one.words, LONGEST)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: LONGEST - 1]}…"]
    return Said(x, one.face.file if one.face else "", tuple(lines))


def mark_words(mark: MarkSaid, found: ThenAndNow) -> str:
    """Return whose mark it is and what it says."""
    who = "You" if mark.mine else found.child if mark.source == Source.CHILD else mark.who
    return f"{who}: {mark.mark.label.lower()}"


def _spoken(place: PlaceThenNow, found: ThenAndNow) -> str:
    said = "; ".join(mark_words(one, found) for one in place.marks)
    return f"{place.heading}. {said or 'Nobody has said what became of it'}."
