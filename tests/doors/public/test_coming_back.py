"""Stopping, and coming back with a code on another device."""

import pytest

from tests.doors.public.walking import GRANDMOTHER, answer, walk
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db


def stop(pages: PageClient) -> str:
    """Ask for a code and return it as it is shown."""
    page = pages.submit(pages.get("/ask/save/"), selector='form[action="/ask/save/"]')
    assert page.h1 == "Your code to come back"
    shown = page.soup.select_one(".rock-reference")
    assert shown is not None
    return shown.get_text()


def enter(pages: PageClient, code: str) -> Page:
    return pages.submit(pages.get("/ask/come-back/"), code=code)


def test_the_answers_open_on_another_device(pages: PageClient) -> None:
    answer(pages, "danger", {"danger": "no"})
    answer(pages, "who", {"who": "parent"})
    answer(pages, "name", {"name": "Dee Marsden"})
    code = stop(pages)
    phone = PageClient()
    assert enter(phone, code.lower()).location == "/ask/children/"
    assert "Dee Marsden" in phone.get("/ask/check/").words


@pytest.mark.parametrize("typed", [{"name": "Dee Mars"}, {"name": "x" * 300}], ids=["half", "more than may be sent"])
def test_stopping_keeps_what_stands_on_the_page(pages: PageClient, typed: dict[str, str]) -> None:
    answer(pages, "danger", {"danger": "no"})
    answer(pages, "who", {"who": "parent"})
    page = pages.submit(pages.get("/ask/name/"), **typed, stop="here")
    assert page.location == "/ask/save/"
    assert typed["name"] in pages.get("/ask/name/").text


def test_stopping_on_an_empty_page_adds_no_child_without_a_name(pages: PageClient) -> None:
    answer(pages, "danger", {"danger": "no"})
    answer(pages, "who", {"who": "parent"})
    assert pages.submit(pages.get("/ask/children/1/"), stop="here").location == "/ask/save/"
    assert pages.get("/ask/children/").location == "/ask/children/1/"


def test_the_code_is_shown_once(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    code = stop(pages)
    again = pages.get("/ask/save/")
    assert code not in again.text
    assert "You have a code already" in again.words


def test_a_wrong_code_is_told_kindly(pages: PageClient) -> None:
    page = enter(pages, "7K4M 9QXT 2C3D F4GH")
    assert page.errors == ["This code opens nothing. Check it, or start again: answers are kept for 14 days"]
    assert enter(pages, "").errors == ["Enter your code"]
    assert enter(pages, "nonsense \x01").status == 200


def test_there_is_nothing_to_stop_before_the_first_answer(pages: PageClient) -> None:
    assert pages.get("/ask/save/").status == 410


def test_guessing_is_stopped_after_ten_from_one_address(pages: PageClient) -> None:
    answer(pages, "danger", {"danger": "no"})
    code = stop(pages)
    guesser = PageClient()
    for _ in range(10):
        assert enter(guesser, "7K4M 9QXT 2C3D F4GH").status == 200
    stopped = enter(guesser, code)
    assert stopped.status == 429
    assert "999" in stopped.words
    assert "01632 960 000" in stopped.words
    elsewhere = guesser.client.post("/ask/come-back/", {"code": code}, REMOTE_ADDR="192.0.2.9")
    assert elsewhere.status_code == 302
