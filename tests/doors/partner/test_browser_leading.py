"""The plan that a partner leads, in a real browser: a phone and a desk, the keyboard's pages, and axe on each."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rock.practice.plans.models import PlanItem
from tests.doors.partner.standing import sent
from tests.doors.partner.test_leading import lead_plan
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def look(page: Page, name: str) -> None:
    screenshot(page, f"leading-{name}")
    check_axe(page)
    check_no_sideways_scroll(page)


@pytest.mark.parametrize("phone", [True, False])
def test_a_worker_shares_and_the_lead_reads_and_suggests(in_browser: Callable[..., Page], phone: bool) -> None:
    led, size = lead_plan(), "phone" if phone else "desk"
    link = sent("partner_link")
    page = in_browser(led.choosing, phone=phone, user=led.near.ama)
    look(page, f"choose-{size}")
    page.get_by_label("Kai eats before school").check()
    page.get_by_label("Breakfast is ready at eight").check()
    page.get_by_label("there is no money left").check()
    page.get_by_label("What did Dee Ashdown say when you asked?").fill("Yes, Priya may know.")
    page.get_by_role("button", name="Choose what of the plan they read").click()
    look(page, f"partners-{size}")
    page = in_browser(f"/partner/in/{link}/", phone=phone)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("What is your code?").fill(sent("partner_code"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/partner/")
    look(page, f"home-{size}")
    page.get_by_role("link", name="Kai, born on").click()
    look(page, f"plan-{size}")
    assert "Breakfast is ready at eight" in page.locator("main").inner_text()
    page.get_by_role("link", name="What is strong already").click()
    page.get_by_label("In your own words").fill("Kai helps the little ones.")
    look(page, f"suggest-{size}")
    page.get_by_role("button", name="Send").click()
    assert "Kai helps the little ones." in page.locator("main").inner_text()
    assert PlanItem.objects.filter(wording__statement__words="Kai helps the little ones.").count() == 1


@pytest.mark.parametrize(("phone", "javascript"), [(True, False), (False, True)])
def test_the_lead_does_her_whole_job_by_the_keyboard(
    in_browser: Callable[..., Page], phone: bool, javascript: bool
) -> None:
    led = lead_plan()
    led.share("good", "dee")
    page = in_browser(f"/partner/in/{sent('partner_link')}/", phone=phone, javascript=javascript)
    press(page, "Send me a code", "**/code/")
    tab_to(page, "What is your code?")
    page.keyboard.type(sent("partner_code"))
    press(page, "Open", "**/partner/")
    press(page, "Kai, born on 2 January 2017", "**/plan/")
    press(page, "If this happens, we will", "**/suggest/what_if/")
    press(page, "Send", "**/suggest/what_if/")
    assert "Write what could happen" in page.locator(".govuk-error-summary").inner_text()
    tab_to(page, "If this happens")
    page.keyboard.type("he comes without a coat")
    page.keyboard.press("Tab")
    page.keyboard.type("We lend him one.")
    press(page, "Send", "**/plan/#what_if")
    expect(page.locator("#what_if + ul")).to_contain_text("We lend him one.")
    press(page, "Say how it stands\n: Save Kai a breakfast", "**/promise/*/")
    tab_to(page, "It is done")
    page.keyboard.press("Space")
    press(page, "Send", "**/thanks/")
    press(page, "Back to your page", "**/partner/")
    press(page, "Sign out, and leave nothing here", "**/out/")
    page.go_back()
    expect(page.get_by_role("heading", name="This page is closed")).to_be_visible()
    assert "Kai" not in page.locator("body").inner_text()


def press(page: Page, text: str, leads_to: str) -> None:
    tab_to(page, text)
    # It may lead to the very address where it stands.
    with page.expect_navigation(url=leads_to):
        page.keyboard.press("Enter")
