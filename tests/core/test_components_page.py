from typing import Any

import pytest
from django.urls import reverse

from rock.accounts.models import UserKind
from tests.support import factories
from tests.support.pages import PageClient

GOOD = {
    "name": "Box of rock",
    "notes": "Forty-two sticks",
    "made-day": "5 March 2020",
    "colour": "pink",
    "known": "yes",
    "flavours": ["mint"],
    "drawer": "top",
    "pieces": "42",
    "agreed": ["yes"],
}


@pytest.fixture
def worker(pages: PageClient) -> PageClient:
    return pages.as_user(factories.staff_user(name="Ada Finch"))


def test_the_page_shows_every_component_and_passes_the_lint(worker: Any) -> None:
    page = worker.get(reverse("components"))
    assert page.status == 200
    assert page.h1 == "Every page component"
    assert "Ada Finch" in page.text
    for part in ("govuk-summary-list", "rock-timeline", "rock-identity", "rock-tabs", "govuk-table", "rock-quote"):
        assert page.soup.select(f".{part}"), part


def test_nobody_who_is_not_signed_in_gets_it(pages: PageClient) -> None:
    page = pages.get(reverse("components"))
    assert page.status == 302
    assert page.location.startswith("/sign-in/")


def test_a_family_member_is_refused(pages: PageClient) -> None:
    page = pages.as_user(factories.user(kind=UserKind.FAMILY, roles=["family"])).get(reverse("components"))
    assert page.status == 403
    assert page.h1 == "You cannot open this page"


def test_an_empty_form_says_what_is_missing_in_the_order_of_the_questions(worker: Any) -> None:
    page = worker.post(reverse("components"), {"name": ""})
    assert page.errors == [
        "Enter the name on the box",
        "Say what is in the box",
        "Enter the date it was made",
        "Choose a colour",
        "Choose yes if you know who made it",
        "Choose the flavours, or none",
        "Choose a drawer",
        "Enter how many pieces there are",
        "Tick the box when you have looked inside",
    ]
    assert page.soup.title.text.startswith("Error: Every page component – ")
    targets = [link["href"] for link in page.soup.select(".govuk-error-summary__list a")]
    assert targets[2] == "#id_made-day"
    assert all(page.soup.select(f"input{t}, select{t}, textarea{t}") for t in targets)


def test_a_full_form_has_no_error(worker: Any) -> None:
    page = worker.post(reverse("components"), GOOD)
    assert page.errors == []
