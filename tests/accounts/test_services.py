"""Accounts of staff: made, given roles, ended; nobody serves themselves, and somebody is always left to do it."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.test import Client

from rock.accounts import services
from rock.accounts.models import RoleHolding, User, UserKind
from rock.accounts.queries import staff, staff_by_email
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM, Refused
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Any:
    return make.staff_user(Role.ADMINISTRATOR, "Bev")


def new(by: Any, **facts: Any) -> Any:
    base: dict[str, Any] = {"name": "Ola", "email": "ola@example.org", "roles": [Role.HUB_WORKER]}
    facts = base | {"starts": time.today()} | facts
    return services.create_staff(by=by, **facts)


def test_a_new_account_holds_its_roles_from_the_day_and_has_no_password(admin: User) -> None:
    ola = new(admin, roles=[Role.HUB_WORKER, Role.DATA_OFFICER], starts=time.today() + timedelta(days=1))
    assert ola.kind == UserKind.STAFF
    assert not ola.has_usable_password()
    assert ola.roles == frozenset()
    assert {row.given_by for row in ola.role_holdings.all()} == {admin}
    del ola.roles
    assert {row.starts for row in ola.role_holdings.all()} == {time.today() + timedelta(days=1)}


def test_one_account_an_address_whatever_its_case(admin: User) -> None:
    new(admin)
    with pytest.raises(Refused, match="has an account with this address"):
        new(admin, email="OLA@example.org")


@pytest.mark.parametrize("role", [Role.FAMILY, Role.PARTNER])
def test_staff_get_no_role_of_a_family_or_partner(admin: User, role: Role) -> None:
    with pytest.raises(Refused, match="not one for staff"):
        new(admin, roles=[role])


def test_a_family_gets_no_role_of_staff(admin: User) -> None:
    mum = make.user("Mum", kind=UserKind.FAMILY)
    with pytest.raises(Refused, match="not one for staff"):
        services.give_role(by=admin, user=mum, role=Role.HUB_WORKER, starts=time.today())


def test_nobody_gives_themselves_a_role_or_access_or_a_new_second_step(admin: User) -> None:
    with pytest.raises(Refused, match="Nobody gives themselves a role"):
        services.give_role(by=admin, user=admin, role=Role.HUB_MANAGER, starts=time.today())
    with pytest.raises(Refused, match="Nobody gives themselves access"):
        services.restore_access(by=admin, user=admin)
    with pytest.raises(Refused, match="Nobody resets their own"):
        services.reset_second_step(by=admin, user=admin)


@pytest.mark.parametrize(
    ("starts", "ends", "fits"),
    [
        (date(2026, 3, 1), date(2026, 3, 10), True),
        (date(2026, 3, 1), date(2026, 3, 11), False),
        (date(2026, 3, 19), None, False),
        (date(2026, 3, 20), None, True),
        (date(2026, 3, 20), date(2026, 3, 20), False),
    ],
)
def test_a_role_is_held_once_at_a_time(admin: User, starts: date, ends: date | None, fits: bool) -> None:
    ola = new(admin, roles=[])
    give = {"by": admin, "user": ola, "role": Role.HUB_WORKER}
    services.give_role(**give, starts=date(2026, 3, 10), ends=date(2026, 3, 20))
    if fits:
        assert services.give_role(**give, starts=starts, ends=ends).pk
    else:
        with pytest.raises(Refused):
            services.give_role(**give, starts=starts, ends=ends)


def test_a_role_ends_on_its_first_day_without_it_and_keeps_its_history(admin: User) -> None:
    ola = new(admin)
    row = ola.role_holdings.get()
    services.end_role(by=admin, holding=row, on=time.today())
    assert User.objects.get(pk=ola.pk).roles == frozenset()
    assert row.history.get().acting_user == admin.pk
    with pytest.raises(Refused, match="ended already"):
        services.end_role(by=admin, holding=row, on=time.today())


def test_a_role_cannot_end_before_it_starts(admin: User) -> None:
    row = new(admin).role_holdings.get()
    with pytest.raises(Refused, match="before the day it started"):
        services.end_role(by=admin, holding=row, on=time.today() - timedelta(days=1))


def test_the_last_administrator_stays(admin: User) -> None:
    row = admin.role_holdings.get()
    with pytest.raises(Refused, match="last administrator"):
        services.end_role(by=SYSTEM, holding=row, on=time.today())
    with pytest.raises(Refused, match="last administrator"):
        services.end_access(by=SYSTEM, user=admin)


def test_an_administrator_who_is_shut_out_or_whose_role_ends_first_is_no_second_one(admin: User) -> None:
    other = make.staff_user(Role.ADMINISTRATOR, is_active=False)
    with pytest.raises(Refused, match="last administrator"):
        services.end_access(by=SYSTEM, user=admin)
    other.is_active = True
    other.save()
    other.role_holdings.update(ends=time.today() + timedelta(days=5))
    row = admin.role_holdings.get()
    with pytest.raises(Refused, match="last administrator"):
        services.end_role(by=SYSTEM, holding=row, on=time.today() + timedelta(days=5))
    services.end_role(by=SYSTEM, holding=row, on=time.today() + timedelta(days=4))


def test_ending_access_ends_their_sessions_and_password_but_nobody_elses(admin: User) -> None:
    ola = make.staff_user(Role.HUB_WORKER, password="three stones by the pier")
    client, bystander = Client(), Client()
    client.force_login(ola)
    bystander.force_login(admin)
    services.end_access(by=admin, user=ola)
    assert Session.objects.count() == 1
    assert not ola.has_usable_password()
    assert RoleHolding.objects.filter(user=ola, ends__isnull=True).exists()
    services.restore_access(by=admin, user=ola)
    assert User.objects.get(pk=ola.pk).is_active


def test_a_lost_second_step_is_taken_away_with_the_sessions(admin: User) -> None:
    ola = make.staff_user(Role.HUB_WORKER)
    TOTP.activate(ola, "JBSWY3DPEHPK3PXP")
    Client().force_login(ola)
    services.reset_second_step(by=admin, user=ola)
    assert not Authenticator.objects.filter(user=ola).exists()
    assert not Session.objects.exists()


def test_staff_are_found_by_words_role_and_access(admin: User) -> None:
    ola = new(admin)
    gone = make.staff_user(Role.HUB_WORKER, "Gone", is_active=False)
    make.user("Ola of a family", kind=UserKind.FAMILY)
    assert list(staff(search="ola example")) == [ola]
    assert list(staff(role=Role.HUB_WORKER)) == [ola]
    assert list(staff(role=Role.PARTNER)) == []
    assert list(staff(ended=True)) == [gone]


def test_only_staff_with_access_are_matched_by_email(admin: User) -> None:
    make.user("Mum", kind=UserKind.FAMILY, email="mum@example.org")
    make.staff_user(email="gone@example.org", is_active=False)
    assert staff_by_email("MUM@example.org") is None
    assert staff_by_email("gone@example.org") is None
    assert staff_by_email("") is None
    assert staff_by_email(admin.email.upper()) == admin
