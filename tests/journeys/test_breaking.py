"""What people do when they are hurried, unlucky or curious: nothing typed is lost, nothing is decided twice."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.models import Decision, RequestForSupport
from rock.practice.requests.services.handling import open_history
from rock.reach.models import ViewLog
from rock.records.models import Person
from tests.doors.public.test_browser_asking import click, fill
from tests.journeys.routes import filled, routes
from tests.journeys.steps import InBrowser, choose, headed, look, main_words, press
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.jobs import forget_jobs
from tests.support.pages import PageClient

browser = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REASONS = "A strong grandmother, and mornings that are hard."
MINE = "We would like to visit you and Kai this week."
HUGE = 10 * 1024 * 1024


def in_a_browser(test: Any) -> Any:
    """Mark a test as one that needs a browser and rows that are really there."""
    for mark in browser:
        test = mark(test)
    return test


@pytest.fixture
def ready(request: pytest.FixtureRequest) -> tuple[User, RequestForSupport]:
    """A request that only waits for the decision."""
    asking.clock_rules()
    forget_jobs()
    manager = asking.at_hub(name="Martin Hub")
    found = asking.matched(manager)
    open_history(by=manager, request=found, people_found=2)
    return manager, found


Ready = tuple[User, RequestForSupport]


def at_deciding(in_browser: InBrowser, ready: Ready, *, phone: bool = False, javascript: bool = True) -> Page:
    manager, found = ready
    return in_browser(f"/hub/{found.reference}/decide/", user=manager, phone=phone, javascript=javascript)


def type_decision(page: Page, words: str = MINE) -> None:
    choose(page, "route", "assessment")
    page.get_by_label("Main need, for the census").select_option("N1")
    page.get_by_label("Your reasons, for the record").fill(REASONS)
    page.get_by_label("The same, in words for the family").fill(words)


@in_a_browser
def test_of_two_tabs_one_decides_and_the_other_keeps_its_words(in_browser: InBrowser, ready: Ready) -> None:
    first, second = at_deciding(in_browser, ready), at_deciding(in_browser, ready)
    type_decision(first)
    type_decision(second, "Something else that took long to write.")
    press(first, "Decide")
    headed(first, "Who is told")
    press(second, "Decide")
    look(second, "breaking-1-second-tab")
    headed(second, "This request has already been decided")
    assert "decided by you" in main_words(second)
    assert "Something else that took long to write." in main_words(second)
    assert second.get_by_role("button", name="Decide", exact=True).count() == 0
    assert Decision.objects.get().family_words.words == MINE


@in_a_browser
def test_back_after_deciding_decides_nothing_again(in_browser: InBrowser, ready: Ready) -> None:
    page = at_deciding(in_browser, ready, javascript=False)
    type_decision(page)
    press(page, "Decide")
    headed(page, "Who is told")
    page.go_back()
    if page.get_by_role("button", name="Decide", exact=True).count():
        page.get_by_label("The same, in words for the family").fill("Changed my mind.")
        press(page, "Decide")
    assert Decision.objects.get().family_words.words == MINE
    assert page.locator("h1").inner_text() in {
        "This request has already been decided",
        f"Request {ready[1].reference}",
        "Who is told",
    }


@in_a_browser
def test_a_session_that_ended_gives_the_words_back(in_browser: InBrowser, ready: Ready) -> None:
    page = at_deciding(in_browser, ready, phone=True)
    type_decision(page)
    Session.objects.all().delete()
    press(page, "Decide")
    headed(page, "You have been signed out")
    look(page, "breaking-2-signed-out")
    words = main_words(page)
    assert MINE in words
    assert REASONS in words
    assert ready[1].reference not in words  # nor anything else that nobody typed
    assert not Decision.objects.exists()


@pytest.mark.soak
@in_a_browser
def test_ten_megabytes_in_a_decision_are_refused_kindly(in_browser: InBrowser, ready: Ready) -> None:
    page = at_deciding(in_browser, ready)
    page.set_default_timeout(PATIENCE_MS)
    type_decision(page)
    paste(page, "family_words", HUGE)
    press(page, "Decide")
    headed(page, "That is too large to send")
    look(page, "breaking-3-too-large")
    assert not Decision.objects.exists()
    page.go_back()
    assert page.locator("h1").inner_text() == "Decide what follows"


@in_a_browser
def test_a_long_paste_is_given_back_with_how_much_it_is_too_long(in_browser: InBrowser, ready: Ready) -> None:
    page = at_deciding(in_browser, ready, javascript=False)
    type_decision(page)
    paste(page, "family_words", 50_000)
    press(page, "Decide")
    assert "Your answer is too long by 44,999. Make it 5,000 characters or fewer." in main_words(page)
    assert len(page.locator('[name="family_words"]').input_value()) == 50_000
    assert page.locator('[name="reasons"]').input_value() == REASONS


@in_a_browser
def test_ten_megabytes_in_the_public_form_are_refused_kindly(in_browser: InBrowser) -> None:
    page = in_browser("/ask/danger/", phone=True, javascript=False)
    page.set_default_timeout(PATIENCE_MS)
    for typed in ({"danger": "no"}, {"who": "parent"}):
        fill(page, typed)
        click(page, "Continue")
    page.goto("/ask/worry/")
    paste(page, "text", HUGE)
    click(page, "Continue")
    headed(page, "That is too large to send")
    page.goto("/ask/name/")
    headed(page, "What is your name?")


# Counting millions of characters keeps a small machine's browser busy for a while.
PATIENCE_MS = 60_000


def paste(page: Page, name: str, length: int) -> None:
    """Put this many characters into a box at once, as a paste does; millions undrawn, since drawing them takes long."""
    page.locator(f'[name="{name}"]').evaluate(
        """(box, length) => {
            if (length > 1e6) box.style.display = "none"
            box.value = "a ".repeat(length / 2)
        }""",
        length,
    )


@pytest.fixture
def strangers(ready: Ready) -> dict[str, Any]:
    """Another family with everything that has a number, of which the curious one reaches nothing."""
    decision = asking.decided(ready[0], PersonAsked(name="Zed Zimmer", is_child=True))
    child = decision.request.people.get().person
    assert child is not None
    family = decision.occasion.family
    assert family is not None
    return {"reference": decision.request.reference, "child": child, "family": family}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.DATA_OFFICER, Role.PARTNER, Role.FAMILY])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_strangers_number_opens_nothing(strangers: dict[str, Any], role: Role, method: str) -> None:
    """In the path of every address, alone and after a number of one's own; in the query and in what is sent."""
    me = make.user(roles=[role])
    mine = make.person("Own")
    make.grant(me, mine)
    client = PageClient(me).client
    child: Person = strangers["child"]
    for route in routes("/hub/<", "/children/<", "/children/allocate/", "/people/<", "/families/<", "/door/<"):
        pk = strangers["family"].pk if route.startswith("/families/") else child.pk
        url = filled(route, pk=pk, reference=strangers["reference"], row=child.pk)
        answer = getattr(client, method)(url, {"person": child.pk, "other": child.pk})
        assert answer.status_code in {403, 404, 405}, f"{method} {url}: {answer.status_code}"
        assert b"Zimmer" not in answer.content
    assert not ViewLog.objects.filter(user=me, person=child).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.TEAM_MANAGER])
