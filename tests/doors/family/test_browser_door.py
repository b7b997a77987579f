"""The door in a real browser: a phone, the keyboard alone, no JavaScript, and axe on every page."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from rock.accounts.roles import Role
from rock.doors.family.services.opening import make_key
from rock.practice.visits.services.sharing import share
from rock.records.models import Agreement, AgreementKind, Answer, Statement
from tests.doors.family.planned import planned
from tests.doors.family.standing import Standing, door_user, sent, standing
from tests.doors.family.written import Written, visited
from tests.support import factories as make
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told() -> Standing:
    made = standing()
    made.tell_dee()
    made.named(made.dee, make.staff_user(Role.SOCIAL_WORKER, "Ama Rahman", phone="01632 960 111"))
    Agreement.objects.create(
        kind=AgreementKind.ASK_AGENCIES,
        occasion=made.decision.occasion,
        person=made.dee,
        answer=Answer.YES,
        agencies="The school nurse",
    )
    return made


def look(page: Page, name: str) -> None:
    glance(page, name)
    check_axe(page)


def glance(page: Page, name: str) -> None:
    """Look at a page without scripts, where axe would wait for ever."""
    screenshot(page, f"door-{name}")
    check_no_sideways_scroll(page)


def test_by_keyboard_without_javascript_on_a_phone(told: Standing, in_browser: Callable[..., Page]) -> None:
    token = make_key(by=told.manager, person=told.dee).token
    page = in_browser(f"/w/{token}/", phone=True, javascript=False)
    tab_to(page, "Send me a code")
    page.keyboard.press("Enter")
    page.wait_for_url("**/code/")
    tab_to(page, "What is your code?")
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    assert "This code does not work" in page.locator(".govuk-error-summary").inner_text()
    page.locator("[name=code]").fill(sent("door_code"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/w/")
    assert page.title() == "Your page – For you"
    tab_to(page, "Give your answer")
    page.keyboard.press("Enter")
    page.get_by_label("I do not agree, and this is why").check()
    page.get_by_label("In your own words").fill("Nobody asked Nan.")
    page.get_by_role("button", name="Send").click()
    assert "Nobody asked Nan." in page.locator("main").inner_text()
    assert Statement.objects.filter(words="Nobody asked Nan.").exists()
    page.get_by_role("button", name="Sign out").click()
    assert page.locator("h1").inner_text() == "You are signed out"
    page.go_back()
    assert "Nobody asked Nan." not in page.locator("body").inner_text()


@pytest.mark.parametrize("phone", [True, False])
def test_every_page_passes_axe_and_fits(told: Standing, in_browser: Callable[..., Page], phone: bool) -> None:
    size = "phone" if phone else "desk"
    token = make_key(by=told.manager, person=told.dee).token
    page = in_browser(f"/w/{token}/", phone=phone)
    look(page, f"{size}-1-link")
    page.get_by_role("button", name="Send me a code").click()
    look(page, f"{size}-2-code")
    page.get_by_role("button", name="Open").click()
    look(page, f"{size}-3-code-error")
    page.locator("[name=code]").fill(sent("door_code"))
    page.get_by_role("button", name="Open").click()
    look(page, f"{size}-4-home")
    page.get_by_role("link", name="See who has looked").click()
    look(page, f"{size}-5-looked")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("button", name="Give your answer").click()
    page.get_by_role("button", name="Send").click()
    look(page, f"{size}-6-answer")
    page.get_by_label("I understand").check()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Take it back").click()
    look(page, f"{size}-7-back")
    page.get_by_role("button", name="Yes, take it back").click()
    look(page, f"{size}-8-home")
    page.get_by_role("button", name="Sign out").click()
    look(page, f"{size}-9-out")
    page.goto("/w/")
    look(page, f"{size}-91-over")


@pytest.mark.parametrize("phone", [True, False])
def test_the_worker_s_pages(told: Standing, in_browser: Callable[..., Page], phone: bool) -> None:
    size = "phone" if phone else "desk"
    page = in_browser(f"/door/{told.dee.pk}/", phone=phone, user=told.manager)
    look(page, f"{size}-staff-1")
    page.get_by_role("button", name="Make a link and a card").click()
    look(page, f"{size}-staff-2-card")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="Close their page").click()
    look(page, f"{size}-staff-3-close")


def test_exit_this_page_signs_out(told: Standing, in_browser: Callable[..., Page]) -> None:
    page = in_browser("/w/", phone=True, user=door_user(told.dee))
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.locator(".govuk-exit-this-page__button").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    assert "Dee" not in page.locator("body").inner_text()


def test_the_plan_by_keyboard_without_javascript_on_a_phone(in_browser: Callable[..., Page]) -> None:
    made = planned()
    page = in_browser("/w/", phone=True, javascript=False, user=door_user(made.dee))
    tab_to(page, "Our plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/w/plan/")
    glance(page, "phone-plan")
    page.locator(f"#line-{made.lines['dee'].pk} summary").focus()
    page.keyboard.press("Enter")
    glance(page, "phone-plan-open")
    page.locator(f"#line-{made.lines['dee'].pk} a").last.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    glance(page, "phone-plan-line")
    page.get_by_role("button", name="Send").click()
    glance(page, "phone-plan-line-error")
    page.get_by_role("link", name="I have done it").click()
    glance(page, "phone-plan-done")
    tab_to(page, "In your own words")
    page.keyboard.type("Every day this week.")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/w/plan/{made.kai.pk}/**")
    assert "Every day this week." in page.locator("main").inner_text()
    page.get_by_role("link", name="What we do if something happens").click()
    glance(page, "phone-plan-write")
    page.get_by_label("If this happens").fill("I am ill")
    page.get_by_label("Then we will").fill("Nan comes.")
    page.get_by_role("button", name="Put it into the plan").click()
    assert "Nan comes." in page.locator("main").inner_text()


def test_the_plan_passes_axe_on_a_phone(in_browser: Callable[..., Page], live_server: Any) -> None:
    made = planned()
    page = in_browser("/w/plan/", phone=True, user=door_user(made.dee))
    check_axe(page)
    for one in page.locator("main summary").all():
        one.click()
    check_axe(page)
    line = f"/w/line/{made.lines['dee'].pk}/"
    for path in (line, f"{line}done/", f"{line}words/", f"/w/plan/{made.kai.pk}/write/what_if/"):
        page.goto(live_server.url + path)
        check_axe(page)
    page.goto(live_server.url + line)
    page.get_by_role("button", name="Send").click()
    check_axe(page)


def test_questions_the_report_and_the_day_pass_axe_on_a_phone(
    in_browser: Callable[..., Page], live_server: Any
) -> None:
    made = planned()
    written, toast = Written(made), visited(made)
    share(by=made.asha, statement=toast, reader=made.dee, speaker_said="Yes")
    page = in_browser("/w/questions/", phone=True, user=door_user(made.dee))
    page.get_by_label("What do you want to ask?").fill("When is the meeting?")
    page.get_by_role("button", name="Ask").click()
    look(page, "phone-questions")
    page.goto(live_server.url + written.url)
    look(page, "phone-report")
    page.get_by_role("link", name="Say if it is right").first.click()
    look(page, "phone-passage")
    page.get_by_label("That is right").check()
    page.get_by_role("button", name="Send").click()
    look(page, "phone-report-answered")
    page.goto(live_server.url + f"/w/day/{made.kai.pk}/")
    look(page, "phone-day")


def test_what_she_offered_passes_axe_on_a_phone(in_browser: Callable[..., Page]) -> None:
    made = planned()
    page = in_browser("/w/", phone=True, user=door_user(made.jo))
    look(page, "phone-nan-home")
    page.get_by_role("link", name="What I offered").click()
    look(page, "phone-offers")
    page.get_by_role("link", name="Change it or take it back").click()
    look(page, "phone-offer")
    page.get_by_label("What can you do for the family?").fill("Saturdays")
    page.get_by_role("button", name="Save").click()
    assert "Saturdays" in page.locator("main").inner_text()
