"""A child's day, side by side: a row for each slot, a cell for each source, and in it what each speaker said last.

What two people say differently stands beside each other; a cell that nobody filled is unheard and shown as unheard.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from rock.core import time
from rock.core.built_once import built_once
from rock.practice.visits.ages import months_old
from rock.practice.visits.day import Cell, Day, Entry, Row
from rock.practice.visits.pictures import FACES, pictures
from rock.records.models import Audience, DayEntry, DayKind, Need, Person, Slot, Source, Statement
from rock.records.queries.standing import words_not_under_move

ALWAYS_ASKED = (Source.CHILD, Source.PARENT, Source.WORKER)
BABY_MONTHS = 12


def day_of(
    child_ids: Iterable[int],
    *,
    day_kind: DayKind | None = None,
    carer: int | None = None,
    until: date | None = None,
) -> Day:
    """Return the day of a child (every record that is one with them), whom the caller has reached (two queries).

    `until` gives the day as it was known at the end of that date; `carer` is a person's id.
    """
    ids = list(child_ids)
    return _day(_child(ids), _entries(ids, day_kind, carer, until), day_kind)


@dataclass(frozen=True)
class Chosen:
    """The part of a day that was asked for, and what else could be: kinds of day, and with whom."""

    day: Day
    kinds: list[DayKind]
    carers: list[Person]


def chosen_day(child: Person, ids: Iterable[int], *, day_kind: DayKind | None, carer: int | None) -> Chosen:
    """Return a child's day of one kind, with one carer, beside what there is to choose (one query)."""
    rows = entries_of(ids)
    part = [row for row in rows if day_kind in (None, row.day_kind) and carer in (None, row.carer_id)]
    carers = {row.carer.pk: row.carer for row in rows if row.carer}
    kinds = {row.day_kind for row in rows}
    return Chosen(_day(child, part, day_kind), [kind for kind in DayKind if kind in kinds], list(carers.values()))


def shared_day(
    child_ids: Iterable[int],
    reader_ids: Iterable[int],
    *,
    day_kind: DayKind | None = None,
    carer: int | None = None,
    until: date | None = None,
) -> Day:
    """Return of a child's day what this reader outside (all their records) may read now, and nothing else (two queries).

    What waits to be moved or removed is left out; so is what was corrected since.
    """
    ids = list(child_ids)
    rows = _entries(ids, day_kind, carer, until).filter(_shared_with(reader_ids)).annotate(outside=Value(True))
    return replace(_day(_child(ids), rows, day_kind), for_reader=True)


def _shared_with(reader_ids: Iterable[int]) -> Q:
    """Return the condition that a reader outside (all their records) may read an entry now."""
    open_to = Audience.objects.filter(
        statement=OuterRef("statement"), reader__in=list(reader_ids), starts__lte=time.now()
    )
    still = Exists(open_to.filter(Q(ends__isnull=True) | Q(ends__gt=time.now())))
    return Q(still) & words_not_under_move("statement__")


def entries_of(
    child_ids: Iterable[int], *, reader_ids: Iterable[int] | None = None, until: date | None = None
) -> list[DayEntry]:
    """Return every standing entry of a child's day, the newest first; for a reader outside only theirs (one query)."""
    return _entries_for(frozenset(child_ids), None if reader_ids is None else frozenset(reader_ids), until)


@built_once
def _entries_for(ids: frozenset[int], readers: frozenset[int] | None, until: date | None) -> QuerySet[DayEntry]:
    rows = _entries(ids, None, None, until)
    return rows if readers is None else rows.filter(_shared_with(readers)).annotate(outside=Value(True))


def day_from(child: Person, rows: Iterable[DayEntry]) -> Day:
    """Return the day of a child out of entries that were read already (`entries_of`)."""
    return _day(child, rows, None)


