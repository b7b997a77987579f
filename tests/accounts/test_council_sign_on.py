"""The council's own sign-on: staff with an account only, and out within minutes of their removal there."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin, SocialToken
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory

from rock.accounts.middleware import council_sign_on
from rock.accounts.models import UserKind
from rock.accounts.roles import Role
from rock.accounts.sign_in import council, council_session, second_step
from rock.accounts.sign_in.adapters import AccountAdapter, SecondStepAdapter
from rock.accounts.sign_in.council_session import Answer
from rock.core import time
from tests.accounts.council_server import ISSUER, Web
from tests.support import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council_asked")]


@pytest.fixture
def request_(rf: RequestFactory) -> Any:
    request = rf.get("/sign-in/council/answer/")
    request.session = SessionStore()
    request.session.create()
    return request


def sign_on(email: str = "bea@example.org", *, user: Any = None, token: str | None = "refresh-1", **claims: Any) -> Any:
    account = SocialAccount(provider="council", uid="sub-1", extra_data={"userinfo": {"email": email, **claims}})
    login = SocialLogin(user=user, account=account)
    login.token = None if token is None else SocialToken(token="access", token_secret=token)
    return login


def let_in(request: Any, login: Any) -> Any:
    council.CouncilAdapter(request).pre_social_login(request, login)
    return login.user


def turned_away(request: Any, login: Any) -> Any:
    with pytest.raises(ImmediateHttpResponse) as caught:
        let_in(request, login)
    return caught.value.response


def test_a_member_of_staff_is_matched_by_address_once_and_linked(request_: Any) -> None:
    bea = make.staff_user(Role.HUB_WORKER, email="bea@example.org")
    assert let_in(request_, sign_on("BEA@example.org")) == bea
    row = SocialAccount.objects.get(user=bea)
    assert row.uid == "sub-1"
    assert row.extra_data == {}


def test_nobody_else_is_let_in_and_no_account_is_made(request_: Any) -> None:
    make.user("Mum", kind=UserKind.FAMILY, email="mum@example.org")
    make.staff_user(email="gone@example.org", is_active=False)
    for login in (sign_on("new@example.org"), sign_on("mum@example.org"), sign_on("gone@example.org"), sign_on("")):
        assert turned_away(request_, login).status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_address_that_the_council_has_not_verified_matches_nobody(request_: Any) -> None:
    make.staff_user(email="bea@example.org")
    assert turned_away(request_, sign_on(email_verified=False)).status_code == 403
    assert let_in(request_, sign_on(email_verified=True))


def test_without_a_way_to_ask_again_nobody_is_let_in(request_: Any) -> None:
    make.staff_user(email="bea@example.org")
    assert turned_away(request_, sign_on(token="")).status_code == 403
    assert turned_away(request_, sign_on(token=None)).status_code == 403


def test_the_council_sees_to_the_second_step(request_: Any, settings: Any) -> None:
    settings.SECOND_STEP_REQUIRED = True
    bea = make.staff_user()
    assert not SecondStepAdapter().is_mfa_enabled(bea)
    second_step.proved(request_, bea, "password")
    assert second_step.is_missing(request_, bea)
    second_step.proved(request_, bea, "socialaccount")
    assert not second_step.is_missing(request_, bea)


def watched(request: Any, *, minutes_ago: Any) -> Any:
    council_session.begin(request, refresh_token="refresh-1")
    at = time.now() - timedelta(minutes=minutes_ago)
    request.session["council_sign_on"]["asked_at"] = at.isoformat()
    return request.session


def answers(monkeypatch: pytest.MonkeyPatch, answer: Answer, token: str = "refresh-2") -> Any:
    asked: list[str] = []

    def ask(sent: str) -> tuple[Answer, str]:
        asked.append(sent)
        return answer, token

    monkeypatch.setattr(council_session, "ask", ask)
    return asked


@pytest.mark.parametrize(("minutes", "times"), [(4, 0), (5, 1), (600, 1)])
def test_the_council_is_asked_every_five_minutes(
    request_: Any, monkeypatch: pytest.MonkeyPatch, minutes: int, times: int
) -> None:
    asked = answers(monkeypatch, Answer.STAYS)
    session = watched(request_, minutes_ago=minutes)
    assert not council_session.is_over(session)
    assert asked == ["refresh-1"] * times
    if times:
        assert session["council_sign_on"]["token"] == "refresh-2"
        assert SessionStore(session.session_key)["council_sign_on"]["token"] == "refresh-2"


def test_who_was_removed_is_out(request_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, Answer.GONE)
    assert council_session.is_over(watched(request_, minutes_ago=5))


@pytest.mark.parametrize(("minutes", "over"), [(5, False), (14, False), (15, True)])
def test_a_sign_on_that_is_down_is_borne_for_a_quarter_of_an_hour(
    request_: Any, monkeypatch: pytest.MonkeyPatch, minutes: int, over: bool
) -> None:
    answers(monkeypatch, Answer.UNREACHABLE)
    assert council_session.is_over(watched(request_, minutes_ago=minutes)) is over


def test_while_one_request_asks_the_others_do_not(request_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, Answer.GONE)
    session = watched(request_, minutes_ago=6)
    cache.add(f"council-sign-on:{session.session_key}", True)
    assert not council_session.is_over(session)
    assert asked == []


def test_a_session_of_a_password_is_not_the_councils(request_: Any) -> None:
    assert not council_session.is_over(request_.session)


@pytest.mark.parametrize(
    ("web", "answer", "token"),
    [
        (Web(200, {"refresh_token": "refresh-2"}), Answer.STAYS, "refresh-2"),
        (Web(200, {"access_token": "a"}), Answer.STAYS, "refresh-1"),
        (Web(400, {"error": "invalid_grant"}), Answer.GONE, "refresh-1"),
        (Web(400, {"error": "interaction_required"}), Answer.GONE, "refresh-1"),
        (Web(401, {"error": "invalid_client"}), Answer.UNREACHABLE, "refresh-1"),
        (Web(503, {}), Answer.UNREACHABLE, "refresh-1"),
        (Web(down=True), Answer.UNREACHABLE, "refresh-1"),
    ],
)
def test_what_the_councils_server_says_is_understood(
    monkeypatch: pytest.MonkeyPatch, web: Any, answer: Answer, token: Any
) -> None:
    monkeypatch.setattr(council_session, "get_adapter", lambda: SimpleNamespace(get_requests_session=lambda: web))
    assert council_session.ask("refresh-1") == (answer, token)
    if web.sent:
        assert web.sent == [
            (
                f"{ISSUER}/token",
                {
                    "grant_type": "refresh_token",
                    "refresh_token": "refresh-1",
                    "client_id": "rock",
                    "client_secret": "s",
                },
            )
        ]


def test_signing_in_begins_the_watch(request_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    council.remember(request_, {"sociallogin": sign_on()})
    assert request_.session["council_sign_on"]["token"] == "refresh-1"
    assert not AccountAdapter(request_).is_open_for_signup(request_)


def test_the_middleware_signs_out_and_stands_aside_without_a_sign_on(
    request_: Any, monkeypatch: pytest.MonkeyPatch, settings: Any, client: Any
) -> None:
    answers(monkeypatch, Answer.GONE)
    client.force_login(make.staff_user())
    request_.session = client.session
    watched(request_, minutes_ago=9).save()
    request_.user = make.staff_user()
    council_sign_on(lambda request: HttpResponse())(request_)
    assert not request_.user.is_authenticated
    settings.OIDC_ISSUER = ""
    with pytest.raises(MiddlewareNotUsed):
        council_sign_on(lambda request: HttpResponse())
