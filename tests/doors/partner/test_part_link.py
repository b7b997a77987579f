"""One question by its link alone: that question and no other, once; whom it is about only after a code to the work inbox."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import Refused
from rock.doors.partner.models import PartnerCode
from rock.doors.partner.services.inviting import end_invitation, has_left
from rock.practice.assessments.models import AgencyPart, Assessment
from rock.practice.assessments.services.agencies import AskedPart, ask_again, withdraw_part
from rock.reach.models import ViewLog
from rock.records.models import Audience, Channel
from tests.doors.partner.standing import PRIYA, Near, last_message, near, sent
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
ANSWER: dict[str, Any] = {"answer": "words", "words": "He comes alone and hungry.", "name": "Tom Reed, year head"}


@shared
def here() -> Near:
    return near()


@shared
def asked(here: Near) -> AskedPart:
    return here.ask_part()


def test_the_message_leads_to_the_question_and_names_nobody(asked: AskedPart, pages: PageClient) -> None:
    assert f"/p/{asked.token}/" in last_message()
    page = pages.get(f"/p/{asked.token}/")
    assert page.h1 == "A question for you"
    assert "How does he arrive in the morning?" in page.words
    assert "Ama Rahman" in page.words
    for kept in ("Kai", "Ashdown", "2017", "Dee", "Harbour"):
        assert kept not in page.text


def test_the_answer_is_kept_once_in_the_name_of_who_gave_it(asked: AskedPart, pages: PageClient) -> None:
    form = pages.get(f"/p/{asked.token}/")
    selector = "main form:not(#who)"
    for _ in range(2):
        sent_back = pages.submit(form, url=f"/p/{asked.token}/", selector=selector, **ANSWER)
        assert sent_back.location == f"/p/{asked.token}/"
    asked.part.refresh_from_db()
    assert asked.part.answer is not None
    assert asked.part.answer.words == "He comes alone and hungry."
    assert asked.part.answer.speaker_name == "Tom Reed, year head, Marram Primary School"
    assert not Audience.objects.exists()
    after = pages.get(f"/p/{asked.token}/")
    assert after.h1 == "It has come"
    assert "How does he arrive" not in after.text
    assert "hungry" not in after.text


@pytest.mark.parametrize(
    ("answer", "words", "field"),
    [("nothing", "", "nothing_known"), ("cannot_share", "Dee asked us not to.", "refused_because")],
)
def test_knowing_nothing_and_not_sharing_are_answers_too(
    asked: AskedPart, pages: PageClient, answer: str, words: str, field: str
) -> None:
    pages.post(f"/p/{asked.token}/", {"answer": answer, "words": words, "name": "Tom"})
    asked.part.refresh_from_db()
    assert getattr(asked.part, field) == (words or True)
    assert asked.part.answer is None


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": ""}, "Enter your name"),
        ({"words": ""}, "Write what you know, or why you cannot share it"),
        ({"answer": ""}, "Choose what you can tell us"),
        ({"answer": "nothing"}, "You wrote something. Choose “This is what we know”, or take the words out"),
        ({"answer": "cannot_share", "words": "x" * 501}, "Make the reason shorter: up to 500 characters"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    asked: AskedPart, pages: PageClient, given: dict[str, str], error: str
) -> None:
    page = pages.post(f"/p/{asked.token}/", ANSWER | given)
    assert page.errors == [error]
    assert page.form("main form:not(#who)")["words"] == (ANSWER | given)["words"]


def test_whom_it_is_about_is_told_after_the_code_and_only_there_for_twenty_minutes(
    asked: AskedPart, pages: PageClient
) -> None:
    go = pages.submit(pages.get(f"/p/{asked.token}/"), selector="#who")
    assert go.location == f"/p/{asked.token}/code/"
    assert OutgoingMessage.objects.order_by("-pk")[0].to == PRIYA.email
    assert pages.submit(pages.get(go.location), code="000").errors
    assert pages.submit(pages.get(go.location), code=sent("partner_code")).location == f"/p/{asked.token}/"
    page = pages.get(f"/p/{asked.token}/")
    assert "It is about: Kai" in page.words
    assert "2 January 2017" in page.words
    assert "Ashdown" not in page.text
    assert ViewLog.objects.filter(user=None, person=asked.part.assessment.referral.child).exists()
    assert "Kai" not in PageClient().get(f"/p/{asked.token}/").text
    with time_machine.travel(time.now() + timedelta(minutes=20)):
        assert "Kai" not in pages.get(f"/p/{asked.token}/").text


def test_the_code_of_one_question_tells_nothing_of_another(here: Near, asked: AskedPart, pages: PageClient) -> None:
    other = here.ask_part("Another question?", name="The nurse", email="nurse@marram.example.org")
    pages.post(f"/p/{asked.token}/send/")
    code = sent("partner_code")
    assert pages.post(f"/p/{other.token}/code/", {"code": code}).status == 200
    pages.post(f"/p/{asked.token}/code/", {"code": code})
    assert "Kai" not in pages.get(f"/p/{other.token}/").text


def test_any_link_asks_for_a_code_alike_and_a_flood_stops_at_five(asked: AskedPart, pages: PageClient) -> None:
    assert pages.post("/p/2345/send/").location == "/p/2345/code/"
    assert not PartnerCode.objects.exists()
    for number in range(9):
        pages.post(f"/p/{asked.token}/send/", REMOTE_ADDR=f"192.0.2.{number}")
    assert OutgoingMessage.objects.filter(template="partner_code").count() == 5


def _gone(asked: AskedPart, how: str, here: Near) -> None:
    if how == "withdrawn":
        withdraw_part(by=here.ama, part=asked.part)
    elif how == "asked again":
        ask_again(by=here.ama, part=asked.part)
    elif how == "authorised":
        Assessment.objects.update(authorised_on=time.today())


@pytest.mark.parametrize("how", ["withdrawn", "asked again", "authorised"])
def test_a_link_that_ended_opens_nothing_and_gives_back_what_was_typed(
    here: Near, asked: AskedPart, pages: PageClient, how: str
) -> None:
    _gone(asked, how, here)
    page = pages.get(f"/p/{asked.token}/")
    assert page.h1 == "This link no longer works"
    assert "How does he arrive" not in page.text
    late = pages.post(f"/p/{asked.token}/", ANSWER)
    assert late.status == 403
    assert "He comes alone and hungry." in late.words
    pages.post(f"/p/{asked.token}/send/")
    assert not PartnerCode.objects.exists()
    asked.part.refresh_from_db()
    assert asked.part.answered_at is None


def test_a_link_that_is_over_answers_as_one_that_never_was(asked: AskedPart, pages: PageClient) -> None:
    with time_machine.travel(asked.part.expires_at):
        over = pages.get(f"/p/{asked.token}/")
    never = pages.get("/p/2345-6789-CDFG-HJKM/")
    assert over.words == never.words
    assert over.h1 == "This link no longer works"


def test_a_question_that_gives_a_hidden_address_away_is_told_by_phone(here: Near, pages: PageClient) -> None:
    make.address(here.dee, "7 Quayside Walk, Fleetwood", "FY7 6AB", hidden=True)
    page = pages.get(f"/p/{here.ask_part('Does he come from Quayside Walk?').token}/")
    assert "Quayside" not in page.text
    assert "Please call us, and we tell you what this is" in page.words


@pytest.mark.parametrize("how", ["restricted", "close", "left"])
def test_the_link_of_a_question_is_shut_to_who_would_be_shut_out_of_the_door(
    here: Near, asked: AskedPart, pages: PageClient, how: str
) -> None:
    row = here.invite()
    page = f"/p/{asked.token}/"
    assert "How does he arrive" in pages.get(page).words
    if how == "restricted":
        make.restriction(here.kai, here.ama, named=[here.ama])
    elif how == "close":
        end_invitation(by=here.ama, invitation=row, because="She is Ray’s sister.", is_close=True)
    else:
        has_left(by=here.ama, holder=row.holder, because="She left the school.")
    codes = PartnerCode.objects.count()
    pages.post(f"{page}send/")
    assert PartnerCode.objects.count() == codes
    assert "How does he arrive" not in pages.get(page).text
    late = pages.post(page, ANSWER)
    assert (late.status, late.h1) == (403, "This link no longer works")
    assert "He comes alone and hungry." in late.words
    asked.part.refresh_from_db()
    assert asked.part.answered_at is None


def test_who_came_after_one_who_left_is_asked_anew(here: Near, pages: PageClient) -> None:
    has_left(by=here.ama, holder=here.invite().holder, because="She left the school.")
    assert "How does he arrive" in pages.get(f"/p/{here.ask_part().token}/").words


def test_no_question_goes_to_somebody_near_the_child_nor_about_a_restricted_record(here: Near) -> None:
    make.contact(here.ray, "ray@holt.example.org", channel=Channel.EMAIL)
    with pytest.raises(Refused, match="somebody around the child"):
        here.ask_part(email="Ray@Holt.example.org")
    make.restriction(here.kai, here.ama, named=[here.ama])
    with pytest.raises(Refused, match="no link goes out"):
        here.ask_part()
    assert not AgencyPart.objects.exists()
