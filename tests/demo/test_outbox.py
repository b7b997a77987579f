"""The demo's outbox shows what would have been sent, and exists in the demo alone."""

from typing import Any

import pytest

from rock.core.messages.services import send_message
from rock.core.models import OutgoingMessage
from rock.core.services import SYSTEM
from tests.support.jobs import run_jobs
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_the_outbox_shows_the_words_that_would_have_gone(pages: PageClient) -> None:
    assert "There are no messages yet." in pages.get("/demo/outbox/").words
    send_message(by=SYSTEM, channel="text", to="07700 900123", template="got_it", reference="RS-1")
    send_message(by=SYSTEM, channel="email", to="dee@example.org", template="waiting")
    run_jobs()
    page = pages.get("/demo/outbox/")
    assert "Your reference is RS-1." in page.words
    assert page.words.index("dee@example.org") < page.words.index("07700900123")
    assert "Sent, " in page.words


def test_a_message_whose_words_are_gone_is_still_listed(pages: PageClient) -> None:
    OutgoingMessage.objects.create(channel="text", to="07700900123", template="of-old")
    assert "07700900123" in pages.get("/demo/outbox/").words


def test_elsewhere_there_is_no_outbox(pages: PageClient, settings: Any) -> None:
    settings.DEMO = False
    assert pages.get("/demo/outbox/").status == 404