def test_a_strangers_number_beside_ones_own_changes_nothing(strangers: dict[str, Any], role: Role) -> None:
    """My own person in the path; the stranger in the query, in the row and in what is sent."""
    me = make.user(roles=[role])
    mine, child = make.person("Own"), strangers["child"]
    make.grant(me, mine)
    client = PageClient(me).client
    facts = dict.fromkeys(("person", "other", "child", "with", "worker", "second", "pk", "to", "limits"), child.pk)
    for route in routes("/people/<"):
        url = filled(route, pk=mine.pk, row=child.pk, other=child.pk)
        for answer in (client.get(url, facts), client.post(url, facts | {"kind": "parent"})):
            assert answer.status_code < 500
            assert b"Zimmer" not in answer.content, url
    assert not child.memberships.exclude(family=strangers["family"]).exists()
    assert not ViewLog.objects.filter(user=me, person=child).exists()


@pytest.mark.django_db
def test_a_strangers_reference_and_none_at_all_are_answered_alike(strangers: dict[str, Any]) -> None:
    client = PageClient(make.staff_user(Role.SOCIAL_WORKER))
    for url in ("/hub/{}/", "/hub/{}/history/", "/hub/{}/tell/"):
        theirs, none = (client.get(url.format(one)) for one in (strangers["reference"], "RS-AAAA-AAAA"))
        assert theirs.status == none.status == 404
        assert theirs.words == none.words
