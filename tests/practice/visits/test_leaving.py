"""In a real browser: signing out on any page sends first, asks before anything is lost, and leaves nothing on the device."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from rock.accounts.roles import Role
from rock.core.models import Draft
from rock.practice.visits.services import drafting
from tests.support import factories as make
from tests.support.browser import check_axe, check_no_sideways_scroll, check_targets, screenshot, tab_to
from tests.support.sessions import session_key
from tests.support.visits import Household, allocated, household

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]
COUNTS = """async () => {
  if (!(await indexedDB.databases()).some((one) => one.name === 'visits')) return null;
  return new Promise((resolve) => {
    indexedDB.open('visits').onsuccess = (event) => {
      const database = event.target.result;
      const counts = {}, work = database.transaction(['keys', 'answers', 'pages']);
      for (const store of ['keys', 'answers', 'pages']) {
        work.objectStore(store).count().onsuccess = (one) => { counts[store] = one.target.result; };
      }
      work.oncomplete = () => { database.close(); resolve(counts); };
    };
  });
}"""


@pytest.fixture
def home(transactional_db: None) -> Household:
    return allocated(household())


def answers(home: Household) -> dict[str, list[str]]:
    return drafting.kept(home.worker, drafting.subject_of(home.family.pk, home.kai.pk)).answers


def written(in_browser: Open, home: Household, start: str = "/") -> Page:
    """Open another page of the service, write a wish in a second window without signal, close that, and return the first."""
    page = in_browser(start, phone=True, user=home.worker)
    visit = page.context.new_page()
    visit.goto(f"/visits/new/{home.family.pk}/{home.kai.pk}/")
    visit.wait_for_selector("html[data-visit-ready=offline]", state="attached")
    page.context.set_offline(True)
    visit.fill("[name=wish1-words]", "A dog")
    expect(visit.locator("[data-visit-says]")).to_have_text("Not sent yet: 1 answer waits on this phone")
    visit.close()
    return page


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()


def test_signing_out_elsewhere_sends_first_and_leaves_nothing(in_browser: Open, home: Household) -> None:
    page = written(in_browser, home)
    page.context.set_offline(False)
    with page.expect_navigation():
        sign_out(page)
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_have_count(0)
    assert answers(home)["wish1-words"] == ["A dog"]
    assert page.evaluate(COUNTS) is None


def test_without_signal_it_says_so_and_asks_before_anything_is_lost(in_browser: Open, home: Household) -> None:
    page = written(in_browser, home)
    sign_out(page)
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("Not sent yet: 1 answer waits on this phone. There is no signal.")
    expect(notice).to_contain_text("Signing out deletes this for good.")
    expect(notice).to_be_focused()
    screenshot(page, "visit-sign-out-phone")
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)
    tab_to(page, "Stay signed in and keep it")
    page.keyboard.press("Enter")
    expect(notice).to_have_count(0)
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_focused()
    assert page.evaluate(COUNTS)["answers"] == 1
    page.context.set_offline(False)
    with page.expect_navigation():
        sign_out(page)
    assert answers(home)["wish1-words"] == ["A dog"]


def test_whoever_chooses_so_deletes_it_and_is_told_that_the_session_still_stands(
    in_browser: Open, home: Household
) -> None:
    page = written(in_browser, home)
    sign_out(page)
    tab_to(page, "Delete it and sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("You are still signed in")
    screenshot(page, "visit-signed-in-still-phone")
    assert page.evaluate(COUNTS) is None
    page.context.set_offline(False)
    with page.expect_navigation():
        sign_out(page)
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_have_count(0)
    assert not Draft.objects.exists()


def test_on_the_visit_itself_it_asks_too(in_browser: Open, home: Household) -> None:
    page = in_browser(f"/visits/new/{home.family.pk}/{home.kai.pk}/", phone=True, user=home.worker)
    page.wait_for_selector("html[data-visit-ready=offline]", state="attached")
    page.context.set_offline(True)
    page.fill("[name=wish1-words]", "A dog")
    sign_out(page)
    expect(page.get_by_role("alert")).to_contain_text("1 answer waits")
    page.context.set_offline(False)


def test_a_conflict_found_while_signing_out_is_compared_first(in_browser: Open, home: Household) -> None:
    page = written(in_browser, home)
    subject = drafting.subject_of(home.family.pk, home.kai.pk)
    drafting.keep(by=home.worker, subject=subject, answers={"wish1-words": ["A cat"]}, version="")
    page.context.set_offline(False)
    sign_out(page)
    page.get_by_role("link", name="Compare the two").click()
    expect(page.get_by_role("heading", name="Two versions of this page")).to_be_visible()
    assert {row.answers["wish1-words"][0] for row in Draft.objects.all()} == {"A cat", "A dog"}


def test_any_page_sends_what_waits_when_there_is_signal_again(in_browser: Open, home: Household) -> None:
    page = written(in_browser, home)
    page.context.set_offline(False)
    page.goto("/visits/wishes/")
    _until(page, lambda: answers(home) != {})
    assert answers(home)["wish1-words"] == ["A dog"]


def _until(page: Page, true: Callable[[], bool]) -> None:
    for _ in range(50):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come to be")


def test_a_session_that_the_server_ended_wipes_keys_and_pages_unread_and_keeps_the_answers_sealed(
    in_browser: Open, home: Household, live_server: Any
) -> None:
    page = written(in_browser, home)
    Session.objects.all().delete()
    page.context.set_offline(False)
    page.goto("/")
    _until(page, lambda: page.evaluate(COUNTS)["pages"] == 0)
    assert page.evaluate(COUNTS) == {"keys": 0, "answers": 1, "pages": 0}
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_key(home.worker), "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto("/")
    _until(page, lambda: answers(home) != {})
    assert answers(home)["wish1-words"] == ["A dog"]


def test_a_session_that_ended_leaves_nothing_when_all_was_sent(in_browser: Open, home: Household) -> None:
    page = in_browser(f"/visits/new/{home.family.pk}/{home.kai.pk}/", phone=True, user=home.worker)
    page.wait_for_selector("html[data-visit-ready=offline]", state="attached")
    page.fill("[name=wish1-words]", "A dog")
    expect(page.locator("[data-visit-says]")).to_contain_text("Saved at")
    assert page.evaluate(COUNTS)["answers"] == 1
    Session.objects.all().delete()
    page.goto("/")
    _until(page, lambda: page.evaluate(COUNTS) == {"keys": 0, "answers": 0, "pages": 0})


def test_somebody_else_is_told_before_they_delete_what_the_writer_left(
    in_browser: Open, home: Household, live_server: Any
) -> None:
    page = written(in_browser, home)
    other = make.staff_user(Role.SOCIAL_WORKER, "Else Body")
    page.context.set_offline(False)
    page.context.clear_cookies()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_key(other), "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto("/")
    sign_out(page)
    expect(page.get_by_role("alert")).to_contain_text("somebody wrote on this phone in an earlier session")
    expect(page.get_by_role("alert")).not_to_contain_text("A dog")
    with page.expect_navigation():
        page.get_by_role("button", name="Delete it and sign out").click()
    assert page.evaluate(COUNTS) is None
    assert not Draft.objects.exists()


def test_where_nothing_was_kept_signing_out_is_as_it_was(in_browser: Open, home: Household) -> None:
    page = in_browser("/", phone=True, user=home.worker)
    with page.expect_navigation():
        sign_out(page)
    assert page.evaluate(COUNTS) is None
    bare = in_browser("/", phone=True, javascript=False, user=home.worker)
    with bare.expect_navigation():
        sign_out(bare)
    expect(bare.get_by_role("button", name="Sign out", exact=True)).to_have_count(0)
