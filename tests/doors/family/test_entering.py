"""A link, a code, a session: what opens the door, and that nothing else does."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as live

from rock.core import time
from rock.core.models import MessageStatus, OutgoingMessage
from rock.core.services import PUBLIC
from rock.doors.family.models import DoorCode, DoorHolder, DoorKey
from rock.doors.family.services.entering import forget_old_codes, send_code
from rock.doors.family.services.opening import make_key
from rock.records.models import Channel, ContactPoint, Event
from tests.doors.family.standing import PHONE, Standing, betrays, door_user, enter, sent, standing, token_of
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_telling_somebody_now_opens_their_door_and_sends_a_neutral_link(told: Standing) -> None:
    token = sent("door_link")
    holder = DoorHolder.objects.get()
    message = OutgoingMessage.objects.get()
    key = DoorKey.objects.get()
    assert holder.person == told.dee
    assert message.to == PHONE.replace(" ", "")
    assert token not in key.token_hash
    assert abs(key.expires_at - key.made_at - timedelta(days=30)) < timedelta(seconds=1)
    assert Event.objects.filter(kind="door_opened", people__person=told.dee).count() == 1


def test_both_messages_say_nothing(told: Standing, pages: PageClient) -> None:
    from rock.core.messages.templates import filled, template_named

    for key in ("door_link", "door_code"):
        subject, body = filled(template_named(key), "7K4M-9QXT")
        for word in ("Dee", "council", "Council", "social", "family", "Families", "child", "Blackpool"):
            assert word not in subject + body
    assert "/w/7K4M-9QXT/" in filled(template_named("door_link"), "7K4M-9QXT")[1]


def test_a_sent_link_or_code_is_kept_nowhere(told: Standing, settings: Any) -> None:
    settings.DEMO = False
    settings.MESSAGES = {"backend": "console"}
    assert sent("door_link") == ""
    assert OutgoingMessage.objects.get().status == MessageStatus.SENT


def test_a_link_and_a_code_open_the_door(told: Standing, pages: PageClient) -> None:
    page = enter(pages, sent("door_link"))
    assert page.h1 == "Your page"
    assert "Hello Dee" in page.words
    assert "We would like to get to know you and Kai." in page.words
    key = DoorKey.objects.get()
    assert (key.used_count, key.used_at is not None) == (1, True)
    cookie = pages.client.cookies[live.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_opening_a_link_sends_nothing_and_uses_nothing_up(told: Standing, pages: PageClient) -> None:
    token = sent("door_link")
    for _ in range(5):
        page = pages.get(f"/w/{token}/")
    assert page.h1 == "Something is waiting for you"
    assert not DoorCode.objects.exists()
    for word in ("Dee", "Kai", "Families Rock", str(live.COUNCIL["name"]), "support", "decided"):
        assert word not in page.words
    assert str(live.COUNCIL["name"]) not in str(page.soup.title)
    assert "session" not in pages.client.cookies.output().lower()


def test_the_same_link_opens_again_with_a_new_code_only(told: Standing, pages: PageClient) -> None:
    token = sent("door_link")
    enter(pages, token)
    used = sent("door_code")
    other = PageClient()
    page = other.submit(other.get(f"/w/{token}/code/"), code=used)
    assert "This code does not work" in page.errors[0]
    assert enter(other, token).h1 == "Your page"


def test_a_new_code_ends_the_one_before(told: Standing, pages: PageClient) -> None:
    token = sent("door_link")
    pages.submit(pages.get(f"/w/{token}/"))
    first = sent("door_code")
    pages.submit(pages.get(f"/w/{token}/"))
    assert pages.submit(pages.get(f"/w/{token}/code/"), code=first).status == 200
    assert pages.submit(pages.get(f"/w/{token}/code/"), code=sent("door_code")).location == "/w/"


def test_five_wrong_codes_and_a_new_one_is_needed(told: Standing, pages: PageClient) -> None:
    token = sent("door_link")
    pages.submit(pages.get(f"/w/{token}/"))
    right = sent("door_code")
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        assert pages.submit(pages.get(f"/w/{token}/code/"), code=wrong).status == 200
    assert pages.submit(pages.get(f"/w/{token}/code/"), code=right).status == 200
    assert enter(pages, token).h1 == "Your page"


@pytest.mark.parametrize(("minutes", "opens"), [(9, True), (10, False)])
def test_a_code_stands_for_ten_minutes(told: Standing, pages: PageClient, minutes: int, opens: bool) -> None:
    token = sent("door_link")
    pages.submit(pages.get(f"/w/{token}/"))
    code = sent("door_code")
    row = DoorCode.objects.get()
    DoorCode.objects.update(expires_at=row.expires_at - timedelta(minutes=minutes))
    assert (pages.submit(pages.get(f"/w/{token}/code/"), code=code).location == "/w/") is opens


def test_codes_for_one_link_are_limited_from_wherever_they_are_asked_for(told: Standing) -> None:
    token = sent("door_link")
    for n in range(9):
        client = PageClient()
        assert client.post(f"/w/{token}/send/", REMOTE_ADDR=f"192.0.2.{n}").status == 302
    assert DoorCode.objects.count() == 5


def _tries(pages: PageClient, token: str, code: str = "123456") -> str:
    page = pages.get(f"/w/{token}/")
    asked = pages.submit(page)
    tried = pages.submit(pages.get(asked.location), code=code)
    assert page.h1 == "Something is waiting for you"
    return tried.words


def test_unknown_expired_and_withdrawn_links_look_like_one_that_works(told: Standing, pages: PageClient) -> None:
    good, codes = sent("door_link"), DoorCode.objects.count()
    answer = _tries(pages, good)
    for change in ({"expires_at": time.now()}, {"expires_at": time.now() + timedelta(1), "revoked_at": time.now()}):
        DoorKey.objects.update(**change)
        DoorCode.objects.all().delete()
        assert _tries(pages, good) == answer
        assert DoorCode.objects.count() == codes
    for guess in ("7K4M-9QXT-2C3D-F4GH", "x", "w-w", "1", "' OR 1=1", "%00", "é" * 200):
        assert _tries(pages, guess) == answer


def test_a_number_that_is_no_longer_safe_gets_no_code(told: Standing, pages: PageClient) -> None:
    token = sent("door_link")
    ContactPoint.objects.filter(person=told.dee).update(safe=False)
    pages.submit(pages.get(f"/w/{token}/"))
    assert not OutgoingMessage.objects.filter(template="door_code").exists()


@pytest.mark.parametrize("channel", [Channel.LETTER, Channel.FACE, Channel.PHONE])
def test_told_by_another_way_nothing_is_sent_and_a_worker_makes_the_link(channel: Channel) -> None:
    made = standing()
    made.tell_dee(channel)
    assert DoorHolder.objects.filter(person=made.dee).exists()
    assert not DoorKey.objects.exists()
    assert not OutgoingMessage.objects.exists()


def test_without_a_safe_phone_words_are_said(pages: PageClient) -> None:
    made = standing()
    made.dee.contact_points.all().delete()
    made.tell_dee(Channel.FACE)
    new = make_key(by=made.manager, person=made.dee)
    assert len(new.words.split()) == 3
    asked = pages.submit(pages.get(f"/w/{new.token}/"))
    assert not OutgoingMessage.objects.exists()
    assert pages.submit(pages.get(asked.location), code="apple apple apple").status == 200
    typed = new.words.upper().replace(" ", "-")
    assert pages.submit(pages.get(asked.location), code=typed).location == "/w/"
    again = PageClient()
    assert again.submit(again.get(f"/w/{new.token.lower()}/code/"), code=new.words).location == "/w/"


def test_said_words_die_after_five_wrong_ones(pages: PageClient) -> None:
    made = standing()
    made.dee.contact_points.all().delete()
    made.tell_dee(Channel.FACE)
    new = make_key(by=made.manager, person=made.dee)
    for _ in range(5):
        pages.submit(pages.get(f"/w/{new.token}/code/"), code="wrong words here")
    assert pages.submit(pages.get(f"/w/{new.token}/code/"), code=new.words).status == 200


def test_a_new_link_ends_the_one_before(told: Standing, pages: PageClient) -> None:
    first = sent("door_link")
    second = token_of(told.dee, told.manager)
    pages.submit(pages.get(f"/w/{first}/"))
    assert not DoorCode.objects.exists()
    assert enter(pages, second).h1 == "Your page"


def test_twenty_quiet_minutes_close_the_page_and_keep_what_was_typed(told: Standing, pages: PageClient) -> None:
    enter(pages, sent("door_link"))
    session = pages.client.session
    session["family_door"] = session["family_door"] | {"seen": (time.now() - timedelta(minutes=21)).isoformat()}
    session.save()
    page = pages.post("/w/say/1/", {"words": "I want to say this."})
    assert page.h1 == "This page is closed"
    assert "I want to say this." in page.words
    assert pages.get("/w/").h1 == "This page is closed"


def test_nineteen_minutes_do_not(told: Standing, pages: PageClient) -> None:
    enter(pages, sent("door_link"))
    session = pages.client.session
    session["family_door"] = session["family_door"] | {"seen": (time.now() - timedelta(minutes=19)).isoformat()}
    session.save()
    assert pages.get("/w/").h1 == "Your page"
    seen = datetime.fromisoformat(pages.client.session["family_door"]["seen"])
    assert time.now() - seen < timedelta(minutes=2)


def test_a_session_that_came_by_no_link_is_nothing_outside_the_demo(told: Standing, settings: Any) -> None:
    client = PageClient(door_user(told.dee))
    assert client.get("/w/").h1 == "Your page"
    settings.DEMO = False
    assert client.get("/w/").h1 == "This page is closed"


@pytest.mark.parametrize("way", ["/w/leave/", "/w/out/"])
def test_going_away_signs_out(told: Standing, pages: PageClient, way: str) -> None:
    page = enter(pages, sent("door_link"))
    exit_link = page.soup.select_one(".govuk-exit-this-page__button")
    assert exit_link is not None
    assert exit_link["href"] == "/w/leave/"
    if way == "/w/out/":
        assert pages.submit(page, selector="form[action='/w/out/']").h1 == "You are signed out"
    else:
        assert pages.get(way).location == "https://www.bbc.co.uk/weather"
    assert pages.get("/w/").h1 == "This page is closed"


def test_entering_leaves_the_session_of_whoever_was_here_before(told: Standing, pages: PageClient) -> None:
    client = PageClient(told.manager)
    before = client.client.session.session_key
    enter(client, sent("door_link"))
    assert client.client.session.session_key != before
    assert client.get("/hub/").status == 403


def test_codes_and_links_that_are_over_are_forgotten(told: Standing) -> None:
    key = DoorKey.objects.get()
    send_code(by=PUBLIC, key=key)
    assert forget_old_codes() == 0
    DoorCode.objects.update(expires_at=time.now() - timedelta(hours=1))
    assert forget_old_codes() == 1
    DoorKey.objects.update(expires_at=time.now())
    assert forget_old_codes() == 1


def test_the_link_page_betrays_nothing(told: Standing, pages: PageClient) -> None:
    assert betrays(pages.get(f"/w/{sent('door_link')}/").text) == []


@pytest.mark.parametrize("change", [{"safe": False}, {"safe": None}, {"ends": time.today()}])
def test_a_phone_that_he_took_closes_the_door_that_it_opened(
    told: Standing, pages: PageClient, change: dict[str, Any]
) -> None:
    token = sent("door_link")
    enter(pages, token)
    ContactPoint.objects.filter(person=told.dee).update(**change)
    page = pages.get("/w/")
    assert "Hello Dee" not in page.words
    codes = DoorCode.objects.count()
    PageClient().post(f"/w/{token}/send/")
    assert DoorCode.objects.count() == codes
    make_key(by=told.manager, person=told.dee)
    ContactPoint.objects.filter(person=told.dee).update(safe=True, ends=None)
    assert "Hello Dee" not in pages.get("/w/").words
    PageClient().post(f"/w/{token}/send/")
    assert DoorCode.objects.filter(said=False).count() == codes
