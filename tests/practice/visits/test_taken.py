"""In a real browser with the network off: a visit taken along is begun, written, drawn on together, sent once, and compared."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from rock.core.models import Draft
from rock.practice.visits.models import Visit
from rock.practice.visits.services import drafting
from rock.practice.visits.views import writing
from tests.support.browser import check_axe, check_no_sideways_scroll, check_targets, screenshot, tab_to
from tests.support.visits import Household, allocated, household

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]
LIST = "/visits/with-me/"
# The other of two windows can be the one that sends.
SENT = re.compile("Saved at|it was sent")


@pytest.fixture
def home(transactional_db: None) -> Household:
    return allocated(household())


def answers(home: Household, child: bool = True) -> dict[str, list[str]]:
    subject = drafting.subject_of(home.family.pk, home.kai.pk if child else None)
    return drafting.kept(home.worker, subject).answers


def taken(in_browser: Open, home: Household) -> Page:
    """Take the family's visit along, by keyboard, then lose the signal."""
    page = in_browser(LIST, phone=True, user=home.worker)
    page.wait_for_selector("html[data-visit-ready=offline]", state="attached")
    tab_to(page, "Take with me\n Ashdown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-visit-says]")).to_contain_text("Ashdown is on this phone")
    page.context.set_offline(True)
    return page


def begin(page: Page, home: Household) -> None:
    page.get_by_role("link", name="Record a visit to Ashdown").click()
    expect(page.get_by_role("heading", name="A visit to Ashdown")).to_be_visible()
    page.wait_for_selector("html[data-visit-ready=writing]", state="attached")


def on(page: Page, name: str) -> None:
    """Wait until the page of this heading works by itself."""
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.wait_for_selector("html[data-visit-ready]", state="attached")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_a_visit_is_begun_without_signal_with_pictures_and_houses_and_is_one_record(
    in_browser: Open, home: Household
) -> None:
    page = taken(in_browser, home)
    page.reload()
    expect(page.get_by_text("On this phone until")).to_be_visible()
    screenshot(page, "visit-with-me-offline-phone")
    begin(page, home)
    page.fill("[name=place]", "At Nan’s")
    press(page, "Save and continue")
    on(page, "Kai on this visit")
    page.fill("[name=where]", "In the hall")
    page.get_by_role("link", name="Go through the day with pictures").click()
    _through_the_pictures(page)
    on(page, "Kai on this visit")
    expect(page.locator("[name=where]")).to_have_value("In the hall")
    expect(page.locator("[name=waking_ordinary_0-words]")).to_have_value("Nobody wakes me")
    expect(page.locator("#waking_ordinary_0")).to_contain_text("Chosen together: 1 picture")
    screenshot(page, "visit-child-offline-phone")
    _through_the_houses(page)
    assert not Draft.objects.exists()
    page.locator("[name=seen][value=yes]").check()
    page.locator("[name=alone][value=yes]").check()
    press(page, "Save and continue")
    on(page, "Rosie on this visit")
    page.goto(f"/visits/new/{home.family.pk}/check/")
    on(page, "Keep it when there is signal")
    screenshot(page, "visit-check-offline-phone")
    check_no_sideways_scroll(page)
    _has_arrived(page, home)
    _kept_without_rosie(page, home)
    assert Visit.objects.get().place_kind == "home"
    assert not Draft.objects.exists()
    page.goto(LIST)
    expect(page.get_by_role("button", name="Take with me Ashdown")).to_be_visible()


def _through_the_pictures(page: Page) -> None:
    on(page, "Waking up")
    picture = page.locator(".visit-tile img").first
    assert picture.evaluate("one => one.naturalWidth") > 0
    page.locator("[name=pictures]").first.focus()
    page.keyboard.press("Space")
    page.locator("[name=face][value='2']").focus()
    page.keyboard.press("Space")
    page.fill("[name=words]", "Nobody wakes me")
    screenshot(page, "visit-pictures-offline-phone")
    press(page, "Next")
    on(page, "Breakfast")
    page.get_by_role("link", name="The part before").click()
    on(page, "Waking up")
    expect(page.locator("[name=words]")).to_have_value("Nobody wakes me")
    expect(page.locator("[name=face][value='2']")).to_be_checked()
    press(page, "Keep and go to the visit")


def _through_the_houses(page: Page) -> None:
    page.get_by_role("link", name="fill the three houses").click()
    on(page, "Kai’s three houses")
    assert page.locator(".visit-houses__picture").evaluate("one => one.naturalWidth") > 0
    page.fill("[name=worries]", "Shouting\nThe dark")
    page.fill("[name=wishes]", "A dog\nA light")
    screenshot(page, "visit-houses-offline-phone")
    press(page, "Keep and go to the visit")
    on(page, "Kai on this visit")
    expect(page.locator("[name=house-worries]")).to_be_visible()
    expect(page.locator("[name=wish2-words]")).to_have_value("A light")


