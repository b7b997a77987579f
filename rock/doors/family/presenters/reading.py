"""What a reader may read of a report, and of a child's day: frozen, field by field, every text past the guard."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rock.core import time
from rock.core.words import on_day
from rock.doors.family.guard import Guard
from rock.doors.family.words import told
from rock.practice.assessments.models import Reading
from rock.practice.assessments.queries.reading import ReadPassage, is_answerable, is_over
from rock.practice.visits.day import Cell, Day, Entry
from rock.records.models import DayKind


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage, and what the reader said to it; `changed` says that the words are others since."""

    id: int
    wording: int
    title: str
    words: tuple[str, ...]
    said: str
    said_words: str
    said_on: str
    changed: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the page of one report shows."""

    id: int
    child: str
    answer_by: str
    over: bool
    open: bool
    finished: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ReportShown:
    """One report in the list of what there is to read: whose it is about, and how far the reader is with it."""

    id: int
    child: str
    answer_by: str
    over: bool
    open: bool
    finished: str


def reports_shown(rows: Iterable[tuple[Reading, str]]) -> list[ReportShown]:
    """Return the reports that a reader was given, each with the name of its child."""
    return [ReportShown(reading.assessment_id, child, *_stage(reading)) for reading, child in rows]


def _stage(reading: Reading) -> tuple[str, bool, bool, str]:
    return (
        on_day(reading.answer_by) if reading.answer_by else "",
        is_over(reading, time.today()),
        is_answerable(reading.assessment),
        on_day(reading.finished_at) if reading.finished_at else "",
    )


def report_page(reading: Reading, child: str, passages: list[ReadPassage], guard: Guard, day: date) -> ReportPage:
    """Return the page of one report for one reader."""
    return ReportPage(
        id=reading.assessment_id,
        child=child,
        answer_by=on_day(reading.answer_by) if reading.answer_by else "",
        over=is_over(reading, day),
        open=is_answerable(reading.assessment),
        finished=on_day(reading.finished_at) if reading.finished_at else "",
        passages=tuple(_passage(row) for row in passages if guard.lets(row.words, source="passage", row=row.pk)),
    )


def _passage(row: ReadPassage) -> Passage:
    said = row.answer
    return Passage(
        id=row.pk,
        wording=row.wording,
        title=told(str(row.label)),
        words=tuple(part.strip() for part in row.words.split("\n") if part.strip()),
        said=told(said.label) if said else "",
        said_words=said.words if said else "",
        said_on=on_day(said.at) if said else "",
        changed=bool(said and said.changed_since),
    )


@dataclass(frozen=True, slots=True)
class SaidOfDay:
    """What somebody said or showed of a part of the day."""

    who: str
    words: str
    verbatim: bool
    translation: str
    runs_out: str
    pictures: tuple[str, ...]
    when: str


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day of which something may be read."""

    title: str
    said: tuple[SaidOfDay, ...]


def day_shown(day: Day, guard: Guard) -> tuple[PartOfDay, ...]:
    """Return the parts of a day of which this reader may read something; of the others nothing says that they are there."""
    parts = (PartOfDay(told(str(row.slot.label)), _cells(row.cells, guard)) for row in day.rows)
    return tuple(part for part in parts if part.said)


def _cells(cells: tuple[Cell, ...], guard: Guard) -> tuple[SaidOfDay, ...]:
    return tuple(found for cell in cells for entry in cell.entries if (found := entry_shown(entry, guard)))


def entry_shown(entry: Entry, guard: Guard) -> SaidOfDay | None:
    """Return what somebody said of the day, or None where it would give something hidden away."""
    text = f"{entry.who} {entry.words} {entry.translation} {entry.runs_out}"
    if not guard.lets(text, source="day", row=entry.pk):
        return None
    face = (entry.face.file,) if entry.face else ()
    return SaidOfDay(
        who=entry.who,
        words=entry.words,
        verbatim=entry.verbatim,
        translation=entry.translation,
        runs_out=_("Runs out: %(what)s") % {"what": entry.runs_out} if entry.runs_out else "",
        pictures=(*face, *(picture.file for picture in entry.pictures)),
        when=_when(entry),
    )


def _when(entry: Entry) -> str:
    """Return when it was said, and of which kind of day where that is not an ordinary one."""
    day = on_day(entry.said_on)
    return day if entry.day_kind == DayKind.ORDINARY.label else f"{day}, {told(entry.day_kind)}"
