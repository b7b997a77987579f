"""The hub's circle is whoever holds one of its roles, on the days on which they hold it."""

from datetime import date, timedelta

import pytest

from rock.accounts.models import RoleHolding
from rock.accounts.roles import Role
from rock.core import time
from rock.reach.models import CircleMember
from rock.reach.queries import reachable
from rock.reach.role_circles import HUB, Span, joined_spans, role_circle, sync_role_circles
from tests.support import factories as make

D = [date(2026, 1, day) for day in range(1, 10)]


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([], []),
        ([(D[0], None)], [(D[0], None)]),
        ([(D[0], None), (D[3], None)], [(D[0], None)]),
        ([(D[3], None), (D[0], D[5])], [(D[0], None)]),
        ([(D[0], D[3]), (D[3], D[5])], [(D[0], D[5])]),
        ([(D[0], D[3]), (D[4], D[5])], [(D[0], D[3]), (D[4], D[5])]),
        ([(D[0], D[8]), (D[2], D[4])], [(D[0], D[8])]),
        ([(D[0], None), (D[2], D[4])], [(D[0], None)]),
    ],
)
def test_days_with_two_roles_count_once(spans: list[Span], joined: list[Span]) -> None:
    assert joined_spans(spans) == joined


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.HUB_WORKER, Role.HUB_MANAGER])
def test_a_hub_role_lets_somebody_reach_what_the_hub_reaches_until_it_ends(role: Role) -> None:
    child = make.person()
    make.grant(role_circle(HUB), child)
    worker = make.staff_user(role)
    assert list(reachable(worker)) == [child]
    holding = worker.role_holdings.get()
    holding.ends = time.today() + timedelta(days=1)
    holding.save()
    assert list(reachable(worker)) == [child]
    holding.ends = time.today()
    holding.save()
    assert not reachable(worker).exists()
    holding.delete()
    assert not CircleMember.objects.filter(user=worker).exists()


@pytest.mark.django_db
def test_another_role_does_not_open_the_hub() -> None:
    make.grant(role_circle(HUB), make.person())
    for role in set(Role) - {Role.HUB_WORKER, Role.HUB_MANAGER}:
        assert not reachable(make.user(roles=[role])).exists(), role


@pytest.mark.django_db
def test_two_roles_at_the_hub_are_one_membership_and_ending_one_keeps_it() -> None:
    worker = make.user(roles=[Role.HUB_WORKER, Role.HUB_MANAGER])
    assert CircleMember.objects.filter(user=worker, circle__key=HUB).count() == 1
    holding = worker.role_holdings.get(role=Role.HUB_WORKER)
    holding.ends = time.today()
    holding.save()
    assert CircleMember.objects.get(user=worker, circle__key=HUB).ends is None


@pytest.mark.django_db
def test_roles_written_in_bulk_are_taken_up_and_twice_changes_nothing() -> None:
    worker = make.user()
    RoleHolding.objects.bulk_create([RoleHolding(user=worker, role=Role.HUB_WORKER, starts=D[0])])
    assert not CircleMember.objects.filter(user=worker).exists()
    sync_role_circles()
    before = CircleMember.objects.get(user=worker)
    sync_role_circles()
    assert CircleMember.objects.get(user=worker) == before
    assert before.circle.name == "Request for Support Hub"
