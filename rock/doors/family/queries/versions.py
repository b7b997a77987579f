"""A plan as it was agreed, each time as far as this reader may read it now: what is not shared with them moves nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from rock.doors.family.queries.doors import Door
from rock.doors.family.queries.open import open_to
from rock.doors.family.queries.plans import Place
from rock.practice.plans.models import PlanWording, VersionAnswer, VersionWording
from rock.records.models import StatementAbout
from rock.records.queries.standing import not_under_move, words_not_under_move


@dataclass(frozen=True)
class VersionRead:
    """A version as the reader reads it; `on` is None for the plan as it reads now, `agrees` where they were not asked."""

    on: date | None
    lines: tuple[PlanWording, ...]
    agrees: bool | None = None
    knows: bool | None = None

    @property
    def says(self) -> tuple[int, ...]:
        """Return the keys of the wordings: two versions with the same ones read alike."""
        return tuple(one.pk for one in self.lines)


def versions_read(door: Door, place: Place) -> list[VersionRead]:
    """Return the agreed versions of which the reader may read anything, the oldest first (one query).

    One that reads to them as the one before does is left out, unless they were asked about it themselves: its day alone
    would say that something else was changed. Of a plan that stands, how it reads now comes last, if that is another.
    """
    read = _by_item(row for row in _readable(door, place) if _is_theirs(door, place, row))
    found: list[VersionRead] = []
    for one in _versions(read):
        if one.agrees is not None or not found or found[-1].says != one.says:
            found.append(one)
    now = VersionRead(None, tuple(rows[-1] for rows in read.values() if rows[-1].item.removed_at is None))
    stands = place.plan.ended_on is None
    return [*found, now] if found and stands and found[-1].says != now.says else found


def _readable(door: Door, place: Place) -> QuerySet[PlanWording, Any]:
    """Return every wording that is shared with the reader; words that were moved to another child are not this plan's."""
    about = StatementAbout.objects.filter(statement=OuterRef("statement"), person__in=place.child.ids)
    rows = PlanWording.objects.filter(
        Exists(open_to(door).filter(statement=OuterRef("statement"))),
        Exists(about),
        words_not_under_move("statement__"),
        not_under_move("item__promise__made_on__"),
        item__plan=place.plan,
    )
    known = ("statement__speaker", "statement__speaker_staff", "owner", "owner_staff", "item__promise")
    stood = VersionWording.objects.filter(wording__item=OuterRef("item"))
    said = VersionAnswer.objects.filter(version__plan=place.plan, person__in=door.ids).order_by("pk")
    rows = rows.annotate(stood=ArraySubquery(stood.values(json=_STOOD)), said=ArraySubquery(said.values(json=_SAID)))
    return rows.select_related(*known).order_by("item__position", "item", "number")


_STOOD = JSONObject(version="version__number", on="version__agreed_on", number="wording__number")
_SAID = JSONObject(version="version__number", agrees="agrees", knows="knows_what_if")


def _is_theirs(door: Door, place: Place, row: PlanWording) -> bool:
    """Return whether a line is the reader's to see: whoever sees nothing of the child sees what is their own."""
    promise = row.item.promise
    own = {row.owner_id, row.statement.speaker_id, promise.idea_of_id if promise else None}
    return place.whole or bool(own & door.ids)


def _by_item(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


def _as_of(rows: list[Any], number: int) -> PlanWording | None:
    """Return how the reader read a line when it stood at this wording: the last up to it that is shared with them."""
    return next((row for row in reversed(rows) if row.number <= number), None)


def _versions(read: dict[int, list[Any]]) -> Iterable[VersionRead]:
    """Return each version in which the reader reads a line, the first agreed first, with what they said to it."""
    stood = {item: {one["version"]: one for one in rows[0].stood} for item, rows in read.items()}
    said = {one["version"]: one for rows in read.values() for one in rows[0].said}
    days = {number: one["on"] for versions in stood.values() for number, one in versions.items()}
    for number in sorted(days):
        at = {item: versions[number]["number"] for item, versions in stood.items() if number in versions}
        lines = tuple(line for item, rows in read.items() if (line := _as_of(rows, at.get(item, 0))))
        own = said.get(number, {})
        if lines:
            yield VersionRead(date.fromisoformat(days[number]), lines, own.get("agrees"), own.get("knows"))
