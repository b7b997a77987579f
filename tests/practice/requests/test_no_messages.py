"""Where no texts or e-mails are sent (`MESSAGES_BACKEND=none`), no form offers them, and it is said plainly."""

from typing import Any

import pytest

from rock.accounts.models import User
from rock.core.messages.services import channel_for
from rock.core.models import OutgoingMessage
from rock.core.services import Refused
from rock.doors.family.services.opening import make_key
from rock.practice.requests.models import AskerKind, Decision
from rock.practice.requests.services.telling import tell_asker, tell_now
from rock.records.models import Channel
from tests.doors.public import walking
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db
PLAINLY = "No text or e-mail can be sent from here. A letter, a call or a talk can."
SAFE: dict[str, Any] = {"asker_contact": "07700 900123", "asker_contact_rule": "Use: text"}


@pytest.fixture
def none(settings: Any) -> None:
    settings.MESSAGES = settings.MESSAGES | {"backend": "none"}


@pytest.fixture
def manager() -> User:
    return asking.at_hub(name="Martin Hub")


@pytest.fixture
def decision(manager: User) -> Decision:
    return asking.decided(manager, asker_kind=AskerKind.PROFESSIONAL, **SAFE)


def dee(decision: Decision) -> Any:
    return decision.request.people.get(name__startswith="Dee").person


def offered(page: Page, name: str) -> set[str]:
    return {str(one["value"]) for one in page.soup.select(f"input[name={name}]")}


def forms(pages: PageClient, manager: User, decision: Decision) -> list[Page]:
    client, pk = pages.as_user(manager), dee(decision).pk
    return [client.get(f"/hub/{decision.request.reference}/{path}/{pk}/") for path in ("tell", "liaison")]


def test_telling_and_speaking_offer_only_what_goes(
    pages: PageClient, manager: User, decision: Decision, none: None
) -> None:
    for page in forms(pages, manager, decision):
        assert offered(page, "channel") == {"letter", "phone", "face"}
        assert PLAINLY in page.words


def test_where_messages_go_all_ways_are_offered(pages: PageClient, manager: User, decision: Decision) -> None:
    for page in forms(pages, manager, decision):
        assert offered(page, "channel") == {"letter", "text", "email", "phone", "face"}
        assert PLAINLY not in page.words


def test_a_form_from_before_cannot_choose_a_text(
    pages: PageClient, manager: User, decision: Decision, none: None
) -> None:
    client = pages.as_user(manager)
    page = client.get(f"/hub/{decision.request.reference}/tell/{dee(decision).pk}/")
    refused = client.submit(page, choice="now", words="Hello", channel="text", checked="1")
    assert refused.errors == ["Choose one of the answers on this page"]


def test_the_service_refuses_a_text_too(manager: User, decision: Decision, none: None) -> None:
    make.contact(dee(decision), "07700 900111", channel=Channel.TEXT)
    facts: Any = {"by": manager, "decision": decision, "person": dee(decision), "words": "Hello"}
    with pytest.raises(Refused, match="No text or e-mail can be sent"):
        tell_now(channel=Channel.TEXT, **facts)
    assert tell_now(channel=Channel.LETTER, **facts).channel == Channel.LETTER


def test_whoever_takes_a_request_down_offers_a_call(pages: PageClient, manager: User, none: None) -> None:
    page = pages.as_user(manager).get("/hub/new/")
    assert offered(page, "ways") == {"call"}
    assert PLAINLY in page.words


def test_the_asker_is_rung_and_nothing_is_queued(
    pages: PageClient, manager: User, decision: Decision, none: None
) -> None:
    page = pages.as_user(manager).get(f"/hub/{decision.request.reference}/tell/")
    assert "Ring them or write to them first." in page.words
    assert "no text or e-mail can be sent from here" in page.words
    tell_asker(by=manager, request=decision.request)
    assert not OutgoingMessage.objects.exists()


def test_a_link_to_the_door_goes_with_words_that_are_said(manager: User, decision: Decision, none: None) -> None:
    make.contact(dee(decision), "07700 900111", channel=Channel.TEXT)
    tell_now(by=manager, decision=decision, person=dee(decision), words="Hello", channel=Channel.LETTER)
    assert len(make_key(by=manager, person=dee(decision)).words.split()) == 3


@pytest.mark.parametrize("contact", ["07700 900123", "jo@example.com"])
def test_no_channel_leads_anywhere(none: None, contact: str) -> None:
    assert channel_for(contact) is None


def test_the_public_form_asks_for_a_phone_number_alone(pages: PageClient, none: None) -> None:
    for slug in ("danger", "who"):
        walking.answer(pages, slug, walking.GRANDMOTHER[slug])
    page = pages.get("/ask/contact/")
    assert offered(page, "ways") == {"call"}
    assert "We cannot send texts or emails. We can call you." in page.words
    refused = pages.submit(page, contact="jo@example.com", ways="call")
    assert refused.errors == ["Enter a phone number: we cannot send emails"]
    assert pages.submit(page, contact="07700 900982", ways="call").status == 302
