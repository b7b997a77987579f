from typing import Any

import pytest
from django.test import Client

from tests.support import factories
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.urls("tests.core.broken_urls")


@pytest.mark.parametrize(
    ("url", "status", "h1"),
    [
        ("/odd/", 400, "We could not read what was sent"),
        ("/refused/", 403, "You cannot open this page"),
        ("/nowhere/", 404, "Page not found"),
        ("/nowhere/%00/", 404, "Page not found"),
    ],
)
def test_each_error_has_its_page_and_repeats_no_word_of_the_cause(
    pages: PageClient, url: str, status: int, h1: str
) -> None:
    page = pages.get(url)
    assert (page.status, page.h1) == (status, h1)
    assert "Ashdown" not in page.text
    assert "nowhere" not in page.words


def test_somebody_outside_keeps_the_way_out_on_an_error_page_and_staff_keep_their_menu(
    pages: PageClient, navigation_entry: None
) -> None:
    assert pages.get("/nowhere/").soup.select(".govuk-exit-this-page")
    page = pages.as_user(factories.staff_user()).get("/nowhere/")
    assert page.soup.select(".govuk-service-navigation")
    assert not page.soup.select(".govuk-exit-this-page")


def test_a_fault_of_ours_has_a_page_that_needs_no_database(pages: PageClient) -> None:
    pages.client.raise_request_exception = False
    page = pages.get("/fault/")
    assert (page.status, page.h1, page.queries) == (500, "Sorry, something went wrong", [])
    assert "999" in page.words
    assert "Ashdown" not in page.text


def test_a_request_that_is_too_large_says_so(pages: PageClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    page = pages.post("/read/", {"story": "x" * 200})
    assert (page.status, page.h1) == (413, "That is too large to send")


def test_too_many_fields_are_too_large_too(pages: PageClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    assert pages.post("/read/", {"a": 1, "b": 2, "c": 3}).status in {400, 413}


def test_a_form_that_is_too_old_gives_back_what_was_typed_but_no_secret(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {
        "story": "Nan's words <b>",
        "csrfmiddlewaretoken": "old",
        "once": "key-1",
        "password": "hunter2",
        "code": "1234",
    }
    page = Page(client.post("/read/", typed))
    assert (page.status, page.h1) == (403, "This page was open for too long")
    assert [tag.text for tag in page.soup.select(".rock-copy")] == ["Nan's words <b>"]
    for secret in ("hunter2", "1234", "key-1"):
        assert secret not in page.words


def test_a_form_sent_after_the_session_ended_gives_back_what_was_typed(pages: PageClient) -> None:
    page = pages.post("/components/", {"notes": "Nan's words", "password": "hunter2", "box": ""})
    assert (page.status, page.h1) == (403, "You have been signed out")
    assert [tag.text for tag in page.soup.select(".rock-copy")] == ["Nan's words"]
    assert page.link("Sign in again").endswith("?next=/components/")


def test_a_form_that_is_too_old_and_empty(db: None) -> None:
    page = Page(Client(enforce_csrf_checks=True).post("/read/", {}))
    assert page.status == 403
    assert not page.soup.select(".rock-copy")
