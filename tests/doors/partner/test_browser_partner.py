"""The partner's door in a real browser: the keyboard alone, no JavaScript, a phone, and axe on every page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from rock.core import time
from rock.doors.partner.models import Invitation
from rock.records.models import DayEntry, PromiseState
from tests.doors.partner.standing import Near, near, sent
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def here() -> Near:
    made = near()
    made.promise("Ring Dee before nine if Kai is not in", due_on=time.today() - timedelta(days=2))
    made.asked()
    made.ask_part()
    made.invite()
    return made


def look(page: Page, name: str) -> None:
    screenshot(page, f"partner-{name}")
    check_axe(page)
    check_no_sideways_scroll(page)


def test_by_keyboard_without_javascript_on_a_phone(here: Near, in_browser: Callable[..., Page]) -> None:
    page = in_browser(f"/partner/in/{sent('partner_link')}/", phone=True, javascript=False)
    tab_to(page, "Send me a code")
    page.keyboard.press("Enter")
    page.wait_for_url("**/code/")
    tab_to(page, "What is your code?")
    page.keyboard.type(sent("partner_code"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/partner/")
    page.get_by_role("link", name="Say how it stands").first.click()
    page.get_by_label("It is done").check()
    page.get_by_label("In your own words").fill("I rang her on Monday.")
    page.get_by_role("button", name="Send").click()
    assert page.locator("h1").inner_text() == "Thank you. It is with us"
    promise = here.kai.promises_about.get(what__startswith="Ring Dee")
    assert (promise.state, promise.closed_word) == (PromiseState.KEPT, "I rang her on Monday.")
    page.get_by_role("link", name="Back to your page").click()
    page.get_by_role("link", name="Write what you saw of the day").click()
    page.get_by_label("Which part of the day?").select_option("school")
    page.get_by_label("What did you see or hear?").fill("Kai laughed at lunch.")
    page.get_by_role("button", name="Send").click()
    assert "Kai laughed at lunch." in page.locator("main").inner_text()
    assert DayEntry.objects.get().source == "school"
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    page.go_back()
    assert "Kai" not in page.locator("body").inner_text()


@pytest.mark.parametrize("phone", [True, False])
def test_every_page_of_the_door_passes_axe_and_fits(here: Near, in_browser: Callable[..., Page], phone: bool) -> None:
    size = "phone" if phone else "desk"
    page = in_browser(f"/partner/in/{sent('partner_link')}/", phone=phone)
    look(page, f"{size}-1-link")
    page.get_by_role("button", name="Send me a code").click()
    page.locator("[name=code]").fill(sent("partner_code"))
    look(page, f"{size}-2-code")
    page.get_by_role("button", name="Open").click()
    look(page, f"{size}-3-home")
    page.get_by_role("link", name="Say how it stands").first.click()
    page.get_by_role("button", name="Send").click()
    look(page, f"{size}-4-promise-error")
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="Answer the question").click()
    look(page, f"{size}-5-question")
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="Write what you saw of the day").click()
    look(page, f"{size}-6-day")


@pytest.mark.parametrize("phone", [True, False])
def test_the_one_question_and_the_workers_pages_pass_axe_and_fit(
    here: Near, in_browser: Callable[..., Page], phone: bool
) -> None:
    size = "phone" if phone else "desk"
    page = in_browser(f"/p/{sent('agency_part')}/", phone=phone)
    look(page, f"{size}-7-asked")
    page.get_by_role("button", name="Send a code to the work inbox, and tell me who it is about").click()
    page.locator("[name=code]").fill(sent("partner_code"))
    page.get_by_role("button", name="Open").click()
    look(page, f"{size}-8-asked-who")
    base, row = f"/people/{here.kai.pk}/partners/", Invitation.objects.get()
    for number, end in enumerate(("", "invite/", f"{row.pk}/end/")):
        staff = in_browser(f"{base}{end}", phone=phone, user=here.ama)
        look(staff, f"{size}-9-staff-{number}")
