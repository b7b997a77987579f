"""What allocation writes, and who looked."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rock.demo.council.loading.acts import Act, Allocate, Finish, View
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.writing.family import FamilyRows, GivenTo
from rock.reach.models import Basis, Capacity, ViewLog
from rock.records.models import EventKind
from rock.teams.models import Allocation, AllocationKind


def _allocate(rows: FamilyRows, act: Allocate) -> None:
    _end_standing(rows, act, act.child, act.starts, "")
    pod = rows.house.pods[act.pod]
    child = rows.key(act.child)
    common = {"child_id": child, "family_id": rows.family_key, "pod_id": pod.pod, "starts": act.starts}
    decided = {"decided_by_id": rows.user(act.by), "recorded_at": act.at}
    people = rows.member_keys()
    for worker, kind in ((act.worker, AllocationKind.PRIMARY), (act.second, AllocationKind.SECOND)):
        user = rows.user(worker)
        made = rows.tables.add(Allocation, **common, worker_id=user, kind=kind, **decided)
        primary = kind == AllocationKind.PRIMARY
        source = f"allocation:{made['id']}"
        capacity = Capacity.WORKER if primary else Capacity.SECOND_WORKER
        grants = rows.grant(act, people, capacity, Basis.ALLOCATION, source, user_id=user)
        if primary:
            grants += rows.grant(act, people, Capacity.POD, Basis.ALLOCATION, source, circle_id=pod.circle)
        rows.allocations.setdefault(act.child, []).append((made, grants))
    first, second = (grants for _, grants in rows.allocations[act.child][-2:])
    rows.given_to.setdefault(act.child, []).append(GivenTo(act, act.worker, (first, second)))
    rows.event(act, EventKind.ALLOCATED, [child], family_id=rows.family_key)


def _end_standing(rows: FamilyRows, act: Act, child: int, day: date, why: str) -> None:
    for allocation, grants in rows.allocations.pop(child, ()):
        allocation |= {"ends": day, "why": why or allocation["why"]}
        _end(grants, act)


def _end(grants: list[Made], act: Act) -> None:
    for one in grants:
        one["ends"] = act.at


def _finish(rows: FamilyRows, act: Finish) -> None:
    _end_standing(rows, act, act.child, act.at.date(), act.why)
    rows.event(act, EventKind.ALLOCATION_ENDED, [rows.key(act.child)])


def _view(rows: FamilyRows, act: View) -> None:
    for person in act.people:
        rows.tables.add(
            ViewLog,
            user_id=rows.user(act.by),
            person_id=rows.key(person),
            page=act.page,
            purpose=act.purpose,
            seen_at=act.at,
        )


WRITERS: dict[type[Act], Callable[[FamilyRows, Any], None]] = {Allocate: _allocate, Finish: _finish, View: _view}
