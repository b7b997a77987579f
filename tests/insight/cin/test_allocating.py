"""A child who was imported is taken up by a worker: from then on only those who work with them reach them."""

from datetime import timedelta
from pathlib import Path

import pytest

from rock.accounts.models import User
from rock.core import time
from rock.core.services import SYSTEM
from rock.insight.cin.queries import imported_children
from rock.reach.queries import reaches
from rock.records.models import Family
from rock.teams.models import PostTitle
from rock.teams.services.allocating import allocate
from rock.teams.services.pods import fill_post, make_pod
from tests.insight.cin.house import child, load, person
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(tmp_path: Path) -> dict[str, User]:
    load(tmp_path, child("C1"), child("C2"))
    return {role: factories.staff_user(role) for role in ("hub_manager", "data_officer", "social_worker")}


def take_up(staff: dict[str, User], *, in_days: int = 0) -> None:
    pod = make_pod(by=SYSTEM, name="North", service_name="Strengthening and Supporting Families")
    second = factories.staff_user()
    for user in (staff["social_worker"], second):
        fill_post(by=SYSTEM, pod=pod, user=user, title=PostTitle.SOCIAL_WORKER, starts=factories.LONG_AGO)
    allocate(
        by=staff["hub_manager"],
        child=person("C1"),
        family=Family.objects.get(name="Child C1"),
        pod=pod,
        worker=staff["social_worker"],
        second=second,
        starts=time.today() + timedelta(days=in_days),
    )


def who_reaches(staff: dict[str, User]) -> set[str]:
    return {role for role, user in staff.items() if reaches(user, [person("C1").pk])}


def test_until_somebody_works_with_them_the_office_reaches_them(staff: dict[str, User]) -> None:
    assert who_reaches(staff) == {"hub_manager", "data_officer"}
    assert [one.pk for one in imported_children(staff["hub_manager"])] == [person("C1").pk, person("C2").pk]


def test_from_then_on_the_worker_does(staff: dict[str, User]) -> None:
    take_up(staff)
    assert who_reaches(staff) == {"social_worker"}
    assert [one.pk for one in imported_children(staff["data_officer"])] == [person("C2").pk]


def test_a_worker_who_starts_later_leaves_the_office_its_reach_until_then(staff: dict[str, User]) -> None:
    take_up(staff, in_days=2)
    assert who_reaches(staff) == {"hub_manager", "data_officer"}


def test_a_later_census_does_not_open_them_again(staff: dict[str, User], tmp_path: Path) -> None:
    take_up(staff)
    load(tmp_path, child("C1", sex="M"), year=2027)
    assert person("C1").sex == "M"
    assert who_reaches(staff) == {"social_worker"}
