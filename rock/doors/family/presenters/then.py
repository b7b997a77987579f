"""What has changed for a child, for one reader: the day then beside the day now, and what was said and done. Past the guard."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rock.core.words import on_day
from rock.doors.family.guard import Guard
from rock.doors.family.presenters.reading import SaidOfDay, entry_shown
from rock.doors.family.queries.then import ThenRead, WishDone
from rock.doors.family.words import MARKS, told
from rock.practice.plans.picture import ARROWS
from rock.practice.plans.queries.then_and_now import Changed, MarkSaid, PlaceThenNow
from rock.practice.visits.day import Entry
from rock.records.models import DayKind, Source


@dataclass(frozen=True, slots=True)
class MarkShown:
    """What somebody says became of a part of the day: whose it is, in words, with the path of its arrow."""

    who: str
    mark: str
    arrow: str
    words: str
    on: str


@dataclass(frozen=True, slots=True)
class PartThenNow:
    """A part of the day, then and now; an empty side says nothing about why."""

    title: str
    then: tuple[SaidOfDay, ...]
    now: tuple[SaidOfDay, ...]
    marks: tuple[MarkShown, ...]

    @property
    def compares(self) -> bool:
        """Return whether something can be set beside something, or somebody said what became of it."""
        return bool(self.marks or (self.then and self.now))


@dataclass(frozen=True, slots=True)
class SaidDone:
    """A wish of the child, and what was done about it."""

    said: str
    did: str
    on: str


@dataclass(frozen=True, slots=True)
class ThenPage:
    """All that the page shows; `parts` can be compared, of the `others` something was said then or now."""

    child: str
    parts: tuple[PartThenNow, ...]
    others: tuple[PartThenNow, ...]
    changed: tuple[SaidDone, ...]
    wishes: tuple[SaidDone, ...]


def then_page(read: ThenRead, guard: Guard) -> ThenPage | None:
    """Return the page, or None where nothing of it is this reader's to read."""
    found, child = read.found, read.child.name
    if not guard.lets(child, source="child", row=read.child.person_id):
        return None
    parts = tuple(filter(None, (_part(row, child, guard) for row in found.rows))) if found else ()
    changed = tuple(filter(None, (_changed(one, guard) for one in found.changed))) if found else ()
    done = tuple(filter(None, (_wish(one, guard) for one in read.wishes)))
    beside, others = tuple(one for one in parts if one.compares), tuple(one for one in parts if not one.compares)
    return ThenPage(child, beside, others, changed, done) if parts or changed or done else None


def _part(row: PlaceThenNow, child: str, guard: Guard) -> PartThenNow | None:
    then, now = _said(row.then, guard), _said(row.now, guard)
    marks = tuple(filter(None, (_mark(one, child, guard) for one in row.marks)))
    if not (then or now or marks) or not guard.lets(row.carer, source="day", row=0):
        return None
    return PartThenNow(_title(row), then, now, marks)


def _title(row: PlaceThenNow) -> str:
    parts = [told(str(row.slot.label))]
    if row.carer:
        parts.append(_("with %(name)s") % {"name": row.carer})
    if row.day_kind != DayKind.ORDINARY:
        parts.append(told(str(row.day_kind.label)))
    return ", ".join(parts)


def _said(entries: Iterable[Entry], guard: Guard) -> tuple[SaidOfDay, ...]:
    return tuple(filter(None, (entry_shown(one, guard) for one in entries)))


def _mark(said: MarkSaid, child: str, guard: Guard) -> MarkShown | None:
    who = _("You") if said.mine else child if said.source == Source.CHILD else said.who
    if not guard.lets(f"{who} {said.words}", source="day", row=said.statement_id or 0):
        return None
    return MarkShown(who, str(MARKS[said.mark]), ARROWS[said.mark], said.words, on_day(said.on))


def _changed(one: Changed, guard: Guard) -> SaidDone | None:
    if not guard.lets(f"{one.words} {one.who}", source="day", row=one.statement_id):
        return None
    return SaidDone(one.words, one.who, on_day(one.on))


def _wish(wish: WishDone, guard: Guard) -> SaidDone | None:
    if not guard.lets(f"{wish.said} {wish.did}", source="day", row=wish.statement_id):
        return None
    return SaidDone(wish.said, wish.did, on_day(wish.on))
