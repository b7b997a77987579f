"""A child gets a worker from a date: one primary at a time, and a second person in the pod who knows them."""

from datetime import date, datetime
from datetime import time as clock_time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.reach.models import Basis, Capacity, Grant
from rock.reach.queries import is_kept_from
from rock.reach.services import end_grants, grant
from rock.records.models import EventKind, Family, Person
from rock.records.queries.people import members, one_person
from rock.records.services.events import record_event
from rock.teams.beside import people_beside
from rock.teams.checks import run_allocation_checks
from rock.teams.models import Allocation, AllocationKind, Pod, Post


def source_of(allocation: Allocation) -> str:
    """Return the name under which an allocation grants reach."""
    return f"allocation:{allocation.pk}"


def _moment(day: date) -> datetime:
    """Return when an allocation that starts on the day begins to reach: now for today and earlier, else that midnight."""
    if day <= time.today():
        return time.now()
    return timezone.make_aware(datetime.combine(day, clock_time.min))


@service
def allocate(
    *,
    by: User,
    child: Person,
    family: Family,
    pod: Pod,
    worker: User,
    second: User,
    starts: date | None = None,
    why: str = "",
) -> Allocation:
    """Name a child's worker and the second person who knows them; the worker before ends on the same day.

    Refused: a worker outside the pod, the same person twice, a worker who may not reach the child (conflict of interest,
    restriction), and whatever a later room's allocation check refuses.
    """
    day = starts or time.today()
    if worker == second:
        raise Refused("Choose two different people: the worker, and a second who knows the child.")
    _check_in_pod(pod, worker, day)
    _check_in_pod(pod, second, day)
    _check_no_denial(child, worker, second)
    run_allocation_checks(child=child, worker=worker, pod=pod, starts=day)
    _end_standing(by, child, day)
    made = []
    for user, kind in ((worker, AllocationKind.PRIMARY), (second, AllocationKind.SECOND)):
        allocation = Allocation.objects.create(
            child=child, family=family, pod=pod, worker=user, kind=kind, starts=day, why=why, decided_by=by
        )
        made.append(allocation)
        _give_reach(by, allocation)
    _end_import(by, child, day)
    record_event(by=by, kind=EventKind.ALLOCATED, family=family, people=[child])
    return made[0]


@service
def end_allocations(*, by: User, child: Person, on: date | None = None, why: str = "") -> int:
    """End all work with a child on a day, with what it reached; return how many allocations ended."""
    ended = _end_standing(by, child, on or time.today(), why)
    if ended:
        record_event(by=by, kind=EventKind.ALLOCATION_ENDED, people=[child])
    return ended


@service
def end_one(*, by: Actor, allocation: Allocation, on: date, why: str = "") -> None:
    """End one allocation on a day, with what it reached."""
    allocation.ends = on
    allocation.why = why or allocation.why
    allocation.save(update_fields=["ends", "why"])
    end_grants(by=by, source=source_of(allocation), at=_moment(on))


@service
def refresh_reach(*, by: Actor, family: Family) -> None:
    """Let the pods that work with a family's children reach whoever has joined it, and no longer who has left."""
    for allocation in _standing().filter(family=family):
        _end_for_others(by, allocation, _family_of(allocation), also=_beside(allocation))
        _give_reach(by, allocation)


@service
def refresh_child(*, by: Actor, child: Person) -> None:
    """Let a child's worker and second person reach those whom a room names beside the family now, and no others any more."""
    for allocation in _standing().filter(child__in=one_person([child.pk])):
        beside = _beside(allocation)
        _end_for_others(by, allocation, _family_of(allocation), also=beside)
        _give(by, allocation, beside, user=allocation.worker, capacity=_CAPACITY[allocation.kind])


def _standing() -> QuerySet[Allocation]:
    return Allocation.objects.filter(ends__isnull=True).select_related("family", "pod__circle", "child", "worker")


def _family_of(allocation: Allocation) -> dict[int, Person]:
    return {row.person_id: row.person for row in members(allocation.family)} | {allocation.child_id: allocation.child}


def _beside(allocation: Allocation) -> dict[int, Person]:
    return people_beside(one_person([allocation.child_id]))


def _end_for_others(by: Actor, allocation: Allocation, family: dict[int, Person], also: dict[int, Person]) -> None:
    """End what the allocation grants of people who are not of the family: of those beside it, what it grants the pod."""
    reached = Grant.objects.filter(source=source_of(allocation), ends__isnull=True).select_related("person")
    outside = [row for row in reached if row.person_id not in family]
    gone = [row.person for row in outside if row.circle_id or row.person_id not in also]
    end_grants(by=by, source=source_of(allocation), people=gone)


_CAPACITY: dict[str, Capacity] = {
    AllocationKind.PRIMARY: Capacity.WORKER,
    AllocationKind.SECOND: Capacity.SECOND_WORKER,
}


def _give_reach(by: Actor, allocation: Allocation) -> None:
    family = _family_of(allocation)
    people = family | _beside(allocation)
    _give(by, allocation, people, user=allocation.worker, capacity=_CAPACITY[allocation.kind])
    if allocation.kind == AllocationKind.PRIMARY:
        _give(by, allocation, family, circle=allocation.pod.circle, capacity=Capacity.POD)


def _give(by: Actor, allocation: Allocation, people: dict[int, Person], capacity: Capacity, **holder: Any) -> None:
    grant(
        by=by,
        people=people.values(),
        capacity=capacity,
        basis=Basis.ALLOCATION,
        source=source_of(allocation),
        starts=_moment(allocation.starts),
        **holder,
    )


def _end_standing(by: Actor, child: Person, day: date, why: str = "") -> int:
    rows = list(Allocation.objects.select_for_update().filter(child=child, ends__isnull=True))
    for row in rows:
        if day < row.starts:
            raise Refused(f"{row.worker} starts on {row.starts:%-d %B %Y}. Choose that day or a later one.")
        end_one(by=by, allocation=row, on=day, why=why)
    return len(rows)


def _end_import(by: Actor, child: Person, day: date) -> None:
    """Whoever reached a child only as imported and not yet allocated reaches them until the worker starts."""
    rows = Grant.objects.filter(person=child, basis=Basis.IMPORT, ends__isnull=True)
    for source in set(rows.values_list("source", flat=True)):
        end_grants(by=by, source=source, people=[child], at=_moment(day))


def _check_in_pod(pod: Pod, user: User, day: date) -> None:
    posts = Post.objects.filter(pod=pod, user=user, starts__lte=day).exclude(ends__lte=day)
    if not posts.exists():
        raise Refused(f"{user} is not in {pod} on {day:%-d %B %Y}. Choose somebody who is.")


def _check_no_denial(child: Person, *users: User) -> None:
    for user in users:
        if is_kept_from(user, child):
            raise Refused(f"{user} cannot work with this child. Choose somebody else.")
