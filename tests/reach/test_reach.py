"""The rule of reach: what gives it, what ends it, and what beats it."""

from datetime import timedelta

import pytest
from django.http import Http404

from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM, Refused
from rock.reach import safety
from rock.reach.models import Basis, Capacity, CircleMember, EmergencyOpening, Grant
from rock.reach.queries import person_or_404, reachable, reaches
from rock.reach.services import end_grants, grant
from rock.records.models import FamilyMember, MemberRole, SamePerson, SameRecord
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def test_nobody_reaches_anybody_by_default() -> None:
    make.person()
    assert not reachable(make.staff_user(Role.HUB_MANAGER)).exists()


def test_a_family_grants_nothing() -> None:
    child, mother = make.person(), make.person()
    make.family("Ashdown", children=[child], adults=[mother])
    worker = make.staff_user()
    make.grant(worker, child)
    assert set(reachable(worker)) == {child}


@pytest.mark.parametrize(
    ("starts", "ends", "reached"), [(-2, None, True), (-2, 1, True), (-2, -1, False), (1, None, False)]
)
def test_a_grant_counts_between_its_moments(starts: int, ends: int | None, reached: bool) -> None:
    worker, child = make.staff_user(), make.person()
    now = time.now()
    make.grant(
        worker, child, starts=now + timedelta(hours=starts), ends=None if ends is None else now + timedelta(hours=ends)
    )
    assert reachable(worker).filter(pk=child.pk).exists() is reached


@pytest.mark.parametrize(("days", "reached"), [(1, True), (0, False), (-1, False)])
def test_leaving_a_post_ends_reach_on_the_day(days: int, reached: bool) -> None:
    """The last day is not included: who leaves today reaches nobody today."""
    worker, child = make.staff_user(), make.person()
    pod = make.circle("pod:north", [worker])
    make.grant(pod, child, capacity=Capacity.POD)
    CircleMember.objects.filter(user=worker).update(ends=time.today() + timedelta(days=days))
    assert reachable(worker).filter(pk=child.pk).exists() is reached


def test_a_denial_beats_every_permission() -> None:
    worker, child = make.staff_user(), make.person()
    make.grant(worker, child)
    make.grant(make.circle(users=[worker]), child)
    make.grant(worker, child, allow=False, basis=Basis.CONFLICT)
    assert not reachable(worker).exists()


def test_records_read_as_one_are_reached_together_however_long_the_chain() -> None:
    worker = make.staff_user()
    first, second, third, other = (make.person() for _ in range(4))
    links = [
        SamePerson.objects.create(first=a, second=b, reason="x", decided_by=worker)
        for a, b in ((first, second), (second, third))
    ]
    make.grant(worker, third)
    assert set(reachable(worker)) == {first, second, third}
    links[0].delete()
    assert set(reachable(worker)) == {second, third}
    assert not SameRecord.objects.filter(person=first.pk).exists()
    assert other not in reachable(worker)


def test_a_denial_on_one_record_closes_every_record_of_the_person() -> None:
    worker = make.staff_user()
    first, second = make.person(), make.person()
    SamePerson.objects.create(first=first, second=second, reason="x", decided_by=worker)
    make.grant(worker, [first, second])
    make.grant(worker, second, allow=False, basis=Basis.CONFLICT)
    assert not reachable(worker).exists()


def test_only_those_named_reach_a_restricted_person() -> None:
    manager, worker, child = make.staff_user(Role.TEAM_MANAGER), make.staff_user(), make.person()
    make.grant(make.circle(users=[manager, worker]), child)
    restriction = safety.restrict(by=manager, person=child, reason="Known to staff", named=[manager])
    assert not reachable(worker).exists()
    assert set(reachable(manager)) == {child}
    safety.end_restriction(by=manager, restriction=restriction)
    assert set(reachable(worker)) == {child}