def _has_arrived(page: Page, home: Household) -> None:
    """Once there is signal again, the server has every answer."""
    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1, name="Read it and keep it")).to_be_visible()
    found = answers(home)
    assert found["waking_ordinary_0-pictures"]
    assert (found["house-worries"], found["wish2-words"]) == (["Shouting\nThe dark"], ["A light"])
    assert answers(home, child=False)["place"] == ["At Nan’s"]


def _kept_without_rosie(page: Page, home: Household) -> None:
    page.goto(f"/visits/new/{home.family.pk}/")
    page.locator(f"[name=children][value='{home.rosie.pk}']").uncheck()
    press(page, "Save and continue")
    on(page, "Kai on this visit")
    page.goto(f"/visits/new/{home.family.pk}/check/")
    press(page, "Keep this visit")
    page.wait_for_url("**/visits/*/")


def test_two_windows_without_signal_write_one_visit_and_lose_no_word(in_browser: Open, home: Household) -> None:
    page = taken(in_browser, home)
    other = page.context.new_page()
    other.goto(f"/visits/new/{home.family.pk}/{home.rosie.pk}/")
    on(other, "Rosie on this visit")
    other.fill("[name=where]", "In the garden")
    begin(page, home)
    page.fill("[name=place]", "The park")
    expect(page.locator("[data-visit-says]")).to_contain_text("answers wait")
    page.context.set_offline(False)
    expect(page.locator("[data-visit-says]")).to_contain_text(SENT)
    subjects = {row.subject for row in Draft.objects.all()}
    assert subjects == {str(home.family.pk), f"{home.family.pk}/{home.rosie.pk}"}
    assert len(answers(home, child=False)["key"]) == 1


def test_what_another_window_sent_for_this_one_is_no_conflict_with_itself(in_browser: Open, home: Household) -> None:
    page = in_browser(f"/visits/new/{home.family.pk}/{home.kai.pk}/", phone=True, user=home.worker)
    page.wait_for_selector("html[data-visit-ready=offline]", state="attached")
    other = page.context.new_page()
    other.goto(LIST)
    other.wait_for_selector("html[data-visit-ready]", state="attached")
    page.context.set_offline(True)
    page.fill("[name=where]", "In the hall")
    expect(page.locator("[data-visit-says]")).to_contain_text("1 answer waits")
    other.reload()
    page.context.set_offline(False)
    for _ in range(50):
        if answers(home):
            break
        page.wait_for_timeout(100)
    page.fill("[name=where]", "In the garden")
    expect(page.locator("[data-visit-says]")).to_contain_text("Saved at")
    page.wait_for_timeout(2500)
    expect(page.get_by_role("link", name="Compare the two")).to_have_count(0)
    assert answers(home)["where"] == ["In the garden"]
    assert Draft.objects.count() == 1


def test_a_visit_begun_here_and_elsewhere_is_compared(in_browser: Open, home: Household) -> None:
    page = taken(in_browser, home)
    page.goto(f"/visits/new/{home.family.pk}/{home.kai.pk}/")
    on(page, "Kai on this visit")
    page.fill("[name=wish1-words]", "A dog")
    expect(page.locator("[data-visit-says]")).to_contain_text("1 answer waits")
    subject = drafting.subject_of(home.family.pk, home.kai.pk)
    drafting.keep(by=home.worker, subject=subject, answers={"wish1-words": ["A cat"]}, version="")
    page.context.set_offline(False)
    page.get_by_role("link", name="Compare the two").click()
    page.get_by_role("button", name="Make them one").click()
    expect(page.locator("[name=wish1-words]")).to_have_value("A cat\nA dog")


def test_nothing_of_a_taken_visit_lies_readable_on_the_device(in_browser: Open, home: Household) -> None:
    page = taken(in_browser, home)
    page.goto(f"/visits/pictures/{home.kai.pk}/?family={home.family.pk}&set=8&slot=tea")
    on(page, "Tea")
    page.fill("[name=words]", "Nobody cooks")
    expect(page.locator("[data-visit-says]")).to_contain_text("waits")
    everything: Any = page.evaluate(
        """async () => {
          const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
          for (const name of await caches.keys()) for (const asked of await (await caches.open(name)).keys()) {
            found.push(asked.url);
            if (/\\.(js|css|svg)/.test(asked.url)) continue;
            found.push(await (await (await caches.open(name)).match(asked)).text());
          }
          let rows = 0;
          for (const store of ['answers', 'pages']) for (const id of await visitDevice.ids(store)) {
            const row = await visitDevice.get(store, id);
            rows += 1;
            found.push(id, Object.keys(row).sort().join(), new TextDecoder().decode(row.sealed));
          }
          return { text: found.join('\\n'), rows };
        }"""
    )
    assert everything["rows"] > 20
    # A megabyte of sealed letters spells any name of three letters now and then: the shorter names stand in sentences.
    for words in ("Kai on this visit", "Kai’s", "Rosie", "Ashdown", "Holt", "Nobody cooks", "<html"):
        assert words not in everything["text"]
    page.context.set_offline(False)


