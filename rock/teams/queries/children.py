"""The children somebody works with, each with what stands next: the worker's first page starts from the child."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.reach.queries import reached
from rock.records.models import Clock, Telling, TellingChoice
from rock.teams.lines import Dated, cannot_wait, lines_about
from rock.teams.models import Allocation, AllocationKind, Post, PostTitle

NEVER, AT_ONCE = date.max, date.min


@dataclass(frozen=True)
class ChildCard:
    """One child on somebody's first page."""

    allocation: Allocation
    second: User | None
    clocks: list[Clock]
    held: list[Telling]
    lines: list[str]

    @property
    def due(self) -> date:
        """Return the first day by which something is to be done; `AT_ONCE` where it cannot wait, `NEVER` where nothing is."""
        days = [day_of(one) for one in self.clocks]
        days += [one.due for one in self.lines if isinstance(one, Dated)]
        return min([*days, *(one.review_on for one in self.held if one.review_on)], default=NEVER)


def day_of(clock: Clock) -> date:
    """Return the day by which a clock's work is to be done; `AT_ONCE` where it stands before everything else."""
    return AT_ONCE if cannot_wait(clock.rule.key) else timezone.localtime(clock.due_at).date()


def standing_allocations() -> QuerySet[Allocation]:
    """Return the allocations that stand today."""
    day = time.today()
    rows = Allocation.objects.filter(starts__lte=day).exclude(ends__lte=day)
    return rows.select_related("child", "family", "pod", "worker")


def my_children(user: User) -> list[ChildCard]:
    """Return the children whom the user works with, those first for whom something is to be done soonest."""
    rows = standing_allocations().filter(reached(user, "child_id"), worker=user, kind=AllocationKind.PRIMARY)
    return _cards(user, list(rows.order_by("family__name", "child__birth_date", "pk")))


def stands_in_for(user: User) -> QuerySet[Any, Any]:
    """Return the allocations of the children whom the user knows as the second, each `late` where something is."""
    known = standing_allocations().filter(worker=user, kind=AllocationKind.SECOND)
    late = Clock.objects.filter(person=OuterRef("child"), stopped_at__isnull=True, due_at__lt=time.now())
    rows = standing_allocations().filter(
        reached(user, "child_id"), child__in=known.values("child"), kind=AllocationKind.PRIMARY
    )
    return rows.annotate(late=Exists(late)).order_by("worker__name", "family__name", "child__birth_date", "pk")


def pod_children(user: User) -> list[ChildCard]:
    """Return every child of the pods that the user manages."""
    day = time.today()
    posts = Post.objects.filter(user=user, title=PostTitle.MANAGER, starts__lte=day).exclude(ends__lte=day)
    rows = standing_allocations().filter(
        reached(user, "child_id"), pod__in=posts.values("pod"), kind=AllocationKind.PRIMARY
    )
    return _cards(user, list(rows.order_by("worker__name", "family__name", "pk")))


def _cards(user: User, rows: list[Allocation]) -> list[ChildCard]:
    children = {row.child_id for row in rows}
    seconds = {
        row.child_id: row.worker
        for row in standing_allocations().filter(child__in=children, kind=AllocationKind.SECOND)
    }
    clocks = _by_child(Clock.objects.filter(person__in=children, stopped_at__isnull=True).select_related("rule"))
    held = _held(user, {row.family_id for row in rows})
    lines = lines_about(children)
    cards = [
        ChildCard(
            row,
            seconds.get(row.child_id),
            clocks.get(row.child_id, []),
            held.get(row.family_id, []),
            lines[row.child_id],
        )
        for row in rows
    ]
    return sorted(cards, key=lambda card: card.due)


def _by_child(rows: Iterable[Clock]) -> dict[int, list[Clock]]:
    found: dict[int, list[Clock]] = defaultdict(list)
    for row in sorted(rows, key=lambda clock: clock.due_at):
        if row.person_id:
            found[row.person_id].append(row)
    return found


def _held(user: User, families: set[int]) -> dict[int, list[Telling]]:
    """Return what is held from somebody whom the user reaches: of others of the network they know no name."""
    found: dict[int, list[Telling]] = defaultdict(list)
    held = Telling.objects.filter(choice=TellingChoice.HELD, occasion__family__in=families)
    rows = held.filter(reached(user, "person_id"))
    for row in rows.select_related("person", "occasion"):
        if row.occasion.family_id:
            found[row.occasion.family_id].append(row)
    return found
