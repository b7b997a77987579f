"""Asking in a real browser: on a phone with the keyboard alone, without JavaScript, as each kind of asker."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from playwright.sync_api import Page, expect

from rock.doors.public.models import UnsentRequest
from rock.doors.public.views import keeping
from rock.practice.requests.models import RequestForSupport, RequestPerson
from tests.doors.public.walking import GRANDMOTHER, MOTHER, TEACHER, YOUNG_PERSON, Answers, changed
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
InBrowser = Callable[..., Page]
EVERY_STATE = 40


def place_of(page: Page) -> str:
    return page.url.partition("/ask/")[2].partition("?")[0].strip("/")


def fill(page: Page, typed: dict[str, Any]) -> None:
    for name, value in typed.items():
        for one in value if isinstance(value, list) else [value]:
            box = page.locator(f'[name="{name}"]')
            if box.first.get_attribute("type") in {"radio", "checkbox"}:
                page.locator(f'[name="{name}"][value="{one}"]').check()
            else:
                box.fill(one)


def go_through(page: Page, answers: Answers, look: Callable[[Page], None]) -> list[str]:
    """Start, answer every question as it comes, look at each page, and stop where the answers are checked."""
    look(page)
    click(page, "Start now")
    places: list[str] = []
    while place_of(page) != "check":
        places.append(place_of(page))
        assert len(places) < EVERY_STATE, places
        look(page)
        if places[-1] in answers:
            fill(page, answers[places[-1]])
            click(page, "Continue")
        else:
            click(page, "Go on")
    look(page)
    return places


def click(page: Page, name: str) -> None:
    """Press a button and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def press_send(page: Page) -> None:
    UnsentRequest.objects.update(begun_at=F("begun_at") - timedelta(minutes=1))
    click(page, "Send")
    expect(page.get_by_role("heading", level=1)).to_have_text("We have got it")


def accessible(page: Page) -> None:
    check_axe(page)
    check_no_sideways_scroll(page)


