"""The administrator's pages, and everybody else kept out of them."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.urls import reverse

from rock.accounts.models import RoleHolding, User, UserKind
from rock.accounts.roles import Role
from rock.core import time
from tests.accounts.letters import link_in
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Any:
    return make.staff_user(Role.ADMINISTRATOR, "Bev Cardwell")


@pytest.fixture
def ola() -> Any:
    return make.staff_user(Role.HUB_WORKER, "Ola Reed", email="ola@example.org")


@pytest.fixture
def office(pages: PageClient, admin: User) -> Any:
    return pages.as_user(admin)


def test_the_list_shows_staff_and_their_roles_and_no_family(office: PageClient, ola: User) -> None:
    make.user("A Mum", kind=UserKind.FAMILY)
    page = office.get("/staff/")
    assert page.h1 == "Staff"
    assert page.link("Ola Reed") == f"/staff/{ola.pk}/"
    assert "Hub worker" in page.words
    assert "A Mum" not in page.words


def test_the_list_is_searched_and_filtered(office: PageClient, ola: User) -> None:
    assert "Ola Reed" in office.get("/staff/?search=ola").words
    assert "Nobody matches" in office.get("/staff/?search=ola&role=data_officer").words
    assert "Nobody matches" in office.get("/staff/?access=ended").words
    assert office.get("/staff/?role=nonsense").status == 200


def test_a_long_list_has_pages_that_keep_the_filter_and_the_budget(office: PageClient) -> None:
    for n in range(30):
        make.staff_user(Role.HUB_WORKER, f"Worker {n:02}")
    page = office.get("/staff/?search=worker")
    assert "Worker 24" in page.words
    second = office.get("/staff/" + page.link("Next page"))
    assert "Worker 25" in second.words
    assert "Worker 24" not in second.words


def test_making_an_account_writes_to_them(
    office: PageClient, django_capture_on_commit_callbacks: Any, pages: PageClient
) -> None:
    page = office.get("/staff/new/")
    with django_capture_on_commit_callbacks(execute=True):
        answer = office.submit(page, name="Ola Reed", email="ola@example.org", roles="hub_worker")
    made = User.objects.get(email="ola@example.org")
    assert answer.location == f"/staff/{made.pk}/"
    assert made.roles == {Role.HUB_WORKER}
    [letter] = mail.outbox
    assert letter.to == ["ola@example.org"]
    path = link_in(letter)
    assert pages.get(pages.get(path).location).h1 == "Choose a new password"


def test_a_double_click_makes_one_account_and_an_address_counts_once(office: PageClient) -> None:
    page = office.get("/staff/new/")
    first = office.submit(page, name="Ola", email="ola@example.org", roles="hub_worker")
    again = office.submit(page, name="Ola", email="ola@example.org", roles="hub_worker")
    assert first.location == again.location
    other = office.submit(office.get("/staff/new/"), name="Ola", email="OLA@example.org", roles="hub_worker")
    assert other.errors == ["Somebody has an account with this address already. Look for them in the list."]


def test_an_account_needs_name_address_role_and_day(office: PageClient) -> None:
    page = office.submit(office.get("/staff/new/"), starts__day="", starts__month="", starts__year="")
    assert page.errors == [
        "Enter their full name",
        "Enter their work email address",
        "Choose at least one role",
        "Enter the day the roles start",
    ]


def test_a_role_is_given_and_ended(office: PageClient, ola: User) -> None:
    answer = office.submit(office.get(f"/staff/{ola.pk}/roles/new/"), role="data_officer")
    page = office.get(answer.location)
    assert "given by Bev Cardwell" in page.words
    ending = office.get(page.link("End “Data officer”"))
    assert ending.h1 == "End a role of Ola Reed"
    office.submit(ending)
    assert User.objects.get(pk=ola.pk).roles == {Role.HUB_WORKER}
    assert "Data officer, ended" in office.get(answer.location).words


def test_a_role_that_is_held_is_refused_with_why(office: PageClient, ola: User) -> None:
    page = office.submit(office.get(f"/staff/{ola.pk}/roles/new/"), role="hub_worker")
    assert page.errors == ["Ola Reed holds this role at that time already. Choose another role or a later day."]


def test_the_end_of_the_last_administrator_is_refused(office: PageClient, admin: User) -> None:
    row = admin.role_holdings.get()
    page = office.submit(office.get(f"/staff/{admin.pk}/roles/{row.pk}/end/"))
    assert page.errors == ["Bev Cardwell is the last administrator. Make somebody else one first."]
    answer = office.post(f"/staff/{admin.pk}/end-access/")
    assert answer.status == 409
    assert "last administrator" in answer.words


def test_ones_own_page_offers_no_role_and_no_end(office: PageClient, admin: User) -> None:
    page = office.get(f"/staff/{admin.pk}/")
    assert "This is you" in page.words
    assert "Give a role" not in page.words
    assert "End access now" not in page.words
    page = office.submit(office.get(f"/staff/{admin.pk}/roles/new/"), role="hub_manager")
    assert page.errors == ["Nobody gives themselves a role. Ask another administrator."]


def test_access_ends_at_once_and_can_be_given_again(office: PageClient, ola: User, pages: PageClient) -> None:
    inside = pages.as_user(ola)
    assert inside.get("/who-may-do-what/").status == 200
    office.post(f"/staff/{ola.pk}/end-access/")
    assert inside.get("/who-may-do-what/").status == 302
    page = office.get(f"/staff/{ola.pk}/")
    assert "Ended" in page.words
    office.submit(page, selector=f"form[action='/staff/{ola.pk}/restore-access/']")
    assert User.objects.get(pk=ola.pk).is_active


def test_a_lost_second_step_is_reset(office: PageClient, ola: User) -> None:
    TOTP.activate(ola, "JBSWY3DPEHPK3PXP")
    page = office.get(f"/staff/{ola.pk}/")
    office.submit(page, selector=f"form[action='/staff/{ola.pk}/reset-second-step/']")
    assert "Not set up" in office.get(f"/staff/{ola.pk}/").words


def test_a_future_role_says_from_when(office: PageClient, ola: User) -> None:
    RoleHolding.objects.filter(user=ola).update(starts=time.today() + timedelta(days=40))
    assert "Hub worker, from" in office.get(f"/staff/{ola.pk}/").words


def _addresses(ola: User, row: Any) -> Any:
    names = ["member", "give_role", "end_access", "restore_access", "reset_second_step"]
    found = [reverse(f"accounts:{name}", args=[ola.pk]) for name in names]
    return ["/staff/", "/staff/new/", *found, reverse("accounts:end_role", args=[ola.pk, row.pk])]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_gets_any_of_it(pages: PageClient, ola: User, role: Role) -> None:
    kind = {Role.FAMILY: UserKind.FAMILY, Role.PARTNER: UserKind.PARTNER}.get(role, UserKind.STAFF)
    other = pages.as_user(make.user(kind=kind, roles=[role]))
    for address in _addresses(ola, ola.role_holdings.get()):
        assert other.get(address).status == 403
        assert other.post(address, {"role": "administrator", "user": ola.pk}).status == 403
    assert User.objects.get(pk=ola.pk).is_active


def test_nobody_signed_in_is_led_to_sign_in(pages: PageClient, ola: User) -> None:
    for address in _addresses(ola, ola.role_holdings.get()):
        assert pages.get(address).location.startswith("/sign-in/?next=/staff/")


def test_a_family_or_another_ones_role_is_not_found_through_these_pages(
    office: PageClient, ola: User, admin: User
) -> None:
    mum = make.user("Mum", kind=UserKind.FAMILY)
    assert office.get(f"/staff/{mum.pk}/").status == 404
    assert office.post(f"/staff/{mum.pk}/end-access/").status == 404
    row = admin.role_holdings.get()
    assert office.get(f"/staff/{ola.pk}/roles/{row.pk}/end/").status == 404
