import pytest

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core.services import Refused
from rock.reach.joining import join_records, part_records
from rock.reach.queries import reaches
from rock.records.models import SamePerson
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return make.staff_user(Role.DATA_OFFICER)


def test_both_have_to_be_reached(officer: User) -> None:
    one, other = make.person(), make.person()
    make.grant(officer, one)
    with pytest.raises(Refused, match="hub manager"):
        join_records(by=officer, one=one, other=other, reason="Same")
    make.grant(officer, other)
    assert join_records(by=officer, one=one, other=other, reason="Same")
    part_records(by=officer, one=one, other=other)
    assert not SamePerson.objects.exists()


def test_a_restricted_record_only_by_somebody_named_on_it(officer: User) -> None:
    one, other = make.person(), make.person()
    make.grant(officer, [one, other])
    make.restriction(other, make.staff_user(Role.HUB_MANAGER))
    with pytest.raises(Refused):
        join_records(by=officer, one=one, other=other, reason="Same")
    named = make.staff_user(Role.HUB_MANAGER)
    make.grant(named, one)
    make.restriction(one, named, named=[named])
    with pytest.raises(Refused):
        join_records(by=named, one=one, other=other, reason="Same")


def test_a_role_that_does_not_join_is_refused_though_it_reaches_both() -> None:
    worker, one, other = make.staff_user(Role.SOCIAL_WORKER), make.person(), make.person()
    make.grant(worker, [one, other])
    with pytest.raises(Refused):
        join_records(by=worker, one=one, other=other, reason="Same")


def test_who_reaches_one_reaches_both_until_they_are_read_apart(officer: User) -> None:
    worker, one, other = make.staff_user(), make.person(), make.person()
    make.grant(worker, one)
    make.grant(officer, [one, other])
    join_records(by=officer, one=one, other=other, reason="Same")
    assert reaches(worker, [one.pk, other.pk]) == {one.pk, other.pk}
    part_records(by=officer, one=one, other=other)
    assert reaches(worker, [one.pk, other.pk]) == {one.pk}
