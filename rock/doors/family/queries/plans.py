"""The plans that a reader has a part in, each only as far as their relation to the child allows."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from rock.core.built_once import built_once
from rock.doors.family.queries.around import ChildRow, Sees, children_around
from rock.doors.family.queries.doors import Door, Reader
from rock.doors.family.queries.open import open_to
from rock.practice.plans.as_read import ItemForReader, PlanForReader
from rock.practice.plans.models import (
    ItemKind,
    Plan,
    PlanItem,
    PlanMember,
    PlanVersion,
    PlanWording,
    VersionAnswer,
    VersionWording,
)
from rock.practice.plans.queries.for_reader import plan_as_read
from rock.records.hidden import NOTHING
from rock.records.models import Person
from rock.records.queries.standing import not_under_move, words_not_under_move


@dataclass(frozen=True)
class Agreed:
    """The version that was agreed last, and what the reader said to it: `knows` is None where they were not asked."""

    version: int
    on: str
    agrees: bool | None
    knows: bool | None


@dataclass(frozen=True)
class Place:
    """The reader's part in the plan of one child; `person` is the record of theirs that stands in it.

    `kept` says that a version was agreed of which they may read something.
    """

    child: ChildRow
    plan: Plan
    person: Person
    agreed: Agreed | None
    kept: bool = False

    @property
    def whole(self) -> bool:
        """Return whether the reader sees what is shared with them, or only what is their own."""
        return self.child.sees is not Sees.OWN


@dataclass(frozen=True)
class PlanRead:
    """A plan at this door: `read` is None where nothing is there for this reader yet."""

    place: Place
    read: PlanForReader | None

    def of(self, kind: str) -> list[ItemForReader]:
        """Return the lines of a kind that are this reader's to see."""
        rows = self.read.of(kind) if self.read else []
        return [one for one in rows if self._is_theirs(one)]

    @property
    def promises(self) -> list[ItemForReader]:
        """Return the promises that are this reader's to see, open ones first."""
        return [one for one in self.read.promises if self._is_theirs(one)] if self.read else []

    def line(self, pk: int) -> ItemForReader | None:
        """Return one line, if it is this reader's to see."""
        return next((one for kind in ItemKind for one in self.of(kind) if one.pk == pk), None)

    def _is_theirs(self, line: ItemForReader) -> bool:
        promise = line.promise
        return self.place.whole or line.by_me or (promise is not None and (promise.mine or promise.idea == "mine"))


def places_of(door: Door, around: list[ChildRow] | None = None) -> list[Place]:
    """Return the plans that the reader writes with us, of children who are theirs to see or to help (two queries).

    Where the children around the reader are there already, they are given (one query).
    """
    return _places(door, around, ended=False)


def ended_open_to(door: Door | Reader) -> QuerySet[Plan]:
    """Return the plans that ended last, each of its child, of which this reader may read why."""
    after = Q(ended_on__isnull=True) | Q(ended_on__gt=OuterRef("ended_on"))
    again = Plan.objects.filter(
        after | Q(ended_on=OuterRef("ended_on"), pk__gt=OuterRef("pk")), child=OuterRef("child")
    )
    shared = open_to(door).filter(statement=OuterRef("ended_because"))
    shown = not_under_move("occasion__") & words_not_under_move("ended_because__")
    return Plan.objects.filter(shown, Exists(shared), ~Exists(again), ended_on__isnull=False)


def place_ever(door: Door, child: int) -> Place | None:
    """Return the reader's part in the plan of one child, or in the one that ended, if they may read why (two queries)."""
    found = _places(door, ended=True)
    return next((one for one in found if child in one.child.ids), None)


def _places(door: Door, around: list[ChildRow] | None = None, *, ended: bool) -> list[Place]:
    children = {pk: row for row in (children_around(door) if around is None else around) for pk in row.ids}
    found: dict[int, Place] = {}
    for row in _parts(door.ids, frozenset(door.families), frozenset(children), ended):
        found.setdefault(row.plan_id, Place(children[row.plan.child_id], row.plan, row.person, _agreed(row), row.kept))
    order = list(children)
    return sorted(found.values(), key=lambda one: order.index(one.plan.child_id))


@built_once
def _parts(
    ids: frozenset[int], families: frozenset[int], children: frozenset[int], ended: bool
) -> QuerySet[PlanMember]:
    door, standing = Reader(ids, families), Q(plan__ended_on__isnull=True)
    versions = PlanVersion.objects.filter(plan=OuterRef("plan")).order_by("-number")
    said = VersionAnswer.objects.filter(version__plan=OuterRef("plan"), person__in=door.ids).order_by("pk")
    rows = PlanMember.objects.filter(
        standing | Q(plan__in=ended_open_to(door)) if ended else standing,
        not_under_move("plan__occasion__"),
        person__in=door.ids,
        ends__isnull=True,
        plan__child__in=children,
    ).annotate(
        kept=Exists(_kept_for(door)),
        versions=ArraySubquery(versions.values(json=JSONObject(pk="pk", on="agreed_on"))[:1]),
        said=ArraySubquery(said.values(json=JSONObject(of="version_id", agrees="agrees", knows="knows_what_if"))),
    )
    return rows.select_related("plan__occasion", "plan__family", "plan__child", "plan__lead", "person")


def _kept_for(door: Door | Reader) -> QuerySet[VersionWording]:
    shared = open_to(door).filter(statement=OuterRef("wording__statement"))
    return VersionWording.objects.filter(
        Exists(shared), words_not_under_move("wording__statement__"), version__plan=OuterRef("plan")
    )


def _agreed(row: Any) -> Agreed | None:
    if not row.versions:
        return None
    version = row.versions[0]
    own: dict[str, Any] = next((one for one in row.said if one["of"] == version["pk"]), {})
    return Agreed(version["pk"], version["on"], own.get("agrees"), own.get("knows"))


def place_of(door: Door, child: int) -> Place | None:
    """Return the reader's part in the plan of one child, by the number of any record of the child; None if they have none."""
    return next((one for one in places_of(door) if child in one.child.ids), None)


def read_plan(door: Door, place: Place) -> PlanRead:
    """Return a plan as this reader may read it (two queries). The door's guard looks at every text before it is shown."""
    return PlanRead(place, plan_as_read(place.plan, door.ids, NOTHING))


@dataclass(frozen=True)
class LineRead:
    """One line that the reader may see, with the wording that they read, as rows that can be written to."""

    plan: PlanRead
    line: ItemForReader
    wording: PlanWording

    @property
    def item(self) -> PlanItem:
        """Return the line's row."""
        return self.wording.item


def line_of(door: Door, item_pk: int) -> LineRead | None:
    """Return a line that this reader may see (five queries); None for every other, alike."""
    rows = PlanWording.objects.filter(item=item_pk).select_related(
        "statement", "owner", "owner_staff", "item__plan__child", "item__promise__owner"
    )
    wordings = {row.pk: row for row in rows}
    of = {row.item.plan_id for row in wordings.values()}
    place = next((one for one in places_of(door) if one.plan.pk in of), None)
    plan = read_plan(door, place) if place else None
    line = plan.line(item_pk) if plan else None
    return LineRead(plan, line, wordings[line.wording]) if plan and line else None
