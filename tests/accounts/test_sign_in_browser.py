"""Signing in, in a real browser: a passkey set up and used, the app without JavaScript, every page looked at."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page

from rock.accounts.roles import Role
from tests.accounts.codes import code_now
from tests.support import factories as make
from tests.support.browser import check_axe, check_no_sideways_scroll, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "three stones by the pier"
Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def _as_for_real(settings: Any) -> None:
    settings.SECOND_STEP_REQUIRED = True
    make.staff_user(Role.ADMINISTRATOR, "Bea Holt", email="bea@example.org", password=PASSWORD)


def with_a_key(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    facts = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    facts |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": facts})


def heading(page: Page, words: str) -> None:
    page.get_by_role("heading", level=1, name=words, exact=True).wait_for()


def by_password(page: Page) -> None:
    page.get_by_label("Work email address").fill("bea@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("phone", [True, False])
def test_a_passkey_is_set_up_at_first_sign_in_and_opens_the_house_alone_after(in_browser: Open, phone: bool) -> None:
    page = in_browser("/sign-in/", phone=phone)
    check_axe(page)
    with_a_key(page)
    by_password(page)
    heading(page, "Your second step")
    check_axe(page)
    page.get_by_role("button", name="Set up a passkey").click()
    check_axe(page)
    check_no_sideways_scroll(page)
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("button", name="I have kept them").wait_for()
    check_axe(page)
    assert Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).count() == 1
    page.get_by_role("button", name="I have kept them").click()
    heading(page, "Staff")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    heading(page, "Staff")


def test_without_javascript_and_by_keyboard_an_app_does_it(in_browser: Open) -> None:
    page = in_browser("/sign-in/", javascript=False)
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    tab_to(page, "Work email address")
    page.keyboard.type("bea@example.org")
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    heading(page, "Your second step")
    tab_to(page, "Set up an app")
    page.keyboard.press("Enter")
    heading(page, "Set up an app that shows codes")
    secret = page.locator("code.rock-key").inner_text()
    tab_to(page, "Code that the app shows now")
    page.keyboard.type(code_now(secret))
    page.keyboard.press("Enter")
    heading(page, "Your recovery codes")


def test_a_broken_off_passkey_says_so_in_words(in_browser: Open) -> None:
    page = in_browser("/sign-in/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("That did not work. Try again, or use another way.").wait_for()


@pytest.mark.parametrize("path", ["/staff/", "/staff/new/", "/who-may-do-what/", "/demo/", "/demo/clock/"])
@pytest.mark.parametrize("phone", [True, False])
def test_the_pages_of_accounts_and_demo_are_clean(in_browser: Open, settings: Any, path: str, phone: bool) -> None:
    settings.SECOND_STEP_REQUIRED = False
    admin = make.staff_user(Role.ADMINISTRATOR, "Bev Cardwell")
    page = in_browser(path, phone=phone, user=admin)
    check_axe(page)
    check_no_sideways_scroll(page)
