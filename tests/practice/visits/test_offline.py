"""In a real browser on a phone: a visit written with and without signal, by keyboard, without a script; nothing is lost or left."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from rock.accounts.roles import Role
from rock.core.models import Draft
from rock.practice.visits.models import Visit
from rock.practice.visits.services import drafting
from tests.support import factories as make
from tests.support.browser import PHONE, check_axe, check_no_sideways_scroll, check_targets, screenshot, tab_to
from tests.support.sessions import session_key
from tests.support.visits import Household, household

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]


@pytest.fixture
def home(transactional_db: None) -> Household:
    return household()


def child_page(home: Household) -> str:
    return f"/visits/new/{home.family.pk}/{home.kai.pk}/"


def ready(page: Page, state: str = "offline") -> None:
    page.wait_for_selector(f"html[data-visit-ready={state}]", state="attached")


def answers(home: Household) -> dict[str, list[str]]:
    return drafting.kept(home.worker, drafting.subject_of(home.family.pk, home.kai.pk)).answers


def as_somebody_else(context: BrowserContext, url: str, user: Any) -> None:
    context.clear_cookies()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_key(user), "url": url}])


def without_signal(page: Page, home: Household) -> None:
    """Write a wish where there is no signal."""
    ready(page)
    page.context.set_offline(True)
    page.fill("[name=wish1-words]", "A dog")
    page.fill("[name=where]", "In the hall")
    expect(page.locator("[data-visit-says]")).to_have_text("Not sent yet: 2 answers wait on this phone")


def test_written_without_signal_reloaded_and_sent_when_it_is_back(in_browser: Open, home: Household) -> None:
    page = in_browser(child_page(home), phone=True, user=home.worker)
    without_signal(page, home)
    page.reload()
    expect(page.locator("[name=wish1-words]")).to_have_value("A dog")
    expect(page.locator("[data-visit-says]")).to_contain_text("2 answers wait")
    page.get_by_label("Tea", exact=True).check()
    page.get_by_role("button", name="Add these parts of the day").click()
    page.fill("[name=tea_ordinary_0-words]", "Beans")
    expect(page.locator("[data-visit-says]")).to_contain_text("answers wait on this phone")
    assert answers(home) == {}
    page.context.set_offline(False)
    expect(page.locator("[data-visit-says]")).to_contain_text("Saved at")
    found = answers(home)
    assert (found["wish1-words"], found["tea_ordinary_0-words"]) == (["A dog"], ["Beans"])
    page.reload()
    expect(page.locator("[name=tea_ordinary_0-words]")).to_have_value("Beans")


def test_a_phone_that_dies_has_the_answers_when_it_is_back(in_browser: Open, home: Household) -> None:
    page = in_browser(child_page(home), phone=True, user=home.worker)
    without_signal(page, home)
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(child_page(home), wait_until="domcontentloaded")
    expect(again.locator("[name=wish1-words]")).to_have_value("A dog")
    context.set_offline(False)
    expect(again.locator("[data-visit-says]")).to_contain_text("Saved at")
    assert answers(home)["where"] == ["In the hall"]


def test_what_is_kept_is_sealed_and_the_key_cannot_be_read_out(in_browser: Open, home: Household) -> None:
    page = in_browser(child_page(home), phone=True, user=home.worker)
    without_signal(page, home)
    kept = page.evaluate(
        """async () => {
          const rows = [];
          for (const store of ['answers', 'pages']) for (const id of await visitDevice.ids(store)) {
            const row = await visitDevice.get(store, id);
            rows.push(new TextDecoder().decode(row.sealed));
          }
          const { key } = await visitDevice.get('keys', 'now');
          const out = await crypto.subtle.exportKey('raw', key).then(() => 'read', () => 'refused');
          return { text: rows.join(' '), rows: rows.length, out };
        }"""
    )
    assert kept["rows"] >= 2
    assert kept["out"] == "refused"
    for words in ("A dog", "Kai on this visit", "In the hall", "Ashdown"):
        assert words not in kept["text"]
    page.context.set_offline(False)


def test_a_newer_draft_on_the_server_is_compared_and_both_are_kept(in_browser: Open, home: Household) -> None:
    page = in_browser(child_page(home), phone=True, user=home.worker)
    without_signal(page, home)
    subject = drafting.subject_of(home.family.pk, home.kai.pk)
    drafting.keep(by=home.worker, subject=subject, answers={"wish1-words": ["A cat"]}, version="")
    page.context.set_offline(False)
    page.get_by_role("link", name="Compare the two").click()
    expect(page.get_by_role("heading", name="Two versions of this page")).to_be_visible()
    check_axe(page)
    check_no_sideways_scroll(page)
    screenshot(page, "visit-compare-phone")
    page.get_by_role("button", name="Make them one").click()
    expect(page.locator("[name=wish1-words]")).to_have_value("A cat\nA dog")
    assert answers(home)["where"] == ["In the hall"]


def test_somebody_else_on_the_same_phone_reads_nothing_and_the_writer_loses_nothing(
    in_browser: Open, home: Household, live_server: Any
) -> None:
    other = make.staff_user(Role.SOCIAL_WORKER, "Else Body")
    make.grant(other, [home.kai, home.rosie])
    page = in_browser(child_page(home), phone=True, user=home.worker)
    without_signal(page, home)
    page.close()
    context = page.context
    as_somebody_else(context, live_server.url, other)
    context.set_offline(False)
    theirs = context.new_page()
    theirs.goto(child_page(home))
    ready(theirs)
    expect(theirs.locator("[name=wish1-words]")).to_have_value("")
    context.set_offline(True)
    theirs.reload()
    expect(theirs.locator("[name=wish1-words]")).to_have_value("")
    assert not Draft.objects.filter(user_id=other.pk).exists()
    context.set_offline(False)
    as_somebody_else(context, live_server.url, home.worker)
    theirs.goto(child_page(home))
    expect(theirs.locator("[name=wish1-words]")).to_have_value("A dog")
    expect(theirs.locator("[data-visit-says]")).to_contain_text("Saved at")
    assert answers(home)["wish1-words"] == ["A dog"]


def test_a_whole_visit_by_keyboard_without_a_script_on_a_phone(in_browser: Open, home: Household) -> None:
    page = in_browser(f"/visits/new/{home.family.pk}/", phone=True, javascript=False, user=home.worker)
    page.locator(f"input[name=children][value='{home.rosie.pk}']").uncheck()
    _press(page, "Save and continue")
    for name, value in (("seen", "yes"), ("alone", "yes")):
        page.locator(f"input[name={name}][value={value}]").focus()
        page.keyboard.press("Space")
    page.locator("input[name=add_slots][value=tea]").focus()
    page.keyboard.press("Space")
    _press(page, "Add these parts of the day")
    page.locator("[name=tea_ordinary_0-words]").focus()
    page.keyboard.type("Beans, cold")
    _press(page, "Save and continue")
    expect(page.get_by_text("Beans, cold")).to_be_visible()
    _press(page, "Keep this visit")
    assert Visit.objects.get().children.get().child == home.kai


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_each_page_is_clean_on_a_phone(in_browser: Open, home: Household) -> None:
    family, kai = home.family.pk, home.kai.pk
    subject = drafting.subject_of(family, kai)
    told = {"seen": ["yes"], "alone": ["yes"], "parts": ["tea_ordinary_0"], "tea_ordinary_0-words": ["Beans"]}
    told |= {"house-good": ["Nan"], "tea_ordinary_0-pictures": ["tea"]}
    drafting.keep(by=home.worker, subject=subject, answers=told, version="")
    page = in_browser(f"/visits/new/{family}/", phone=True, user=home.worker)
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(f"**/{kai}/")
    for name, path in {
        "who": f"/visits/new/{family}/",
        "child": f"/visits/new/{family}/{kai}/",
        "check": f"/visits/new/{family}/check/",
        "pictures": f"/visits/pictures/{kai}/?slot=tea",
        "houses": f"/visits/pictures/{kai}/houses/",
        "sheet": f"/visits/pictures/{kai}/houses/print/",
    }.items():
        page.goto(path)
        screenshot(page, f"visit-{name}-phone")
        check_axe(page)
        check_no_sideways_scroll(page)
        page.set_viewport_size({"width": 320, "height": 256})
        check_no_sideways_scroll(page)
        check_targets(page)
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})


def test_the_pictures_are_large_to_touch_and_work_by_keyboard(in_browser: Open, home: Household) -> None:
    page = in_browser(f"/visits/pictures/{home.kai.pk}/?slot=tea", phone=True, user=home.worker)
    for tile in page.locator(".visit-tile").all():
        box = tile.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    tab_to(page, "There is no tea")
    page.keyboard.press("Space")
    page.locator("input[name=face][value='1']").focus()
    page.keyboard.press("Space")
    _press(page, "Next")
    expect(page.get_by_role("heading", name="The evening")).to_be_visible()
    assert answers(home)["tea_ordinary_0-face"] == ["1"]
