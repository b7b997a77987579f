"""Somebody who wants another's answers, or wants the door to break."""

import base64
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from rock.core.models import OutgoingMessage
from rock.doors.public.cookies import cookie_name
from rock.doors.public.models import UnsentRequest
from rock.doors.public.sealing import name_of, new_token, token_text
from rock.practice.requests.models import RequestForSupport
from tests.doors.public.walking import FORM, GRANDMOTHER, changed, send, token_of, walk, walked
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db
ONLY_SENT = ("copy", "delete", "finish", "worry/keep", "children/1/remove")


def with_cookie(value: str) -> PageClient:
    thief = PageClient()
    thief.client.cookies[cookie_name()] = value
    return thief


def test_one_browser_never_sees_the_answers_of_another(pages: PageClient) -> None:
    walked(pages)
    other = PageClient()
    other.post("/ask/danger/", {"danger": "no"})
    assert "Kai" not in other.get("/ask/check/").text
    assert other.get("/ask/worry/").location == "/ask/who/"


def test_what_the_database_holds_is_no_key(pages: PageClient) -> None:
    walked(pages)
    row = UnsentRequest.objects.get()
    for stolen in (row.token_hash, base64.urlsafe_b64encode(bytes.fromhex(row.token_hash)).decode(), str(row.pk)):
        thief = with_cookie(stolen)
        assert thief.get("/ask/worry/").location == "/ask/"


def test_a_tampered_cookie_opens_nothing_and_breaks_nothing(pages: PageClient) -> None:
    walked(pages)
    for tampered in ("", "x", "../..", "é", "a" * 5000, "%00", '";DROP', token_text(b"\x00" * 32)):
        thief = with_cookie(tampered)
        assert thief.get("/ask/").status == 200, tampered
        assert thief.get("/ask/worry/").location == "/ask/", tampered
        assert thief.post("/ask/danger/", {"danger": "no"}).location == "/ask/who/", tampered


def test_every_changed_letter_of_the_token_opens_nothing(pages: PageClient) -> None:
    walked(pages)
    token = token_of(pages)
    for place in range(0, len(token) - 1, 5):
        letter = "A" if token[place] != "A" else "B"
        assert with_cookie(token[:place] + letter + token[place + 1 :]).get("/ask/worry/").location == "/ask/"


def test_a_planted_token_is_not_taken_up() -> None:
    planted = new_token()
    victim = with_cookie(token_text(planted))
    victim.post("/ask/danger/", {"danger": "no"})
    assert token_of(victim) != token_text(planted)
    assert not UnsentRequest.objects.filter(token_hash=name_of(planted)).exists()


def test_the_cookie_is_closed_to_scripts_bound_to_the_host_and_gone_with_the_browser(
    pages: PageClient, settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    response = pages.client.post("/ask/danger/", {"danger": "no"}, secure=True)
    cookie = response.cookies["__Host-asking"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
    assert cookie["max-age"] == cookie["expires"] == ""


def test_nothing_else_stays_on_the_device(pages: PageClient) -> None:
    walked(pages)
    for name, cookie in pages.client.cookies.items():
        assert cookie["max-age"] in ("", 0), name
        assert not cookie["expires"], name
    assert set(pages.client.cookies) <= {cookie_name(), settings.CSRF_COOKIE_NAME}


NO_STEPS = (
    "nothing",
    "worry/1",
    "children/0",
    "children/16",
    "children/-1",
    "__class__",
    "step/../check",
    "WORRY",
    "danger/keep/1",
    "children/99999999999999999999",
)


def test_a_step_that_does_not_exist_is_not_found(pages: PageClient) -> None:
    walked(pages)
    for path in NO_STEPS:
        assert pages.get(f"/ask/{path}/").status == 404, path
        assert pages.post(f"/ask/{path}/", {"text": "x"}).status == 404, path


SMUGGLED = (
    "a@example.org\nBcc: b@example.org",
    "a@example.org\r\nSubject: x",
    "a@example.org,b@example.org",
    "07700 900123\n07700 900999",
    "a@example.org\x00",
    "<script>@example.org",
)


def test_no_header_is_smuggled_into_the_contact(pages: PageClient) -> None:
    walked(pages)
    for contact in SMUGGLED:
        assert pages.post("/ask/contact/", {"contact": contact, "ways": ["text", "email"]}).errors, contact
    assert OutgoingMessage.objects.count() == 0


def test_hidden_characters_are_told_and_never_reach_the_hub(pages: PageClient) -> None:
    walked(pages)
    for place in ("going-well", "worry", "children/1", "name", "agree-help"):
        typed = pages.get(f"/ask/{place}/").form(FORM)
        field = next(name for name in ("text", "name", "own_words") if name in typed)
        page = pages.post(f"/ask/{place}/", typed | {field: f"{typed[field]}\x00\x1b"})
        assert page.status == 200, place
        assert any("hidden character" in error for error in page.errors), place


def test_half_a_character_breaks_nothing(pages: PageClient) -> None:
    walked(pages)
    body = "text=%ED%A0%80 and %FF%FE"
    response = pages.client.post("/ask/worry/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (200, 302)
    assert pages.get("/ask/check/").status == 200


def test_markup_is_shown_as_text(pages: PageClient) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
    walk(pages, changed(GRANDMOTHER, going_well={"text": attack}))
    check = pages.get("/ask/check/")
    assert "<script>alert" not in check.text
    assert attack in check.words
    assert "49" not in check.words
    sent = send(pages)
    copy = pages.submit(sent, selector='form[action="/ask/copy/"]')
    assert "<script>alert" not in copy.text


def test_enormous_numbers_of_fields_are_refused(pages: PageClient) -> None:
    walked(pages)
    response = pages.client.post("/ask/worry/", {f"f{n}": "x" for n in range(1500)})
    assert response.status_code == 400
    assert "Nobody is up" in pages.get("/ask/worry/").text


def test_fields_that_no_form_has_are_not_sent_on(pages: PageClient) -> None:
    walked(pages)
    pages.post("/ask/name/", {"name": "Jo Marsden", "asker_kind": "professional", "source_code": "6"})
    send(pages)
    assert RequestForSupport.objects.get().source_code == "1A"


def test_a_form_of_another_site_does_nothing(pages: PageClient) -> None:
    walked(pages)
    for path in ("danger", "check", "save", "come-back", *ONLY_SENT):
        strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
        strict.cookies[cookie_name()] = token_of(pages)
        assert strict.post(f"/ask/{path}/", {"danger": "no"}).status_code == 403, path
        assert UnsentRequest.objects.get().sent_at is None, path


def test_an_old_form_shows_what_was_typed(pages: PageClient) -> None:
    walked(pages)
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies[cookie_name()] = token_of(pages)
    response = strict.post("/ask/worry/", {"text": "Words that took an hour", "csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert b"Words that took an hour" in response.content


def test_a_link_changes_nothing(pages: PageClient) -> None:
    walked(pages)
    for path in ONLY_SENT:
        assert pages.client.get(f"/ask/{path}/").status_code in (404, 405), path
        assert "Kai" in pages.get("/ask/check/").words, path


def test_a_signed_in_worker_gets_nothing_more(pages: PageClient) -> None:
    from tests.support import factories as make

    walked(pages)
    worker = pages.as_user(make.staff_user("hub_manager"))
    assert worker.get("/ask/worry/").location == "/ask/"
    assert "Kai" not in worker.get("/ask/").text
