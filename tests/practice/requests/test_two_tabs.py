"""Two tabs, or two managers, decide one request: the first decides; the other learns of it and keeps what they typed."""

from typing import Any

import pytest

from rock.accounts.roles import Role
from rock.core.drafts import load_draft, save_draft
from rock.practice.requests.models import Decision, RequestForSupport, Route
from rock.practice.requests.services.handling import open_history
from tests.support import requests as asking
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db

FIRST: dict[str, Any] = {
    "route": Route.ASSESSMENT,
    "primary_need": "N1",
    "reasons": "Two worried calls and a strong grandmother.",
    "family_words": "We would like to get to know you.",
}
SECOND: dict[str, Any] = {
    "route": Route.ADVICE,
    "reasons": "Something else that took long to write.",
    "family_words": "You are doing well.\nWe give you a number to ring.",
}


@pytest.fixture
def ready() -> RequestForSupport:
    manager = asking.at_hub(name="Martin Hub")
    asked = asking.matched(manager)
    open_history(by=manager, request=asked, people_found=2)
    return asked


def decide_page(asked: RequestForSupport) -> str:
    return f"/hub/{asked.reference}/decide/"


def shows_the_decision(page: Page, who: str) -> None:
    assert page.h1 == "This request has already been decided"
    assert f"decided by {who} on" in page.words
    assert page.words.startswith("This request has already been decided Getting to know the family (assessment)")
    assert not page.soup.select("main form")
    for words in ("Something else that took long to write.", "You are doing well.", "Advice given"):
        assert words in page.words


def test_of_two_managers_the_second_learns_who_decided_what_and_when(
    pages: PageClient, ready: RequestForSupport
) -> None:
    martin, olu = (pages.as_user(asking.at_hub(name=name)) for name in ("Martin Hub", "Olu Second"))
    his, hers = martin.get(decide_page(ready)), olu.get(decide_page(ready))
    assert martin.submit(his, **FIRST).status == 302
    late = olu.submit(hers, **SECOND)
    assert late.status == 409
    shows_the_decision(late, "Martin Hub")
    assert "talk with Martin Hub about what differs" in late.words
    assert olu.get(late.link("See what was decided, and why")).status == 200
    assert olu.get(late.link("Who is told, and who is not yet")).status == 200
    assert Decision.objects.get().reasons.words == FIRST["reasons"]


def test_of_two_tabs_the_second_says_that_it_was_you(pages: PageClient, ready: RequestForSupport) -> None:
    client = pages.as_user(asking.at_hub(name="Martin Hub"))
    one, two = client.get(decide_page(ready)), client.get(decide_page(ready))
    client.submit(one, **FIRST)
    shows_the_decision(client.submit(two, **SECOND), "you")


def test_a_double_click_goes_on_to_who_is_told(pages: PageClient, ready: RequestForSupport) -> None:
    client = pages.as_user(asking.at_hub())
    page = client.get(decide_page(ready))
    assert client.submit(page, **FIRST).location == client.submit(page, **FIRST).location
    assert Decision.objects.count() == 1


def test_what_is_missing_is_not_asked_for_any_more(pages: PageClient, ready: RequestForSupport) -> None:
    martin, olu = (pages.as_user(asking.at_hub(name=name)) for name in ("Martin Hub", "Olu Second"))
    hers = olu.get(decide_page(ready))
    martin.submit(martin.get(decide_page(ready)), **FIRST)
    page = olu.submit(hers, reasons="Half a sentence")
    assert page.h1 == "This request has already been decided"
    assert page.errors == []
    assert "Half a sentence" in page.words


def test_a_draft_that_was_kept_meanwhile_is_shown_back(pages: PageClient, ready: RequestForSupport) -> None:
    martin, olu = (pages.as_user(asking.at_hub(name=name)) for name in ("Martin Hub", "Olu Second"))
    typed = {name: [str(value)] for name, value in SECOND.items()}
    save_draft(by=olu.user, form="decision", subject=ready.reference, answers=typed)
    martin.submit(martin.get(decide_page(ready)), **FIRST)
    shows_the_decision(olu.get(decide_page(ready)), "Martin Hub")
    assert load_draft(olu.user, "decision", ready.reference) is not None


def test_who_typed_nothing_goes_to_the_request(pages: PageClient, ready: RequestForSupport) -> None:
    martin, other = pages.as_user(asking.at_hub()), pages.as_user(asking.at_hub(name="Olu Second"))
    martin.submit(martin.get(decide_page(ready)), **FIRST)
    assert other.get(decide_page(ready)).location == f"/hub/{ready.reference}/"
    worker = pages.as_user(asking.at_hub(Role.HUB_WORKER))
    assert worker.get(decide_page(ready)).status == 403
