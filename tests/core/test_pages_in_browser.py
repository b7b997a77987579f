import re
from typing import Any

import pytest
from playwright.sync_api import expect

from rock.core.models import Draft
from tests.support import factories
from tests.support.browser import check_axe, check_no_sideways_scroll, focused, screenshot, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def worker() -> Any:
    return factories.staff_user(name="Ada Finch")


@pytest.mark.parametrize("phone", [False, True])
def test_every_component_is_accessible_on_a_desk_and_on_a_phone(in_browser: Any, worker: Any, phone: bool) -> None:
    page = in_browser("/components/", user=worker, phone=phone)
    expect(page.locator("body")).to_have_class(re.compile("js-enabled"))
    check_axe(page)
    check_no_sideways_scroll(page)
    screenshot(page, f"components-{'phone' if phone else 'desktop'}")


@pytest.mark.parametrize("phone", [False, True])
def test_errors_are_accessible_and_take_the_focus(in_browser: Any, worker: Any, phone: bool) -> None:
    page = in_browser("/components/", user=worker, phone=phone)
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title(re.compile("^Error: "))
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    page.get_by_role("link", name="Choose a colour").click()
    assert page.evaluate("document.activeElement.id") == "id_colour"
    check_axe(page)
    check_no_sideways_scroll(page)
    screenshot(page, f"components-errors-{'phone' if phone else 'desktop'}")


def test_it_can_be_read_at_four_times_the_size(in_browser: Any, worker: Any) -> None:
    page = in_browser("/components/", user=worker)
    page.set_viewport_size({"width": 320, "height": 256})
    check_no_sideways_scroll(page)


def test_the_keyboard_reaches_the_main_part_first_and_opens_a_question(in_browser: Any, worker: Any) -> None:
    page = in_browser("/components/", user=worker)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    tab_to(page, "Pink")
    assert not page.get_by_label("Which colour?").is_visible()
    page.keyboard.press("ArrowUp")
    assert focused(page) == "Another colour"
    assert page.get_by_label("Which colour?").is_visible()


def test_without_javascript_every_question_is_there_and_errors_are_said(in_browser: Any, worker: Any) -> None:
    page = in_browser("/components/", user=worker, javascript=False)
    assert page.get_by_label("Which colour?").is_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the name on the box")


def test_what_is_typed_saves_itself_and_comes_back(in_browser: Any, worker: Any) -> None:
    page = in_browser("/components/", user=worker)
    page.get_by_label("What is in it?").fill("Forty-two sticks, and it’s all mint")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^Saved at "), timeout=6_000)
    assert Draft.objects.get().user_id == worker.pk
    page.goto("/components/")
    expect(page.get_by_label("What is in it?")).to_have_value("Forty-two sticks, and it’s all mint")


def test_a_draft_that_cannot_be_saved_says_so(in_browser: Any, worker: Any) -> None:
    page = in_browser("/components/", user=worker)
    page.context.clear_cookies()
    page.get_by_label("What is in it?").fill("Still here")
    expect(page.get_by_role("status")).to_contain_text("Not saved", timeout=6_000)
    expect(page.get_by_label("What is in it?")).to_have_value("Still here")


def test_without_javascript_a_button_saves_the_draft(in_browser: Any, worker: Any) -> None:
    page = in_browser("/components/", user=worker, javascript=False)
    page.get_by_label("What is in it?").fill("Later")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your draft is saved")
    page.get_by_role("link", name="Go back to the form").click()
    expect(page.get_by_label("What is in it?")).to_have_value("Later")


@pytest.mark.parametrize("phone", [False, True])
def test_a_page_for_outside_has_a_way_out(in_browser: Any, phone: bool) -> None:
    page = in_browser("/accessibility/", phone=phone)
    way_out = page.get_by_role("button", name="Exit this page")
    expect(way_out).to_have_attribute("href", re.compile("weather"))
    assert way_out.bounding_box()["height"] >= 44
    check_axe(page)
    check_no_sideways_scroll(page)
    screenshot(page, f"outside-{'phone' if phone else 'desktop'}")
