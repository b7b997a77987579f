"""A neutral message, a link and a code to the inbox at work open a partner's door, for just the children they are invited for."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import Refused
from rock.doors.partner.models import Invitation, PartnerCode, PartnerKey
from rock.doors.partner.services.entering import forget_old_codes
from rock.doors.partner.services.inviting import end_invitation, has_left, stay_longer
from rock.doors.partner.services.linking import remind, send_link
from tests.doors.partner.standing import PRIYA, enter, last_message, near, sent
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_link_and_code_open_the_door(pages: PageClient) -> None:
    here = near()
    row = here.invite()
    here.promise()
    page = enter(pages).get("/partner/")
    assert page.h1 == "What you promised, and questions for you"
    assert page.soup.select_one("h2").get_text() == "Kai, born on 2 January 2017"  # type: ignore[union-attr]
    assert "Save Kai a breakfast" in page.words
    assert Invitation.objects.get(pk=row.pk).seen_at is not None


def test_the_messages_name_nobody_and_go_to_the_work_inbox_alone(pages: PageClient) -> None:
    here = near()
    here.invite()
    invited = last_message()
    enter(pages)
    for words in (invited, last_message()):
        assert not {"Kai", "Dee", "Ashdown", "Priya", "Marram", "child"} & set(words.replace(".", " ").split())
    assert {row.to for row in OutgoingMessage.objects.all()} == {PRIYA.email}


def test_opening_the_link_alone_does_nothing(pages: PageClient) -> None:
    near().invite()
    page = pages.get(f"/partner/in/{sent('partner_link')}/")
    assert page.h1 == "Something is waiting for you"
    assert "Kai" not in page.text
    assert not PartnerCode.objects.exists()


def test_any_link_answers_alike(pages: PageClient) -> None:
    near().invite()
    good, bad = sent("partner_link"), "2345-6789-CDFG-HJKM"
    for token in (good, bad):
        assert pages.post(f"/partner/in/{token}/send/").location == f"/partner/in/{token}/code/"
    wrong = [pages.submit(pages.get(f"/partner/in/{token}/code/"), code="x") for token in (good, bad)]
    assert wrong[0].words == wrong[1].words
    assert wrong[0].errors == ["This code does not work. Check it, or ask for a new one"]


def test_a_code_works_once_for_ten_minutes_and_five_tries(pages: PageClient) -> None:
    near().invite()
    token = sent("partner_link")
    enter(pages)
    used = sent("partner_code")
    address = f"/partner/in/{token}/code/"
    assert pages.submit(pages.get(address), code=used).errors
    pages.post(f"/partner/in/{token}/send/")
    with time_machine.travel(time.now() + timedelta(minutes=10, seconds=1)):
        assert pages.submit(pages.get(address), code=sent("partner_code")).errors
    pages.post(f"/partner/in/{token}/send/")
    for _ in range(5):
        assert pages.submit(pages.get(address), code="no").errors
    assert pages.submit(pages.get(address), code=sent("partner_code")).errors


def test_a_flood_of_codes_stops_at_five_an_hour_for_one_link(pages: PageClient) -> None:
    near().invite()
    token = sent("partner_link")
    for number in range(9):
        pages.post(f"/partner/in/{token}/send/", REMOTE_ADDR=f"192.0.2.{number}")
    assert OutgoingMessage.objects.filter(template="partner_code").count() == 5


def test_a_flood_of_tries_is_stopped_even_before_the_right_code(pages: PageClient) -> None:
    near().invite()
    token = sent("partner_link")
    for _ in range(60):
        pages.post("/partner/in/2345/code/", {"code": "1"})
    pages.post(f"/partner/in/{token}/send/")
    assert pages.post(f"/partner/in/{token}/code/", {"code": sent("partner_code")}).status == 200


def test_a_new_link_ends_the_one_before_and_each_ends_after_90_days(pages: PageClient) -> None:
    here = near()
    row = here.invite(days=300)
    old = sent("partner_link")
    send_link(by=here.ama, holder=row.holder)
    pages.post(f"/partner/in/{old}/send/")
    assert not PartnerCode.objects.exists()
    new = sent("partner_link")
    with time_machine.travel(time.now() + timedelta(days=90)):
        pages.post(f"/partner/in/{new}/send/")
        assert not PartnerCode.objects.exists()
        assert forget_old_codes() == 2
    assert not PartnerKey.objects.exists()


def test_what_was_kept_of_links_and_codes_is_no_use_to_anybody(pages: PageClient) -> None:
    near().invite()
    enter(pages)
    kept = f"{list(PartnerKey.objects.values())} {list(PartnerCode.objects.values())}"
    assert sent("partner_link") not in kept
    assert sent("partner_code") not in kept


def test_the_door_closes_by_itself_and_gives_back_what_was_typed(pages: PageClient) -> None:
    here = near()
    row = here.invite()
    promise = here.promise()
    enter(pages)
    address = f"/partner/{row.pk}/promise/{promise.pk}/"
    with time_machine.travel(time.now() + timedelta(minutes=31)):
        page = pages.post(address, {"answer": "done", "words": "He had toast at eight."})
    assert page.status == 403
    assert page.h1 == "This page is closed"
    assert "He had toast at eight." in page.words
    promise.refresh_from_db()
    assert promise.state == "open"


def test_who_left_the_job_is_out_at_once_and_no_link_works(pages: PageClient) -> None:
    here = near()
    row, other = here.invite(), here.invite(here.stella)
    here.promise()
    enter(pages)
    has_left(by=here.ama, holder=row.holder, because="She left the school.")
    page = pages.get("/partner/")
    assert page.h1 == "This page is closed"
    assert "Kai" not in page.text
    other.refresh_from_db()
    assert other.ended_because == "She left the school."
    PartnerCode.objects.all().delete()
    pages.post(f"/partner/in/{sent('partner_link')}/send/")
    assert not PartnerCode.objects.exists()
    with pytest.raises(Refused, match="done already"):
        has_left(by=here.ama, holder=row.holder, because="Again")


def test_an_ended_invitation_takes_just_that_child_away_at_once(pages: PageClient) -> None:
    here = near()
    row, other = here.invite(), here.invite(here.stella)
    here.promise()
    enter(pages)
    end_invitation(by=here.ama, invitation=row, because="Kai goes to another school.")
    page = pages.get("/partner/")
    assert "Kai" not in page.text
    assert "Stella" in page.words
    assert pages.get(f"/partner/{row.pk}/day/").status == 404
    assert pages.get(f"/partner/{other.pk}/day/").status == 200


def test_an_invitation_lasts_through_its_last_day_and_can_be_longer(pages: PageClient) -> None:
    here = near()
    row = here.invite(days=1)
    with time_machine.travel(time.now() + timedelta(days=1)):
        assert "Kai" in enter(pages).get("/partner/").words
    with time_machine.travel(time.now() + timedelta(days=2)):
        pages.post(f"/partner/in/{sent('partner_link')}/send/")
        assert "Kai" not in pages.get("/partner/").text
    stay_longer(by=here.ama, invitation=row, until=time.today() + timedelta(days=5))
    with time_machine.travel(time.now() + timedelta(days=5)):
        assert "Kai" in enter(pages).get("/partner/").words


def test_one_who_is_signed_in_without_the_link_is_not_let_in(pages: PageClient, settings: Any) -> None:
    settings.DEMO = False
    row = near().invite()
    page = pages.as_user(row.holder.user).get("/partner/")
    assert page.h1 == "This page is closed"
    assert "Kai" not in page.text


@pytest.mark.parametrize("role", ["family", "child", "social_worker"])
def test_nobody_else_gets_the_partners_door(pages: PageClient, role: str) -> None:
    near().invite()
    assert pages.as_user(make.user(roles=[role])).get("/partner/").status in {302, 403}


def test_signing_out_and_leaving_leave_nothing(pages: PageClient) -> None:
    near().invite()
    enter(pages)
    assert pages.post("/partner/out/").h1 == "You are signed out"
    assert "Kai" not in pages.get("/partner/").text
    enter(pages)
    assert pages.get("/partner/leave/").status == 302
    assert "Kai" not in pages.get("/partner/").text


def test_a_reminder_is_a_new_link_once_a_day(pages: PageClient) -> None:
    here = near()
    row = here.invite()
    before = sent("partner_link")
    remind(by=here.ama, invitation=row)
    assert sent("partner_link") != before
    with pytest.raises(Refused, match="within the last day"):
        remind(by=here.ama, invitation=row)
    with time_machine.travel(time.now() + timedelta(days=1)):
        remind(by=here.ama, invitation=row)
    assert "Kai" in enter(pages).get("/partner/").words
