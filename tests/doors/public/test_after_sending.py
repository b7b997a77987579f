"""Sending once, the confirmation, the copy, and leaving nothing behind."""

import pytest

from rock.core.models import OutgoingMessage
from rock.core.services import PUBLIC
from rock.doors.public import sending
from rock.doors.public.sealing import token_from
from rock.practice.requests.models import RequestForSupport
from tests.doors.public.walking import FORM, GRANDMOTHER, patient, send, token_of, walk, walked
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db
SEND = 'form[action="/ask/check/"]'


@pytest.fixture
def nan(pages: PageClient) -> PageClient:
    """Give a grandmother who has answered everything, not too fast."""
    walked(pages)
    patient()
    return pages


def test_a_double_click_makes_one_request(nan: PageClient) -> None:
    check = nan.get("/ask/check/")
    assert [nan.submit(check, selector=SEND).location for _ in range(2)] == ["/ask/sent/"] * 2
    assert RequestForSupport.objects.count() == 1
    assert OutgoingMessage.objects.count() == 1


def test_sending_the_same_draft_from_two_devices_is_one_request(nan: PageClient) -> None:
    token = token_from(token_of(nan))
    assert token is not None
    first, second = (sending.send(by=PUBLIC, token=token) for _ in range(2))
    assert first.reference == second.reference
    assert RequestForSupport.objects.count() == 1


def test_nothing_is_kept_of_a_send_that_failed(nan: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(sending, "mark_sent", fails)
    check = nan.get("/ask/check/")
    with pytest.raises(RuntimeError):
        nan.submit(check, selector=SEND)
    assert RequestForSupport.objects.count() == OutgoingMessage.objects.count() == 0
    assert "Kai loves the sea." in nan.get("/ask/check/").words


def test_a_hub_that_cannot_take_it_is_our_fault_and_nothing_is_lost(nan: PageClient) -> None:
    from rock.records.models import ClockRule

    ClockRule.objects.all().delete()
    page = nan.submit(nan.get("/ask/check/"), selector=SEND)
    assert page.status == 503
    assert "The fault is ours" in page.words
    assert "01632 960 000" in page.words
    assert "Kai loves the sea." in nan.get("/ask/check/").words


def test_the_confirmation_says_nothing_about_anybody(nan: PageClient) -> None:
    page = send(nan)
    for word in ("Kai", "Marsden", "Jo", "Sandpiper", "Gull", "07700"):
        assert word not in page.words


def test_the_copy_is_shown_once(nan: PageClient) -> None:
    page = send(nan)
    copy = nan.submit(page, selector='form[action="/ask/copy/"]')
    assert copy.h1 == "Your copy"
    assert "Kai loves the sea." in copy.words
    assert RequestForSupport.objects.get().reference in copy.words
    again = nan.submit(page, selector='form[action="/ask/copy/"]')
    assert again.h1 == "The copy has been shown already"
    assert "Kai" not in again.text
    assert "gone from here" in nan.get("/ask/sent/").words


def test_the_copy_is_only_for_the_browser_that_sent_it(nan: PageClient) -> None:
    send(nan)
    other = PageClient()
    assert other.post("/ask/copy/").location == "/ask/"
    assert other.get("/ask/sent/").location == "/ask/"
    reference = RequestForSupport.objects.get().reference
    assert other.get("/ask/sent/", {"reference": reference}).location == "/ask/"
    assert other.get(f"/ask/{reference}/").status == 404


def test_there_is_no_copy_before_sending(nan: PageClient) -> None:
    assert nan.post("/ask/copy/").location == "/ask/"
    assert nan.get("/ask/sent/").location == "/ask/"


def test_questions_lead_to_the_confirmation_once_it_is_sent(nan: PageClient) -> None:
    send(nan)
    for place in ("worry", "check", "children/1"):
        assert nan.get(f"/ask/{place}/").location == "/ask/sent/"
    assert nan.post("/ask/worry/", {"text": "More"}).location == "/ask/sent/"
    assert nan.get("/ask/save/").status == 410


def test_one_may_ask_again_afterwards(nan: PageClient) -> None:
    page = send(nan)
    assert nan.submit(page, selector='form[action="/ask/finish/"]').location == "/ask/"
    walk(nan, GRANDMOTHER)
    send(nan)
    assert RequestForSupport.objects.count() == 2
    assert len(set(RequestForSupport.objects.values_list("reference", flat=True))) == 2


@pytest.mark.parametrize("way", ["/ask/leave/", "/ask/finish/"])
def test_leaving_takes_the_answers_off_the_device(nan: PageClient, way: str) -> None:
    response = nan.client.get(way) if way == "/ask/leave/" else nan.client.post(way)
    assert response.status_code == 302
    page = nan.get("/ask/worry/")
    assert page.location == "/ask/"
    assert "Carry on" not in nan.get("/ask/").words


def test_exit_leads_to_a_page_that_anybody_might_have_open(nan: PageClient) -> None:
    assert nan.get("/ask/worry/").link("Exit this page") == "/ask/leave/"
    assert nan.get("/ask/leave/").location == "https://www.bbc.co.uk/weather"


def test_what_was_sent_cannot_be_sent_with_an_answer_missing(nan: PageClient) -> None:
    check = nan.get("/ask/check/")
    nan.submit(nan.get("/ask/worry/"), selector=FORM, text="")
    page = nan.submit(check, selector=SEND)
    assert "Some questions still want an answer." in page.words
    assert RequestForSupport.objects.count() == 0
