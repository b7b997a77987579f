"""Bots and floods are slowed; nobody in danger is left without a number, and no answer is lost."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from rock.core import time
from rock.core.limits import Limit
from rock.core.models import Tally
from rock.doors.public import limits
from rock.doors.public.models import UnsentRequest
from rock.practice.requests.models import RequestForSupport
from tests.doors.public.walking import FORM, GRANDMOTHER, patient, walk
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db
SEND = 'form[action="/ask/check/"]'
HOUR = timedelta(hours=1)


def press_send(pages: PageClient, **more: Any) -> Page:
    return pages.submit(pages.get("/ask/check/"), selector=SEND, **more)


def is_kind(page: Page) -> None:
    assert page.status == 429
    for number in ("999", "01632 960 000", "01632 960 999"):
        assert number in page.words
    assert "danger" in page.words


def test_what_was_filled_in_too_fast_is_asked_about_and_then_taken(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    page = press_send(pages)
    assert "That was very quick" in page.words
    assert RequestForSupport.objects.count() == 0
    patient()
    assert press_send(pages).location == "/ask/sent/"


def test_a_filled_trap_sends_nothing_and_says_whom_to_call(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    patient()
    page = press_send(pages, website="spam.example")
    is_kind(page)
    assert "Your answers are kept until" in page.words
    assert RequestForSupport.objects.count() == 0
    assert press_send(pages).location == "/ask/sent/"


def test_nobody_sees_or_reaches_the_trap(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    trap = pages.get("/ask/check/").soup.select_one("#website")
    assert trap is not None
    assert trap["tabindex"] == "-1"
    assert trap.find_parent(attrs={"aria-hidden": "true"}) is not None


@pytest.mark.parametrize("everybody", [False, True])
def test_a_flood_of_sending_is_stopped_and_the_draft_kept(
    pages: PageClient, monkeypatch: pytest.MonkeyPatch, everybody: bool
) -> None:
    monkeypatch.setattr(limits, "SENDING", (Limit("ask-send", 1, HOUR, everybody=everybody),))
    walk(pages, GRANDMOTHER)
    second = PageClient()
    walk(second, GRANDMOTHER)
    patient()
    assert press_send(pages).location == "/ask/sent/"
    page = press_send(second)
    is_kind(page)
    assert "Kai loves the sea." in second.get("/ask/check/").words
    with time_machine.travel(time.now() + timedelta(minutes=61)):
        assert press_send(second).location == "/ask/sent/"


def test_a_flood_of_drafts_is_stopped(pages: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BEGINNING", (Limit("ask-begin", 3, HOUR),))
    pages_seen = [PageClient().post("/ask/danger/", {"danger": "yes"}) for _ in range(5)]
    assert [page.status for page in pages_seen] == [302, 302, 302, 429, 429]
    is_kind(pages_seen[-1])
    assert UnsentRequest.objects.count() == 3


def test_a_flood_of_answers_is_stopped_and_shown_back(pages: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    walk(pages, GRANDMOTHER)
    monkeypatch.setattr(limits, "KEEPING", (Limit("ask-keep-few", 1, HOUR),))
    pages.submit(pages.get("/ask/worry/"), selector=FORM, text="one")
    page = pages.submit(pages.get("/ask/worry/"), selector=FORM, text="two")
    is_kind(page)
    assert "two" in page.words
    assert pages.post("/ask/worry/keep/", {"text": "three"}).status == 400


def test_a_paste_of_ten_megabytes_gets_a_kind_page_and_spares_the_draft(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    page = pages.submit(pages.get("/ask/worry/"), selector=FORM, text="x" * 10_000_000)
    assert page.status == 413
    assert "too large" in page.h1
    assert "Nobody is up to get Kai to school." in pages.get("/ask/worry/").text


def test_a_paste_of_one_megabyte_is_shown_back_and_spares_the_draft(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    response = pages.client.post("/ask/worry/", {"text": "y" * 1_000_000})
    assert response.status_code == 400
    assert b"more than we can keep" in response.content
    assert "Nobody is up to get Kai to school." in pages.get("/ask/worry/").text


def test_no_address_is_kept(pages: PageClient) -> None:
    pages.client.post("/ask/danger/", {"danger": "no"}, REMOTE_ADDR="192.0.2.55")
    keys = list(Tally.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert not any("192.0.2.55" in key for key in keys)
