"""A plan as the staff read it: every line with its voices and its readers, the promises, who writes it, how it stands."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404

from rock.accounts.models import User
from rock.core.built_once import built_once
from rock.practice.plans.models import (
    Drift,
    ItemKind,
    ItemView,
    Plan,
    PlanItem,
    PlanMember,
    PlanStanding,
    PlanVersion,
    Review,
)
from rock.reach.queries import Who, reachable_among, reached
from rock.records.models import Audience, Person, Promise, PromiseState

SOMEBODY = "Somebody whom you do not work with"


@dataclass(frozen=True)
class Voice:
    """What somebody said to an item, to which wording of it."""

    person_id: int | None
    staff: str
    view: str
    words: str
    on: str
    number: int


@dataclass(frozen=True)
class ItemLine:
    """An item with what was said to it, and who outside reads the words that stand now."""

    item: PlanItem
    voices: list[Voice]
    reader_ids: list[int]
    promise: Promise | None
    times_carried: int


@dataclass
class PlanPage:
    """All that a plan's page shows; `people` are the records that the user reaches, by id."""

    plan: Plan
    standings: list[dict[str, Any]]
    versions: list[dict[str, Any]]
    lines: dict[str, list[ItemLine]]
    members: list[dict[str, Any]]
    to_take_in: list[Promise]
    people: dict[int, Person] = field(default_factory=dict)

    def name(self, person_id: int | None) -> str:
        """Return somebody's name, where the user may know it."""
        person = self.people.get(person_id or 0)
        return (person.given_name or str(person)) if person else SOMEBODY

    @property
    def promises(self) -> list[ItemLine]:
        """Return the lines that are promises."""
        return self.lines.get(ItemKind.PROMISE, [])


def plans_of(user: Who) -> QuerySet[Plan]:
    """Return the plans of children whom the user reaches, with all that its pages begin with (narrow it further)."""
    standings = PlanStanding.objects.filter(plan=OuterRef("pk")).order_by("-starts", "-pk")
    versions = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number")
    reviews = Review.objects.filter(plan=OuterRef("pk")).order_by("-occasion__happened_at")
    said = {"said": "what_changed", "words": "what_changed__words", "who": "what_changed__speaker_staff__name"}
    looked = JSONObject(pk="pk", on="occasion__happened_at", since="since", **said)
    drift = Drift.objects.filter(child=OuterRef("child"), answered_at__isnull=True).order_by("since", "pk")
    still = JSONObject(
        pk="pk", kind="kind", since="since", promise="promise__what", wish="wish__statement__words", plan="plan"
    )
    rows = Plan.objects.filter(reached(user, "child_id")).select_related("child", "family", "lead", "occasion")
    members = PlanMember.objects.filter(plan=OuterRef("pk"), ends__isnull=True).order_by("part", "starts", "pk")
    return rows.annotate(
        writes=ArraySubquery(members.values(json=JSONObject(person="person_id", part="part"))),
        stood=ArraySubquery(standings.values(json=JSONObject(standing="standing", starts="starts", ends="ends"))),
        agreed=ArraySubquery(versions.values(json=JSONObject(number="number", on="agreed_on"))),
        looked=ArraySubquery(reviews.values(json=looked)),
        still=ArraySubquery(drift.values(json=still)),
    )


def plan_or_404(user: User, pk: int) -> Plan:
    """Return a plan of a child whom the user reaches; a stranger's and no such plan give the same answer."""
    found = _plan(user.pk, pk)
    if not found:
        raise Http404
    plan: Plan = found[0]
    return plan


@built_once
def _plan(user: int, pk: int) -> QuerySet[Plan]:
    return plans_of(user).select_related("ended_because").filter(pk=pk)


def item_or_404(plan: Plan, pk: int) -> PlanItem:
    """Return an item of this plan that still stands in it."""
    item = next((one for one in _items(plan.pk) if one.pk == pk), None)
    if item is None:
        raise Http404
    found: PlanItem = item
    return found


@built_once
def _items(plan: int) -> QuerySet[PlanItem]:
    views = ItemView.objects.filter(item=OuterRef("pk")).order_by("said_at", "pk")
    said = JSONObject(
        person=F("person_id"),
        staff=F("staff__name"),
        view=F("view"),
        words=F("statement__words"),
        on=F("said_at"),
        number=F("wording__number"),
    )
    readers = Audience.objects.filter(statement=OuterRef("wording__statement"), ends__isnull=True)
    rows = PlanItem.objects.filter(plan=plan, removed_at__isnull=True).annotate(
        said=ArraySubquery(views.values(json=said)), readers=ArraySubquery(readers.values("reader_id"))
    )
    rows = rows.select_related(
        "wording__statement__speaker_staff",
        "wording__statement__noticed",
        "wording__owner",
        "wording__owner_staff",
        "wording__by_staff",
        "wording__by_person",
        "promise",
    )
    return rows.order_by("position", "pk")


def plan_page(plan: Plan, user: User) -> PlanPage:
    """Return what a plan's page shows (three queries beside the plan's own)."""
    promises = {row.pk: row for row in _promises(plan.child_id)}
    carried = {row.pk: row.carried_from_id for row in promises.values()}
    lines: dict[str, list[ItemLine]] = defaultdict(list)
    for item in _items(plan.pk):
        lines[item.kind].append(line_of(item, promises.get(item.promise_id or 0), carried))
    taken = {one.promise.pk for rows in lines.values() for one in rows if one.promise}
    standing = [one for one in promises.values() if one.state == PromiseState.OPEN and one.pk not in taken]
    own: Any = plan
    page = PlanPage(plan, own.stood, own.agreed, dict(lines), own.writes, sorted(standing, key=lambda one: one.due_on))
    page.people = {person.pk: person for person in reachable_among(user, _ids(page))}
    return page


def line_of(item: PlanItem, promise: Promise | None, carried: dict[int, int | None]) -> ItemLine:
    """Return an item as a line, from what was read with it."""
    own: Any = item
    voices = [
        Voice(row["person"], row["staff"] or "", row["view"], row["words"] or "", row["on"], row["number"])
        for row in own.said
    ]
    return ItemLine(item, voices, own.readers, promise or item.promise, _times(promise, carried))


def _times(promise: Promise | None, carried: dict[int, int | None]) -> int:
    count, before = 0, promise.carried_from_id if promise else None
    while before is not None:
        count, before = count + 1, carried.get(before)
    return count


@built_once
def _promises(child: int) -> QuerySet[Promise]:
    rows = Promise.objects.filter(child=child)
    return rows.select_related("owner_staff", "idea_of_staff", "decided_by", "service").order_by("due_on", "pk")


def _ids(page: PlanPage) -> set[int]:
    found: set[int | None] = {page.plan.child_id, *(member["person"] for member in page.members)}
    for line in (one for rows in page.lines.values() for one in rows):
        found |= {voice.person_id for voice in line.voices} | set(line.reader_ids)
        if line.item.wording:
            found |= {line.item.wording.by_person_id, line.item.wording.owner_id}
        if line.promise:
            found |= {line.promise.owner_id, line.promise.idea_of_id}
    found |= {promise.owner_id for promise in page.to_take_in}
    return {pk for pk in found if pk}


def standing_plan(child: Person) -> Plan | None:
    """Return the plan of a child that has not ended."""
    return Plan.objects.filter(child=child, ended_on__isnull=True).first()
