"""A child gets a worker: one at a time, a second who knows them, and reach that follows the allocation."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM, Refused
from rock.reach import safety
from rock.reach.queries import reachable
from rock.records.models import Event, EventKind, Family, MemberRole, Person
from rock.records.services.families import add_member
from rock.teams.checks import register_allocation_check
from rock.teams.models import Allocation, AllocationKind, Pod, PostTitle
from rock.teams.services.allocating import allocate, end_allocations, refresh_reach
from rock.teams.services.pods import end_post, fill_post, make_pod
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def pod() -> Pod:
    return make_pod(by=SYSTEM, name="North", service_name="Strengthening and Supporting Families")


def in_pod(pod: Pod, name: str, title: PostTitle = PostTitle.SOCIAL_WORKER) -> User:
    user = make.staff_user(Role.SOCIAL_WORKER, name)
    fill_post(by=SYSTEM, pod=pod, user=user, title=title, starts=make.LONG_AGO)
    return user


@pytest.fixture
def ama(pod: Pod) -> User:
    return in_pod(pod, "Ama")


@pytest.fixture
def kit(pod: Pod) -> User:
    return in_pod(pod, "Kit")


@pytest.fixture
def manager() -> User:
    return make.staff_user(Role.TEAM_MANAGER)


@pytest.fixture
def child() -> Person:
    return make.person("Kai")


@pytest.fixture
def family(child: Person) -> Family:
    return make.family("Ashdown", children=[child], adults=[make.person("Dee")])


def test_a_child_has_a_worker_and_a_second_and_the_pod_reaches_the_family(
    pod: Pod, ama: User, kit: User, manager: User, child: Person, family: Family
) -> None:
    other = in_pod(pod, "Lee")
    allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=kit)
    everyone = {row.person for row in family.members.all()}
    for user in (ama, kit, other):
        assert set(reachable(user)) == everyone
    assert Event.objects.filter(kind=EventKind.ALLOCATED, people__person=child).count() == 1


def test_a_new_worker_ends_the_one_before_on_the_same_day_with_their_reach(
    pod: Pod, ama: User, kit: User, manager: User, child: Person, family: Family
) -> None:
    south = make_pod(by=SYSTEM, name="South", service_name="Assessment")
    jo, sam = in_pod(south, "Jo"), in_pod(south, "Sam")
    allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=kit)
    allocate(by=manager, child=child, family=family, pod=south, worker=jo, second=sam)
    standing = Allocation.objects.filter(child=child, ends__isnull=True)
    assert {(row.worker, row.kind) for row in standing} == {(jo, AllocationKind.PRIMARY), (sam, AllocationKind.SECOND)}
    assert not reachable(ama).exists()
    assert child in reachable(sam)


def test_the_database_refuses_two_workers_at_once(
    pod: Pod, ama: User, kit: User, child: Person, family: Family
) -> None:
    facts: dict[str, Any] = {"child": child, "family": family, "pod": pod, "kind": AllocationKind.PRIMARY}
    day = time.today()
    Allocation.objects.create(worker=ama, starts=day - timedelta(days=9), ends=day, **facts)
    Allocation.objects.create(worker=kit, starts=day, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Allocation.objects.create(worker=ama, starts=day + timedelta(days=3), **facts)


def test_the_worker_and_the_second_are_two_people_of_the_pod(
    pod: Pod, ama: User, manager: User, child: Person, family: Family
) -> None:
    with pytest.raises(Refused, match="two different people"):
        allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=ama)
    outsider = make.staff_user(name="Outsider")
    with pytest.raises(Refused, match="Outsider is not in North"):
        allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=outsider)


def test_a_relative_is_not_given_the_child(
    pod: Pod, ama: User, kit: User, manager: User, child: Person, family: Family
) -> None:
    safety.declare_conflict(by=ama, user=ama, person=child, what="My nephew")
    with pytest.raises(Refused, match="Ama cannot work with this child"):
        allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=kit)
    assert not Allocation.objects.exists()


def test_whoever_joins_the_family_is_reached_and_whoever_leaves_is_not(
    pod: Pod, ama: User, kit: User, manager: User, child: Person, family: Family
) -> None:
    allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=kit)
    baby = make.person("Mo")
    add_member(by=manager, family=family, person=baby, role=MemberRole.CHILD)
    refresh_reach(by=manager, family=family)
    assert baby in reachable(ama)
    family.members.filter(person=baby).update(ends=time.today())
    refresh_reach(by=manager, family=family)
    assert baby not in reachable(ama)
    assert child in reachable(ama)


def test_a_future_start_reaches_from_its_day(
    pod: Pod, ama: User, kit: User, manager: User, child: Person, family: Family
) -> None:
    day = time.today() + timedelta(days=3)
    allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=kit, starts=day)
    assert not reachable(ama).exists()


def test_a_worker_who_leaves_is_not_let_go_while_children_would_have_nobody(
    pod: Pod, ama: User, kit: User, manager: User, child: Person, family: Family
) -> None:
    allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=kit)
    post = ama.posts.get()
    with pytest.raises(Refused, match="still the worker of 1"):
        end_post(by=manager, post=post)
    assert end_allocations(by=manager, child=child, why="Finished for now") == 2
    end_post(by=manager, post=post)
    assert not reachable(ama).exists()


def test_a_pod_has_one_manager(pod: Pod) -> None:
    in_pod(pod, "Rowan", PostTitle.MANAGER)
    with pytest.raises(Refused, match="has a manager"):
        in_pod(pod, "Another", PostTitle.MANAGER)


def test_a_later_rooms_check_can_refuse(
    monkeypatch: pytest.MonkeyPatch, pod: Pod, ama: User, kit: User, manager: User, child: Person, family: Family
) -> None:
    monkeypatch.setattr("rock.teams.checks._checks", [])

    def full(*, child: Person, worker: User, pod: Pod, starts: object) -> None:
        raise Refused(f"{worker} has as many children as is safe.")

    register_allocation_check(full)
    with pytest.raises(Refused, match="as many children as is safe"):
        allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=kit)
    assert not Allocation.objects.exists()
