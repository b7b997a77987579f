"""The doors in a second language: every page of each way through, and what it leaves behind."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation

from rock.core import words
from rock.practice.requests.models import RequestForSupport
from tests.doors.family.standing import enter, sent, standing
from tests.doors.public import walking
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db
CATALOGUE = Path(__file__).resolve().parents[2] / "rock/locale/pl/LC_MESSAGES/django.po"


def english() -> list[str]:
    """Return the sentences that no Polish page may still have: those of several words without a gap to fill."""
    with CATALOGUE.open("rb") as file:
        ids = [message.id for message in read_po(file) if isinstance(message.id, str)]
    return [text for text in ids if len(text.split()) > 2 and "%(" not in text and "{" not in text]


class Polish(PageClient):
    """A browser in which Polish was chosen: each page must be in Polish from end to end."""

    ENGLISH = english()

    def _fetch(self, method: str, url: str, data: Any, **options: Any) -> Page:
        page = super()._fetch(method, url, data, **options)
        if page.is_html and page.text and page.soup.html:
            assert page.soup.html["lang"] == "pl", f"{url} is in {page.soup.html['lang']}"
            left = [text for text in self.ENGLISH if text in " ".join(page.soup.get_text(" ").split())]
            assert left == [], f"{url} still says {left}"
        return page


@pytest.fixture
def pages(db: None) -> Polish:
    made = Polish()
    assert made.get("/ask/?language=pl").h1 == "Poproś o wsparcie"
    return made


@pytest.mark.parametrize("who", ["GRANDMOTHER", "MOTHER", "YOUNG_PERSON"])
def test_somebody_asks_in_polish_from_end_to_end(pages: Polish, who: str) -> None:
    walking.walk(pages, getattr(walking, who))
    assert walking.send(pages).h1 == "Mamy to"
    assert RequestForSupport.objects.count() == 1
    pages.post("/ask/copy/")


def test_what_is_wrong_is_said_in_polish(pages: Polish) -> None:
    page = pages.submit(pages.get("/ask/danger/"))
    assert page.errors == ["Wybierz tak lub nie"]
    assert str(page.soup.title).startswith("<title>Błąd: ")
    assert pages.get("/ask/come-back/").h1 == "Jaki jest twój kod?"
    walking.answer(pages, "danger", {"danger": "yes"})
    assert pages.get("/ask/danger-now/").status in {200, 302}


def test_somebody_is_told_in_polish_what_the_frame_says_and_in_the_writers_words_what_was_decided(
    pages: Polish,
) -> None:
    made = standing()
    made.tell_dee()
    token = sent("door_link")
    assert pages.get(f"/w/{token}/").h1 == "Coś na ciebie czeka"
    page = enter(pages, token)
    assert page.h1 == "Twoja strona"
    assert "We would like to get to know you and Kai." in page.words
    assert pages.get("/w/who/").h1 == "Kto zaglądał"
    assert pages.post("/w/out/").h1 == "Wylogowano"


def test_the_switch_leads_back_to_english_and_leaves_no_session(pages: Polish) -> None:
    assert settings.SESSION_COOKIE_NAME in pages.client.cookies
    page = pages.get("/ask/come-back/")
    assert page.soup.select_one('a[hreflang="en-gb"]')["href"] == "?language=en-gb"  # type: ignore[index]
    plain = PageClient()
    plain.client = pages.client
    assert plain.get("/ask/?language=en-gb").h1 == "Ask for support"
    assert pages.client.cookies[settings.SESSION_COOKIE_NAME].value == ""


@pytest.mark.parametrize(("method", "path"), [("get", "/ask/leave/"), ("post", "/ask/finish/")])
def test_leaving_leaves_nothing_of_the_choice(pages: Polish, method: str, path: str) -> None:
    getattr(pages.client, method)(path)
    assert pages.client.cookies[settings.SESSION_COOKIE_NAME].value == ""


@pytest.mark.parametrize("asked", ["xx", "", "PL", "en", "../../etc"])
def test_no_other_language_is_taken(db: None, asked: str) -> None:
    client = PageClient()
    page = client.get("/ask/", {"language": asked})
    assert page.h1 == "Ask for support"
    assert settings.SESSION_COOKIE_NAME not in client.client.cookies


def test_the_browser_is_never_asked(db: None) -> None:
    page = PageClient().get("/ask/", headers={"accept-language": "pl"})
    assert (page.h1, page.response["Content-Language"]) == ("Ask for support", "en-gb")


def test_staff_pages_stay_in_english(pages: Polish) -> None:
    plain = PageClient()
    plain.client = pages.client
    page = plain.get("/sign-in/?language=pl")
    assert page.soup.html["lang"] == "en-gb"  # type: ignore[index]
    assert not page.soup.select(".rock-languages")


def test_the_accessibility_statement_is_in_polish_too(pages: Polish) -> None:
    assert pages.get("/accessibility/").h1 == "Dostępność stron"


def test_a_date_is_written_as_poles_write_it() -> None:
    with translation.override("pl"):
        assert words.on_day(date(2026, 3, 5)) == "5 marca 2026"
        assert words.on_day_at(datetime(2026, 1, 5, 15, 4, tzinfo=UTC)) == "5 stycznia 2026, godz. 15:04"
        assert words.age_in_words(date(2020, 1, 1), date(2026, 1, 2)) == "6 lat"
        assert words.age_in_words(date(2024, 1, 1), date(2026, 1, 2)) == "2 lata"
    assert words.on_day(date(2026, 3, 5)) == "5 March 2026"


@pytest.mark.django_db(transaction=True)
def test_the_switch_works_on_a_phone_without_javascript(in_browser: Callable[..., Any]) -> None:
    page = in_browser("/ask/", phone=True, javascript=False)
    page.get_by_role("link", name="Polski").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Poproś o wsparcie"
    check_no_sideways_scroll(page)
    screenshot(page, "polish-start")
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Ask for support"


@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_in_polish(in_browser: Callable[..., Any]) -> None:
    check_axe(in_browser("/ask/?language=pl"))
    check_axe(in_browser("/w/Zx7nothing2here/?language=pl", phone=True))