def test_a_restriction_must_name_whoever_decides_it() -> None:
    manager, child = make.staff_user(Role.TEAM_MANAGER), make.person()
    with pytest.raises(Refused, match="Name yourself"):
        safety.restrict(by=manager, person=child, reason="Known to staff", named=[make.staff_user()])


def test_a_conflict_of_interest_closes_the_whole_family_with_those_who_join_it_later() -> None:
    worker = make.staff_user()
    cousin, baby = make.person(), make.person()
    family = make.family("Ashdown", children=[cousin])
    make.grant(worker, [cousin, baby])
    safety.declare_conflict(by=worker, user=worker, person=cousin, what="My cousin")
    assert set(reachable(worker)) == {baby}
    FamilyMember.objects.create(family=family, person=baby, role=MemberRole.CHILD, starts=time.today())
    assert not reachable(worker).exists()


def test_nobody_ends_their_own_conflict() -> None:
    worker, cousin = make.staff_user(), make.person()
    conflict = safety.declare_conflict(by=worker, user=worker, person=cousin, what="My cousin")
    with pytest.raises(Refused, match="Somebody else"):
        safety.end_conflict(by=worker, conflict=conflict)


def test_an_emergency_opens_a_record_for_a_day_and_waits_for_a_review() -> None:
    worker, child = make.staff_user(), make.person()
    opening = safety.open_in_emergency(by=worker, person=child, reason="Police rang: she is at the station")
    assert set(reachable(worker)) == {child}
    assert EmergencyOpening.objects.filter(reviewed_at__isnull=True).get() == opening
    a_day_ago = timedelta(days=1)
    Grant.objects.update(starts=opening.opened_at - a_day_ago, ends=opening.ends - a_day_ago)
    assert not reachable(worker).exists()


def test_an_emergency_does_not_open_the_record_of_a_relative() -> None:
    worker, child = make.staff_user(), make.person()
    make.grant(worker, child, allow=False, basis=Basis.CONFLICT)
    with pytest.raises(Refused, match="Ring your manager"):
        safety.open_in_emergency(by=worker, person=child, reason="Police rang: she is at the station")


def test_an_emergency_does_not_open_a_relatives_whole_family() -> None:
    worker, cousin, baby = make.staff_user(), make.person(), make.person()
    make.family("Ashdown", children=[cousin, baby])
    safety.declare_conflict(by=worker, user=worker, person=cousin, what="My cousin")
    with pytest.raises(Refused, match="Ring your manager"):
        safety.open_in_emergency(by=worker, person=baby, reason="Police rang: she is at the station")


def test_a_wrong_opening_ends_when_another_reviews_it() -> None:
    worker, manager, child = make.staff_user(), make.staff_user(Role.TEAM_MANAGER), make.person()
    opening = safety.open_in_emergency(by=worker, person=child, reason="I thought that it was urgent")
    with pytest.raises(Refused, match="Somebody else"):
        safety.review_opening(by=worker, opening=opening, was_right=True, note="")
    safety.review_opening(by=manager, opening=opening, was_right=False, note="It was not")
    assert not reachable(worker).exists()


def test_a_strangers_id_and_no_such_id_give_the_same_answer() -> None:
    worker, stranger = make.staff_user(), make.person()
    for pk in (stranger.pk, stranger.pk + 1000):
        with pytest.raises(Http404) as found:
            person_or_404(worker, pk)
        assert str(found.value) == ""


def test_granting_twice_from_one_source_makes_one_row_and_ending_it_ends_reach() -> None:
    worker, child = make.staff_user(), make.person()

    def give() -> list[Grant]:
        return grant(
            by=SYSTEM,
            user=worker,
            people=[child],
            capacity=Capacity.WORKER,
            basis=Basis.ALLOCATION,
            source="allocation:1",
        )

    assert len(give()) == 1
    assert give() == []
    assert reaches(worker, [child.pk]) == {child.pk}
    assert end_grants(by=SYSTEM, source="allocation:1") == 1
    assert reaches(worker, [child.pk]) == set()
