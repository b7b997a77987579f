"""The shape of a child's day as every page draws it: rows of slots, cells of sources, entries of speakers."""

from dataclasses import dataclass
from datetime import datetime

from rock.practice.visits.pictures import Face, Picture
from rock.records.models import DayKind, Slot, Source


@dataclass(frozen=True)
class Entry:
    """What one speaker said or showed of a slot; `need` is “Money”, “Care” … and empty where nobody asked."""

    pk: int
    statement_id: int
    speaker_id: int | None
    words: str
    verbatim: bool
    language: str
    translation: str
    interpreter: str
    face: Face | None
    pictures: tuple[Picture, ...]
    need: str
    runs_out: str
    said_on: datetime
    who: str
    day_kind: str
    carer: str
    carer_id: int | None = None
    corrected: str = ""


@dataclass(frozen=True)
class Cell:
    """One source's entries of a slot, the newest first; `earlier` counts what the same speakers said before."""

    source: Source
    entries: tuple[Entry, ...] = ()
    earlier: int = 0

    @property
    def unheard(self) -> bool:
        """Return whether nobody of this source has said anything."""
        return not self.entries


@dataclass(frozen=True)
class Row:
    """One slot of the day."""

    slot: Slot
    cells: tuple[Cell, ...]

    @property
    def unheard(self) -> bool:
        """Return whether nobody has said anything of this slot."""
        return all(cell.unheard for cell in self.cells)

    @property
    def need_asked(self) -> bool:
        """Return whether anybody was asked about money or care here."""
        return any(entry.need for cell in self.cells for entry in cell.entries)


@dataclass(frozen=True)
class Day:
    """A child's day; in one built for a reader (`for_reader`) nothing says what is unheard, or that anything is left out."""

    child: str
    is_baby: bool
    sources: tuple[Source, ...]
    rows: tuple[Row, ...]
    for_reader: bool = False
    day_kind: DayKind | None = None

    @property
    def latest(self) -> datetime | None:
        """Return when the newest entry was said, None in an empty day."""
        return max((entry.said_on for row in self.rows for cell in row.cells for entry in cell.entries), default=None)
