"""A whole sign-in through the council’s sign-on, and no passwords under it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from rock.accounts.roles import Role
from rock.accounts.sign_in import council
from tests.accounts.council_server import ISSUER, Council
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council_asked")]


@pytest.fixture
def through(monkeypatch: pytest.MonkeyPatch, pages: PageClient, settings: Any) -> Any:
    settings.SECOND_STEP_REQUIRED = True
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"] = {"server_url": ISSUER}

    def sign_in(email: str) -> Any:
        monkeypatch.setattr(council.CouncilAdapter, "get_requests_session", lambda self: Council(email))
        page = pages.get("/sign-in/?next=/who-may-do-what/")
        away = pages.get(page.link("Sign in with Blackpool Council (demonstration)")).location
        assert away.startswith(f"{ISSUER}/authorization?")
        state = parse_qs(urlsplit(away).query)["state"][0]
        return pages.get("/sign-in/council/answer/", {"state": state, "code": "c"})

    return sign_in


def test_a_whole_sign_in_ends_where_they_were_going_without_another_step(through: Any, pages: PageClient) -> None:
    make.staff_user(Role.HUB_WORKER, email="bea@example.org")
    assert through("bea@example.org").location == "/who-may-do-what/"
    assert pages.get("/who-may-do-what/").status == 200
    assert pages.client.session["council_sign_on"]["token"] == "refresh-1"


def test_a_stranger_to_this_house_comes_as_far_as_a_kind_page(through: Any, pages: PageClient) -> None:
    page = through("stranger@example.org")
    assert page.status == 403
    assert page.h1 == "You cannot sign in here"
    assert pages.get("/who-may-do-what/").status == 302


def test_a_known_one_whose_access_ended_here_is_not_let_in_by_the_council(through: Any, pages: PageClient) -> None:
    bea = make.staff_user(Role.HUB_WORKER, email="bea@example.org")
    through("bea@example.org")
    pages.post("/sign-in/out/")
    bea.is_active = False
    bea.save()
    through("bea@example.org")
    assert pages.get("/who-may-do-what/").status == 302


def test_under_the_councils_sign_on_there_are_no_passwords(pages: PageClient) -> None:
    assert pages.get("/sign-in/password/").status == 404
    assert pages.post("/sign-in/", {"login": "bea@example.org", "password": "x"}).status == 404


def test_without_it_there_is_no_council_to_ask(pages: PageClient, settings: Any) -> None:
    settings.OIDC_ISSUER = ""
    assert pages.get("/sign-in/council/").status == 404
    assert pages.get("/sign-in/council/answer/").status == 404