def _entries(
    ids: Collection[int], day_kind: DayKind | None, carer: int | None, until: date | None
) -> QuerySet[DayEntry]:
    rows = DayEntry.objects.filter(child__in=ids, statement__signed_off_at__isnull=False)
    rows = rows.filter(day_kind=day_kind) if day_kind else rows
    rows = rows.filter(carer=carer) if carer else rows
    rows = rows.filter(statement__occasion__happened_at__date__lte=until) if until else rows
    newer = Statement.objects.filter(corrects=OuterRef("statement"))
    rows = rows.filter(~Exists(newer)).annotate(interpreter=F("statement__occasion__visit__interpreter"))
    said = ("statement__speaker", "statement__speaker_staff", "statement__occasion", "statement__corrects", "carer")
    standing = Statement.objects.filter(words_not_under_move(), original=OuterRef("statement")).order_by("pk")
    rows = rows.select_related(*said).annotate(translated=ArraySubquery(standing.values("words")))
    return rows.order_by("-statement__occasion__happened_at", "-pk")


def _child(ids: list[int]) -> Person | None:
    return Person.objects.filter(pk__in=ids).order_by("pk").first()


def _day(child: Person | None, rows: Iterable[DayEntry], day_kind: DayKind | None) -> Day:
    found: dict[tuple[str, str], list[DayEntry]] = {}
    for row in rows:
        found.setdefault((row.slot, row.source), []).append(row)
    heard = {source for _, source in found}
    sources = tuple(source for source in Source if source in ALWAYS_ASKED or source in heard)
    table = tuple(Row(slot, tuple(_cell(source, found.get((slot, source), [])) for source in sources)) for slot in Slot)
    return Day(called(child), _is_baby(child), sources, table, day_kind=day_kind)


def _cell(source: Source, rows: list[DayEntry]) -> Cell:
    """Return each speaker's newest entry (for each carer and kind of day), and how many came before."""
    newest: dict[tuple[object, ...], DayEntry] = {}
    for row in rows:
        said = row.statement
        whose = (said.speaker_id, said.speaker_staff_id, said.speaker_name, row.carer_id, row.day_kind)
        newest.setdefault(whose, row)
    same_visit = [row for row in rows if row in newest.values() or _beside(row, newest.values())]
    return Cell(source, tuple(map(entry_of, same_visit)), len(rows) - len(same_visit))


def _beside(row: DayEntry, newest: Iterable[DayEntry]) -> bool:
    """Return whether an entry was said on the same occasion as the speaker's newest: both stand."""
    return any(
        one.statement.occasion_id == row.statement.occasion_id and one.statement.speaker_id == row.statement.speaker_id
        for one in newest
    )


def _who(row: DayEntry) -> str:
    """Return whose words they are; to a reader outside by first name, for a family name may be new and hidden from them."""
    said = row.statement
    if said.speaker and getattr(row, "outside", False):
        return said.speaker.given_name or str(said.speaker)
    return str(said.speaker or said.speaker_staff or said.speaker_name)


def entry_of(row: DayEntry) -> Entry:
    """Return a day entry as pages show it."""
    said = row.statement
    known = pictures()
    return Entry(
        pk=row.pk,
        statement_id=said.pk,
        speaker_id=said.speaker_id,
        words=said.words,
        verbatim=said.verbatim,
        language=said.language,
        translation=" ".join(getattr(row, "translated", ())),
        # What a worker saw, nobody interpreted.
        interpreter="" if row.source == Source.WORKER else getattr(row, "interpreter", "") or "",
        face=next((face for face in FACES if face.number == row.face), None),
        pictures=tuple(known[key] for key in row.pictures if key in known),
        need="" if row.need == Need.NOT_ASKED else Need(row.need).label,
        runs_out=row.runs_out,
        said_on=said.occasion.happened_at,
        who=_who(row),
        day_kind=DayKind(row.day_kind).label,
        carer=str(row.carer) if row.carer else "",
        carer_id=row.carer_id,
        corrected=said.corrects.words if said.corrects else "",
    )


def called(child: Person | None) -> str:
    """Return how a child is called on a page about them."""
    return (child.given_name or str(child)) if child else ""


def _is_baby(child: Person | None) -> bool:
    months = months_old(child, time.today()) if child else None
    return months is not None and months < BABY_MONTHS
