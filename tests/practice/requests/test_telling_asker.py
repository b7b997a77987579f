"""Whoever asked is told what they may learn, by a message only where they said that one is safe."""

from typing import Any

import pytest

from rock.accounts.roles import Role
from rock.core.messages.templates import filled, template_named
from rock.core.models import OutgoingMessage
from rock.core.services import Refused
from rock.practice.requests.contact import contact_rule, message_channel
from rock.practice.requests.models import AskerKind, RequestForSupport, Route
from rock.practice.requests.queries.board import still_to_tell
from rock.practice.requests.services import telling
from rock.records.models import Channel, Event, EventKind
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import Page, PageClient

TEXT, EMAIL = "07700 900123", "head@example.org"
SAFE: dict[str, Any] = {"asker_contact": EMAIL, "asker_contact_rule": "Use: email"}


@pytest.mark.parametrize(
    ("contact", "rule", "channel"),
    [
        (TEXT, "Use: call, text", "text"),
        (EMAIL, "Use: email", "email"),
        (TEXT, "Use: text. Ask for: Jo", "text"),
        (TEXT, "Use: call", None),
        (TEXT, "", None),
        ("", "Use: text", None),
        ("01253 000000", "Use: call, text", None),
        (EMAIL, "Use: text", None),
        (TEXT, "Use: text. When: after 6", None),
        (TEXT, "Use: text. Also seen by: Ray. Ask for: Jo", None),
        (TEXT, "When: Use: text", None),
        (TEXT, "Never. Use: text", None),
    ],
)
def test_a_message_goes_by_itself_only_where_that_was_said(contact: str, rule: str, channel: str | None) -> None:
    assert message_channel(RequestForSupport(asker_contact=contact, asker_contact_rule=rule)) == channel


def test_the_rule_is_kept_as_it_is_read() -> None:
    rule = contact_rule(ways=["call", "text"], when="After 6", shared="Nobody", ask_for="Jo")
    assert rule == "Use: call, text. When: After 6. Also seen by: Nobody. Ask for: Jo"
    assert contact_rule(ways=[]) == ""
    assert len(contact_rule(ways=["text"], when="x" * 400)) == 300


@pytest.mark.parametrize("key", ["read", *(f"route_{route}" for route in Route)])
def test_each_message_carries_the_reference_and_nothing_personal(key: str) -> None:
    subject, body = filled(template_named(key), "RS-7K4M-9QXT")
    assert "RS-7K4M-9QXT" in subject
    assert "RS-7K4M-9QXT" in body
    assert len(body) < 300


@pytest.mark.django_db
@pytest.mark.parametrize("route", list(Route))
def test_a_professional_is_sent_the_route(route: Route) -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, route=route, asker_kind=AskerKind.PROFESSIONAL, **SAFE)
    assert telling.tell_asker(by=manager, request=decision.request) == f"route_{route}"
    sent = OutgoingMessage.objects.get()
    assert (sent.to, sent.template, sent.reference) == (EMAIL, f"route_{route}", decision.request.reference)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [AskerKind.RELATIVE, AskerKind.PARENT, AskerKind.YOUNG_PERSON])
def test_anybody_else_is_sent_only_that_it_was_read(kind: AskerKind) -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, asker_kind=kind, **SAFE)
    telling.tell_asker(by=manager, request=decision.request)
    assert OutgoingMessage.objects.get().template == "read"


@pytest.mark.django_db
def test_two_clicks_send_one_message_and_leave_one_event() -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, **SAFE)
    for _ in range(2):
        telling.tell_asker(by=manager, request=decision.request)
    assert OutgoingMessage.objects.count() == 1
    assert Event.objects.filter(kind=EventKind.ASKER_TOLD).count() == 1


@pytest.mark.django_db
def test_where_no_message_is_safe_it_is_recorded_that_a_person_told_them() -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, asker_contact=TEXT, asker_contact_rule="Use: text. When: after 6")
    telling.tell_asker(by=manager, request=decision.request)
    assert not OutgoingMessage.objects.exists()
    decision.request.refresh_from_db()
    assert decision.request.asker_told_what == "read"


@pytest.mark.django_db
def test_nobody_is_told_before_the_decision() -> None:
    with pytest.raises(Refused, match="Decide first"):
        telling.tell_asker(by=asking.at_hub(), request=asking.request(**SAFE))
    assert not OutgoingMessage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "waits"),
    [
        (SAFE, True),
        ({"asker_contact": ""}, False),
        ({"asker_contact": "", "asker_kind": AskerKind.PROFESSIONAL}, True),
    ],
)
def test_an_asker_who_left_no_way_is_not_waited_for(facts: dict[str, Any], waits: bool) -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, **facts)
    for adult in telling.adults_of(decision.occasion.family):
        told = telling.tell_now(by=manager, decision=decision, person=adult, words="Hello.", channel=Channel.LETTER)
        telling.mark_told(by=manager, telling=told)
    assert still_to_tell(manager).filter(pk=decision.request_id).exists() is waits


def asker_page(pages: PageClient, **facts: Any) -> tuple[PageClient, Page]:
    decision = asking.decided(asking.at_hub(), **facts)
    client = pages.as_user(asking.at_hub(Role.HUB_WORKER))
    return client, client.get(f"/hub/{decision.request.reference}/tell/")


@pytest.mark.django_db
def test_the_page_says_how_whoever_asked_is_told_and_does_it(pages: PageClient) -> None:
    client, page = asker_page(pages, asker_kind=AskerKind.PROFESSIONAL, **SAFE)
    assert "An e-mail goes to them when you press the button" in page.words
    assert "“A social worker will get to know the family.”" in page.words
    assert client.submit(page, selector="form[action$='/tell/asker/']").status == 302
    assert OutgoingMessage.objects.get().template == "route_assessment"


@pytest.mark.django_db
def test_the_page_asks_the_worker_to_ring_where_no_message_is_safe(pages: PageClient) -> None:
    _, page = asker_page(pages, asker_contact=TEXT, asker_contact_rule="Use: text. When: after 6")
    assert "Ring them or write to them first." in page.words
    assert "When: after 6" in page.words
    _, page = asker_page(pages)
    assert "They left no way to reach them." in page.words


@pytest.mark.django_db
def test_a_parent_who_asked_is_told_as_family(pages: PageClient) -> None:
    _, page = asker_page(pages, asker_kind=AskerKind.PARENT, **SAFE)
    assert "What was decided they hear as family" in page.words


@pytest.mark.django_db
def test_a_stranger_tells_nobody(pages: PageClient) -> None:
    decision = asking.decided(asking.at_hub(), **SAFE)
    path = f"/hub/{decision.request.reference}/tell/asker/"
    assert pages.as_user(make.staff_user(Role.SOCIAL_WORKER)).post(path).status == 404
    assert pages.as_user(make.staff_user(Role.DATA_OFFICER)).post(path).status == 403
    assert not OutgoingMessage.objects.exists()
