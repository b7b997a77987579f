"""A young person's plan in a real browser, on a phone and at a desk: read, answered, written, and nothing left behind."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from rock.practice.plans.models import ItemView
from tests.doors.child.test_plan import planned
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def look(page: Page, name: str) -> None:
    screenshot(page, f"young-plan-{name}")
    check_axe(page)
    check_no_sideways_scroll(page)


@pytest.mark.parametrize("phone", [True, False])
def test_reads_answers_and_writes(in_browser: Callable[..., Page], phone: bool) -> None:
    made, size = planned(), "phone" if phone else "desk"
    number, words = made.home.card()
    page = in_browser("/me/", phone=phone)
    page.get_by_label("What does your card say?").fill(f"{number} {words}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/home/")
    look(page, f"home-{size}")
    page.get_by_role("link", name="Our plan").click()
    look(page, size)
    page.locator("a", has_text="Say what you think").filter(has_text="Kai misses").click()
    page.get_by_label("I disagree").check()
    page.get_by_label("In your own words").fill("I only miss the first hour.")
    look(page, f"line-{size}")
    page.get_by_role("button", name="Send").click()
    assert "I only miss the first hour." in page.locator("main").inner_text()
    assert ItemView.objects.get().view == "disagree"
    page.get_by_role("link", name="Something that could be done").click()
    look(page, f"write-{size}")
    page.get_by_role("link", name="Back to the start").click()
    page.get_by_role("link", name="Close my page").click()
    page.go_back()
    assert "first hour" not in page.locator("body").inner_text()