def test_no_more_families_are_taken_than_a_phone_should_hold_and_one_can_be_put_back(
    in_browser: Open, home: Household
) -> None:
    page = in_browser(LIST, phone=True, user=home.worker)
    page.wait_for_selector("html[data-visit-ready=offline]", state="attached")
    page.evaluate(
        """async () => {
          const { key } = await visitDevice.get('keys', 'now');
          for (let n = 1; n <= visitDevice.MOST_FAMILIES; n += 1) {
            await visitDevice.put('pages', `/visits/new/90000${n}/`, await visitDevice.seal(key, { text: '' }));
          }
        }"""
    )
    page.get_by_role("button", name="Take with me Ashdown").click()
    expect(page.locator("[data-visit-says]")).to_contain_text("Take one off first")
    page.get_by_role("button", name="Take off this phone Another family").first.click()
    expect(page.locator("[data-visit-says]")).to_have_text("Another family is off this phone.")
    page.evaluate(
        "visitDevice.families().then((all) => all.map((one) => visitDevice.drop('pages', `/visits/new/${one}/`)))"
    )
    page.reload()
    page.get_by_role("button", name="Take with me Ashdown").click()
    expect(page.get_by_text("On this phone until")).to_be_visible()
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)
    screenshot(page, "visit-with-me-phone")
    page.get_by_role("button", name="Take off this phone Ashdown").click()
    expect(page.get_by_role("button", name="Take with me Ashdown")).to_be_focused()
    assert str(home.family.pk) not in page.evaluate("visitDevice.families()")


def test_without_signal_nothing_is_taken_and_it_says_so(in_browser: Open, home: Household) -> None:
    page = in_browser(LIST, phone=True, user=home.worker)
    page.wait_for_selector("html[data-visit-ready=offline]", state="attached")
    page.context.set_offline(True)
    page.get_by_role("button", name="Take with me Ashdown").click()
    expect(page.locator("[data-visit-says]")).to_contain_text("not on this phone: there is no signal")
    page.get_by_role("link", name="Record a visit to Ashdown").click()
    expect(page.get_by_role("heading", name="No signal")).to_be_visible()


def test_the_list_works_without_a_script_and_offers_no_button(in_browser: Open, home: Household) -> None:
    page = in_browser(LIST, phone=True, javascript=False, user=home.worker)
    expect(page.get_by_role("button", name="Take with me")).to_have_count(0)
    expect(page.get_by_text("Keep this page in your bookmarks")).to_be_hidden()
    page.get_by_role("link", name="Record a visit to Ashdown").click()
    expect(page.get_by_role("heading", name="A visit to Ashdown")).to_be_visible()


def test_a_signal_so_weak_that_nothing_is_answered_is_none(in_browser: Open, home: Household) -> None:
    page = in_browser(f"/visits/new/{home.family.pk}/{home.kai.pk}/", phone=True, user=home.worker)
    page.wait_for_selector("html[data-visit-ready=offline]", state="attached")
    page.evaluate("AbortSignal.timeout = () => AbortSignal.abort()")
    page.fill("[name=where]", "In the hall")
    expect(page.locator("[data-visit-says]")).to_have_text("Not sent yet: 1 answer waits on this phone")
    press(page, "Save and continue")
    on(page, "Rosie on this visit")
    page.wait_for_timeout(500)
    expect(page.locator("[data-visit-says]")).to_contain_text("Saved at")
    assert answers(home)["where"] == ["In the hall"]


@pytest.mark.soak  # it waits as long as a worker would
def test_a_page_that_does_not_come_is_shown_as_it_was_taken(
    in_browser: Open, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = taken(in_browser, home)
    page.context.set_offline(False)
    comes = threading.Event()
    monkeypatch.setattr(writing, "seen", lambda *about: comes.wait(60))
    answer = page.goto(f"/visits/new/{home.family.pk}/")
    assert answer is not None
    assert answer.from_service_worker
    assert not comes.is_set()
    on(page, "A visit to Ashdown")
    comes.set()
