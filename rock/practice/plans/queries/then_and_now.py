"""The same day then and now: what was said of each part of it before a day, what after, and what each says became of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from rock.core import time
from rock.practice.plans.models import Review
from rock.practice.plans.services.review_checks import is_baby
from rock.practice.visits.day import Entry
from rock.practice.visits.queries.day import called, entries_of, entry_of
from rock.records.hidden import NOTHING, Tokens
from rock.records.models import Audience, DayEntry, DayKind, Mark, Person, Slot, SlotMark, Source
from rock.records.queries.standing import words_not_under_move

Place = tuple[str, str, int]


@dataclass(frozen=True)
class MarkSaid:
    """What somebody says became of a part of the day; `words` are empty where they only chose."""

    statement_id: int | None
    source: Source
    who: str
    mine: bool
    mark: Mark
    words: str
    on: date


@dataclass(frozen=True)
class PlaceThenNow:
    """One part of the day, on one kind of day, with one carer: what was said then and now, and each mark."""

    slot: Slot
    day_kind: DayKind
    carer: str
    then: tuple[Entry, ...]
    now: tuple[Entry, ...]
    marks: tuple[MarkSaid, ...]

    @property
    def heading(self) -> str:
        """Return what the row is about, in words."""
        more = [f"with {self.carer}"] if self.carer else []
        more += [DayKind(self.day_kind).label.lower()] if self.day_kind != DayKind.ORDINARY else []
        return ", ".join([str(Slot(self.slot).label), *more])

    @property
    def compares(self) -> bool:
        """Return whether there is something to set beside now: what was said then, or what became of it."""
        return bool(self.then or self.marks)


@dataclass(frozen=True)
class Changed:
    """What the worker wrote changed it, and when."""

    statement_id: int
    words: str
    who: str
    on: date


@dataclass(frozen=True)
class ThenAndNow:
    """A child's day before `since` beside the day after it; in one for a reader nothing says that something is left out."""

    child: str
    is_baby: bool
    since: date
    until: date
    rows: tuple[PlaceThenNow, ...]
    changed: tuple[Changed, ...] = ()
    for_reader: bool = False


def then_and_now(
    child_ids: Iterable[int], since: date, until: date | None = None, *, child: Person | None = None
) -> ThenAndNow:
    """Return the day then and now of a child whom the caller has reached, for the staff (four queries, three with `child`)."""
    ids = list(child_ids)
    day = until or time.today()
    marks, reviews = _marks(ids, since, day), _reviews(ids, since, day)
    return _beside(ids, child, since, day, entries_of(ids, until=day), marks, reviews)


def then_and_now_from(plan: Any, entries: list[DayEntry], since: date, until: date | None = None) -> ThenAndNow:
    """Return the day then and now of a plan that `plans_of` read, out of entries that were read already (one query)."""
    day, ids = until or time.today(), [plan.child_id]
    found = _beside(ids, plan.child, since, day, entries, _marks(ids, since, day), ())
    changed = (
        Changed(row["said"], row["words"], row["who"], day_held(row)) for row in reversed(plan.looked) if row["said"]
    )
    return replace(found, changed=_between(changed, since, day))


def day_held(row: dict[str, Any]) -> date:
    """Return the date of a review, as `plans_of` reads it."""
    return timezone.localtime(datetime.fromisoformat(row["on"])).date()


def shared_then_and_now(
    child_ids: Iterable[int],
    reader_ids: Collection[int],
    since: date,
    until: date | None = None,
    *,
    child: Person | None = None,
    changed: Iterable[Changed] | None = None,
    hidden: Tokens = NOTHING,
) -> ThenAndNow:
    """Return of it what a reader outside (all their records) may read: only statements that are shared with them.

    A mark is a statement too. What would give something hidden away (`hidden`) is left out without a trace. Whoever read
    the child, and what changed it as far as this reader may, gives both (two queries, else four).
    """
    ids = list(child_ids)
    day = until or time.today()
    readable = Audience.objects.filter(reader__in=list(reader_ids), starts__lte=time.now()).filter(
        Q(ends__isnull=True) | Q(ends__gt=time.now())
    )
    marks = _marks(ids, since, day).filter(
        Exists(readable.filter(statement=OuterRef("statement"))), words_not_under_move("statement__")
    )
    reviews = _reviews(ids, since, day).filter(
        Exists(readable.filter(statement=OuterRef("what_changed"))), words_not_under_move("what_changed__")
    )
    entries = entries_of(ids, reader_ids=reader_ids, until=day)
    found = _beside(ids, child, since, day, entries, marks, reviews if changed is None else (), set(reader_ids), hidden)
    return found if changed is None else replace(found, changed=_between(changed, since, day))


def _between(changed: Iterable[Changed], since: date, until: date) -> tuple[Changed, ...]:
    return tuple(one for one in changed if since <= one.on <= until and (one.on > since or since == until))


def _marks(ids: list[int], since: date, until: date) -> QuerySet[SlotMark]:
    rows = SlotMark.objects.filter(_within("occasion__happened_at__date", since, until), child__in=ids)
    rows = rows.select_related("occasion", "statement", "person", "staff", "carer")
    return rows.order_by("-occasion__happened_at", "pk")


