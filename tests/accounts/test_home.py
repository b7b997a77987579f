"""The first page: each role's own, and an honest line where it has not been built."""

from typing import Any

import pytest
from django.urls import reverse

from rock.accounts import home
from rock.accounts.models import UserKind
from rock.accounts.roles import Role
from rock.accounts.views.home import start
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(home, "_pages", {})
    return home


def test_an_administrator_starts_with_staff(pages: PageClient) -> None:
    assert pages.as_user(make.staff_user(Role.ADMINISTRATOR)).get("/").location == "/staff/"


def test_of_several_roles_the_page_with_the_lowest_order_wins(registry: Any) -> None:
    both = make.user(roles=[Role.ADMINISTRATOR, Role.DATA_OFFICER])
    registry.register(Role.ADMINISTRATOR, "accounts:staff", order=90)
    registry.register(Role.DATA_OFFICER, "accounts:policy", order=20)
    assert registry.first_page(both) == reverse("accounts:policy")


def test_a_page_of_a_room_that_is_not_there_is_passed_over(registry: Any) -> None:
    both = make.user(roles=[Role.ADMINISTRATOR, Role.DATA_OFFICER])
    registry.register(Role.DATA_OFFICER, "nowhere:at_all", order=20)
    registry.register(Role.ADMINISTRATOR, "accounts:staff", order=90)
    assert registry.first_page(both) == reverse("accounts:staff")


def test_without_a_first_page_one_line_says_so_and_what_is_there_is_offered(registry: Any, pages: PageClient) -> None:
    somebody = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
    answer = pages.as_user(somebody).get("/")
    assert answer.location == "/my-page/"
    page = pages.as_user(somebody).get("/my-page/")
    assert "come later" in page.words
    assert page.link("Who may do what") == "/who-may-do-what/"


def test_who_holds_no_role_gets_no_page(pages: PageClient) -> None:
    nobody = pages.as_user(make.user())
    assert nobody.get("/my-page/").status == 403


def test_a_family_member_gets_no_page_of_staff_offered(registry: Any, pages: PageClient) -> None:
    mum = pages.as_user(make.user(kind=UserKind.FAMILY, roles=[Role.FAMILY]))
    assert "Who may do what" not in mum.get("/my-page/").words


def test_strangers_start_at_the_demos_people_or_at_asking_for_support(pages: PageClient, settings: Any) -> None:
    assert pages.get("/").location == "/demo/"
    settings.DEMO = False
    assert start() == reverse("public:start")