def press(page: Page, name: str) -> None:
    """Reach a button with Tab and press it with Enter."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def by_keyboard(page: Page, typed: dict[str, Any]) -> None:
    """Answer a question with Tab, arrows, Space and letters alone."""
    for name, value in typed.items():
        kind = page.locator(f'[name="{name}"]').first.get_attribute("type")
        for one in value if isinstance(value, list) else [value]:
            reach(page, name)
            if kind == "radio":
                choose(page, name, one)
            elif kind == "checkbox":
                reach(page, one, of="value")
                page.keyboard.press("Space")
            else:
                page.keyboard.type(one)


def reach(page: Page, wanted: str, *, of: str = "name") -> None:
    for _ in range(EVERY_STATE):
        if page.evaluate(f"document.activeElement.{of}") == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached the {of} {wanted}")


def choose(page: Page, name: str, value: str) -> None:
    page.keyboard.press("Space")
    for _ in range(EVERY_STATE):
        if page.locator(f'[name="{name}"]:checked').input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reached {value}")


def test_a_grandmother_asks_on_her_phone_with_the_keyboard_alone(in_browser: InBrowser) -> None:
    page = in_browser("/ask/", phone=True)
    press(page, "Start now")
    count = 0
    while place_of(page) != "check":
        count += 1
        assert count < EVERY_STATE
        by_keyboard(page, GRANDMOTHER[place_of(page)])
        press(page, "Continue")
    UnsentRequest.objects.update(begun_at=F("begun_at") - timedelta(minutes=1))
    press(page, "Send")
    expect(page.get_by_role("heading", level=1)).to_have_text("We have got it")
    request = RequestForSupport.objects.get()
    expect(page.get_by_text(request.reference)).to_be_visible()
    assert RequestPerson.objects.get().address_hidden
    screenshot(page, "ask-sent-phone")


def test_a_mother_asks_without_javascript_on_a_phone(in_browser: InBrowser) -> None:
    page = in_browser("/ask/", phone=True, javascript=False)
    go_through(page, changed(MOTHER, danger={"danger": "yes"}), check_no_sideways_scroll)
    press_send(page)
    assert RequestForSupport.objects.get().danger_now


@pytest.mark.parametrize(
    ("answers", "phone"),
    [
        pytest.param(changed(GRANDMOTHER, danger={"danger": "yes"}), True, id="grandmother"),
        pytest.param(YOUNG_PERSON, True, id="young-person", marks=pytest.mark.soak),
        pytest.param(TEACHER, False, id="teacher", marks=pytest.mark.soak),
    ],
)
def test_every_page_is_accessible(in_browser: InBrowser, answers: Answers, phone: bool) -> None:
    page = in_browser("/ask/", phone=phone)
    go_through(page, answers, accessible)
    press_send(page)
    accessible(page)
    click(page, "Show a copy to print")
    accessible(page)
    assert RequestForSupport.objects.count() == 1


def test_the_pages_beside_the_questions_are_accessible(in_browser: InBrowser) -> None:
    page = in_browser("/ask/danger/", phone=True)
    click(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Choose yes or no")
    accessible(page)
    fill(page, {"danger": "no"})
    click(page, "Continue")
    page.goto("/ask/")
    accessible(page)
    page.goto("/ask/check/")
    accessible(page)
    page.goto("/ask/save/")
    accessible(page)
    click(page, "Show me a code")
    code = page.locator(".rock-reference").inner_text()
    accessible(page)
    click(page, "Stop, and leave nothing")
    page.goto("/ask/save/")
    accessible(page)
    page.goto("/ask/come-back/")
    fill(page, {"code": "7K4M"})
    click(page, "Open my answers")
    accessible(page)
    fill(page, {"code": code})
    click(page, "Open my answers")
    assert place_of(page) == "who"


@pytest.mark.soak
def test_four_times_as_large_still_fits(in_browser: InBrowser) -> None:
    page = in_browser("/ask/")
    page.set_viewport_size({"width": 320, "height": 256})
    go_through(page, GRANDMOTHER, check_no_sideways_scroll)


@pytest.fixture
def weather(monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a page of our own for the weather: no test reaches the network."""
    monkeypatch.setattr(keeping, "EXIT_URL", "/accessibility/")
    return "**/accessibility/"


def test_exit_this_page_leaves_nothing_to_go_back_to(in_browser: InBrowser, weather: str) -> None:
    page = in_browser("/ask/danger/")
    for typed in ({"danger": "no"}, {"who": "parent"}):
        fill(page, typed)
        click(page, "Continue")
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url(weather)
    assert not [cookie for cookie in page.context.cookies() if "asking" in str(cookie["name"])]
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask for support")
    expect(page.get_by_role("button", name="Carry on with your answers")).to_have_count(0)


def test_shift_three_times_exits(in_browser: InBrowser, weather: str) -> None:
    page = in_browser("/ask/danger/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(weather)


def test_nothing_is_stored_in_the_browser_but_two_cookies_of_the_session(in_browser: InBrowser) -> None:
    page = in_browser("/ask/danger/")
    fill(page, {"danger": "no"})
    click(page, "Continue")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    cookies = page.context.cookies()
    assert {cookie["name"] for cookie in cookies} == {"asking", "csrftoken"}
    assert all(cookie["expires"] == -1 for cookie in cookies)


def test_words_are_kept_while_they_are_typed(in_browser: InBrowser) -> None:
    page = in_browser("/ask/danger/")
    for typed in ({"danger": "no"}, {"who": "parent"}):
        fill(page, typed)
        click(page, "Continue")
    page.goto("/ask/worry/")
    page.locator("#text").press_sequentially("I do not sleep")
    expect(page.locator("[data-draft-says]")).to_contain_text("We have not got it until you press Send", timeout=8000)
    page.reload()
    expect(page.locator("#text")).to_have_value("I do not sleep")
