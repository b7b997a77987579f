from datetime import timedelta

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from rock.accounts.models import RoleHolding
from rock.accounts.roles import Role
from rock.accounts.sign_in.backend import Backend
from rock.core import time
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def test_a_session_s_user_comes_with_the_roles_of_today(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user, today = make.staff_user(Role.HUB_WORKER), time.today()
    RoleHolding.objects.create(user=user, role=Role.DATA_OFFICER, starts=today - timedelta(days=9), ends=today)
    RoleHolding.objects.create(user=user, role=Role.TEAM_MANAGER, starts=today + timedelta(days=1))
    with django_assert_num_queries(1):
        found = Backend().get_user(user.pk)
        assert found is not None
        assert found.roles == {Role.HUB_WORKER}


def test_who_may_not_sign_in_any_more_is_nobody() -> None:
    user = make.staff_user(Role.HUB_WORKER)
    user.is_active = False
    user.save()
    assert Backend().get_user(user.pk) is None
    assert Backend().get_user(user.pk + 1) is None
