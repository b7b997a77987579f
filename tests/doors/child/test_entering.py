"""A card opens a child's own page, in a session that holds nothing of an adult's, and leaves nothing behind."""

from datetime import date, timedelta

import pytest
import time_machine

from rock.core import time
from rock.core.services import Refused
from rock.doors.child.models import Card
from rock.doors.child.services import opening
from tests.doors.child.standing import Home
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def typed(pages: PageClient, text: str) -> bool:
    """Return whether what was typed opens a page."""
    answer = pages.submit(pages.get("/me/"), card=text)
    return answer.location == "/me/home/"


def test_number_and_words_open_the_page_however_they_are_typed(pages: PageClient) -> None:
    number, words = Home().card()
    assert typed(pages, f" {number}, {words.upper().replace(' ', '-')} ")
    assert "Hello Kai." in pages.get("/me/home/").words


@pytest.mark.parametrize("text", ["", "0 otter lamp green", "word word word", "99999999999999999999 a b c", "7"])
def test_what_is_no_card_opens_nothing(pages: PageClient, text: str) -> None:
    Home().card()
    assert not typed(pages, text)


def test_a_wrong_word_answers_as_no_card_does(pages: PageClient) -> None:
    number, words = Home().card()
    wrong = pages.submit(pages.get("/me/"), card=f"{number} {words} x")
    none = pages.submit(pages.get("/me/"), card=f"{number + 1} {words}")
    assert wrong.errors == none.errors == ["That does not open a page. Look at your card again, or ask for a new one"]


def test_a_card_ends_after_30_days_by_a_new_one_and_when_it_is_lost(pages: PageClient) -> None:
    home = Home()
    number, words = home.card()
    with time_machine.travel(time.now() + timedelta(days=30)):
        assert not typed(pages, f"{number} {words}")
    other, other_words = home.card()
    assert not typed(pages, f"{number} {words}")
    assert typed(pages, f"{other} {other_words}")
    opening.end_cards(by=home.ama, person=home.kai)
    assert "Your card opens it again" in pages.get("/me/home/").words


def test_the_words_are_kept_nowhere() -> None:
    _number, words = Home().card()
    assert words not in str(list(Card.objects.values()))


def test_somebody_who_tries_words_is_stopped_at_the_card(pages: PageClient) -> None:
    number, words = Home().card()
    for n in range(30):
        pages.submit(pages.get("/me/"), card=f"{number} a b {n}", REMOTE_ADDR=f"192.0.2.{n}")
    assert not typed(pages, f"{number} {words}")


def test_the_worker_is_signed_out_before_the_childs_page_opens_on_their_device(pages: PageClient) -> None:
    home = Home()
    client = pages.as_user(home.ama)
    assert client.get(f"/people/{home.kai.pk}/").status == 200
    assert client.post(f"/people/{home.kai.pk}/card/device/").location == "/me/home/"
    assert client.get("/me/home/").status == 200
    for url in (f"/people/{home.kai.pk}/", "/children/", "/urgent/", "/people/"):
        assert client.get(url).status in {302, 403}, url


def test_a_parent_who_is_signed_in_is_not_in_the_childs_session_nor_the_child_in_theirs(pages: PageClient) -> None:
    home = Home()
    number, words = home.card()
    mother = make.user("Dee", roles=["family"])
    client = pages.as_user(mother)
    assert client.get("/me/home/").status == 403
    assert typed(client, f"{number} {words}")
    assert client.get("/w/").status in {302, 403}


def test_leaving_signs_out_and_tells_the_browser_to_forget(pages: PageClient) -> None:
    number, words = Home().card()
    assert typed(pages, f"{number} {words}")
    assert pages.get("/me/home/").response.headers["Cache-Control"].startswith("no-store")
    left = pages.get("/me/leave/")
    assert left.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Kai" not in pages.get("/me/home/").text


def test_the_page_closes_by_itself_when_nobody_uses_it(pages: PageClient) -> None:
    number, words = Home().card()
    assert typed(pages, f"{number} {words}")
    with time_machine.travel(time.now() + timedelta(minutes=16)):
        assert "This page is closed" in pages.get("/me/home/").words


def test_a_closed_page_opens_for_nobody_until_it_is_opened_again(pages: PageClient) -> None:
    home = Home()
    number, words = home.card()
    assert typed(pages, f"{number} {words}")
    opening.close_page(by=home.ama, person=home.kai, because="Somebody else has the card")
    assert "Kai" not in pages.get("/me/home/").text
    with pytest.raises(Refused, match="This page was closed"):
        home.card()
    opening.reopen_page(by=home.ama, person=home.kai)
    assert not typed(pages, f"{number} {words}")


@pytest.mark.parametrize(
    ("born", "why"),
    [(None, "date of birth is not known"), (date(2024, 1, 1), "4 and over"), (date(2000, 1, 1), "They are grown up")],
)
def test_a_baby_a_grown_up_and_somebody_of_unknown_age_have_no_such_page(born: date | None, why: str) -> None:
    person = make.person(born=born)
    with pytest.raises(Refused, match=why), time_machine.travel("2026-11-21"):
        opening.open_page(by=make.staff_user(), person=person)


@pytest.mark.parametrize("path", ["", "new/", "device/", "end/", "close/", "open/"])
def test_a_worker_who_does_not_reach_the_child_finds_no_such_page(pages: PageClient, path: str) -> None:
    home = Home()
    client = pages.as_user(make.staff_user())
    answer = client.post(f"/people/{home.kai.pk}/card/{path}")
    assert answer.status in {404, 405}
    assert client.get(f"/people/{home.kai.pk}/card/").status == 404