def _reviews(ids: list[int], since: date, until: date) -> QuerySet[Review]:
    rows = Review.objects.filter(_within("occasion__happened_at__date", since, until), plan__child__in=ids)
    rows = rows.filter(what_changed__isnull=False).select_related("what_changed__speaker_staff", "occasion")
    return rows.order_by("occasion__happened_at")


def _within(column: str, since: date, until: date) -> Q:
    """Return the condition of after `since` (of that day itself, where it is all there is) and up to `until`."""
    after = {f"{column}__gte" if since == until else f"{column}__gt": since}
    return Q(**after, **{f"{column}__lte": until})


def _beside(
    ids: list[int],
    child: Person | None,
    since: date,
    until: date,
    entries: list[DayEntry],
    marks: Iterable[SlotMark],
    reviews: Iterable[Review],
    reader_ids: Collection[int] = frozenset(),
    hidden: Tokens = NOTHING,
) -> ThenAndNow:
    whose = child or Person.objects.filter(pk__in=ids).order_by("pk").first()
    entries = [row for row in entries if not hidden.betrayed_by(f"{row.statement.words}\n{row.runs_out}")]
    said = defaultdict(list)
    for mark in marks:
        said[_place(mark)].append(_said(mark, reader_ids))
    then = _last(row for row in entries if _day(row) <= since)
    now = _last(row for row in entries if _day(row) > since)
    name = called if reader_ids else str
    carers: dict[int | None, str] = {row.carer_id: name(row.carer) for row in entries}
    carers |= {row.carer_id: name(row.carer) for row in marks}
    shown = {place: [one for one in rows if not hidden.betrayed_by(one.words)] for place, rows in said.items()}
    places = sorted({*then, *now, *shown}, key=lambda one: (_SLOTS.index(one[0]), _KINDS.index(one[1]), one[2]))
    return ThenAndNow(
        child=called(whose),
        is_baby=whose is not None and is_baby(whose, until),
        since=since,
        until=until,
        rows=tuple(_row(one, carers, then, now, shown) for one in places if one in then or one in now or shown[one]),
        changed=tuple(one for one in map(_changed, reviews) if not hidden.betrayed_by(one.words)),
        for_reader=bool(reader_ids),
    )


_SLOTS, _KINDS = list(Slot.values), list(DayKind.values)


def _row(
    place: Place,
    carers: dict[int | None, str],
    then: dict[Place, tuple[Entry, ...]],
    now: dict[Place, tuple[Entry, ...]],
    marks: dict[Place, list[MarkSaid]],
) -> PlaceThenNow:
    slot, kind, carer = place
    return PlaceThenNow(
        Slot(slot),
        DayKind(kind),
        carers.get(carer, "") if carer else "",
        then.get(place, ()),
        now.get(place, ()),
        _newest(marks.get(place, [])),
    )


def _newest(marks: list[MarkSaid]) -> tuple[MarkSaid, ...]:
    """Return the newest mark of each, in the order child, parent, worker."""
    latest: dict[tuple[str, str], MarkSaid] = {}
    for one in marks:
        latest.setdefault((one.source, one.who), one)
    return tuple(sorted(latest.values(), key=lambda one: list(Source).index(one.source)))


def _place(row: DayEntry | SlotMark) -> Place:
    return (row.slot, row.day_kind, row.carer_id or 0)


def _day(row: DayEntry) -> date:
    return timezone.localtime(row.statement.occasion.happened_at).date()


def _last(rows: Iterable[DayEntry]) -> dict[Place, tuple[Entry, ...]]:
    """Return what each speaker said last of each place, the child first; the rows come newest first."""
    found: dict[Place, list[DayEntry]] = defaultdict(list)
    newest: dict[tuple[object, ...], int] = {}
    for row in rows:
        said = row.statement
        whose = (_place(row), row.source, said.speaker_id, said.speaker_staff_id, said.speaker_name)
        if newest.setdefault(whose, said.occasion_id) == said.occasion_id:
            found[_place(row)].append(row)
    return {place: tuple(map(entry_of, sorted(said, key=_by_source))) for place, said in found.items()}


def _by_source(row: DayEntry) -> int:
    return list(Source).index(Source(row.source))


def _said(row: SlotMark, reader_ids: Collection[int]) -> MarkSaid:
    said = row.statement
    return MarkSaid(
        statement_id=row.statement_id,
        source=Source(row.source),
        who=called(row.person) if reader_ids and row.person else str(row.person or row.staff or ""),
        mine=row.person_id in reader_ids,
        mark=Mark(row.mark),
        words=said.words if said and said.verbatim else "",
        on=timezone.localtime(row.occasion.happened_at).date(),
    )


def _changed(row: Review) -> Changed:
    said = row.what_changed
    if said is None:
        raise ValueError("only reviews with words about what changed it come here")
    return Changed(said.pk, said.words, str(said.speaker_staff), timezone.localtime(row.occasion.happened_at).date())
