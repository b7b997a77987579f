"""Messages: neutral words, one way out, sent by a job that may run twice."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from rock.core.messages import backends, templates
from rock.core.messages.services import channel_for, send_message
from rock.core.messages.templates import MessageTemplate, filled, template_named
from rock.core.models import MessageChannel, OutgoingMessage
from rock.core.services import SYSTEM, Refused
from rock.core.tasks import DeliveryError, deliver
from tests.support.jobs import run_jobs, waiting

pytestmark = pytest.mark.django_db


def a_message(**facts: Any) -> OutgoingMessage:
    known = {"channel": "text", "to": "07700 900123", "template": "got_it", "reference": "RS-1"} | facts
    return send_message(by=SYSTEM, **known)


def test_a_message_waits_for_the_worker_and_is_sent() -> None:
    message = a_message()
    assert message.status == "queued"
    assert waiting() == ["core.tasks.deliver"]
    assert run_jobs() == 1
    message.refresh_from_db()
    assert message.status == "sent"
    assert message.sent_at is not None


def test_a_write_that_is_undone_drops_its_job() -> None:
    def undone() -> None:
        with transaction.atomic():
            a_message()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    assert waiting() == []
    assert not OutgoingMessage.objects.exists()


def test_no_message_names_the_service_or_anybody() -> None:
    for key in ("waiting", "got_it", "read"):
        subject, body = filled(template_named(key), "RS-7K4M-9QXT")
        for word in ("child", "famil", "support", "social", "Rock", "worry", "abuse"):
            assert word.lower() not in f"{subject} {body}".lower()
        assert len(body) <= 300


def test_an_unknown_message_is_refused() -> None:
    with pytest.raises(Refused, match="no message"):
        a_message(template="hello")
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize("words", ["Dear {name}", "{child.name}", "About {0}", "{}", "{address} {reference}"])
def test_personal_words_are_refused(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    personal = MessageTemplate("personal", "Hello", words)
    with pytest.raises(ValueError, match="would carry"):
        templates.register(personal)
    monkeypatch.setitem(templates._templates, "personal", personal)
    with pytest.raises(Refused, match="something personal"):
        a_message(template="personal")


@pytest.mark.parametrize("reference", ["Kai Marsden", "RS-1\nBcc: x", "rs-1", "A" * 41, "{name}"])
def test_a_reference_cannot_carry_words(reference: str) -> None:
    with pytest.raises(Refused):
        a_message(reference=reference)


@pytest.mark.parametrize(
    ("channel", "to"),
    [
        ("text", "ring me"),
        ("text", "07700 900123; 07700 900999"),
        ("text", "12"),
        ("email", "nobody"),
        ("email", "a@example.org\nBcc: b@example.org"),
        ("email", "a@example.org,b@example.org"),
    ],
)
def test_an_address_that_is_none_is_refused(channel: str, to: str) -> None:
    with pytest.raises(Refused):
        a_message(channel=channel, to=to)


@pytest.mark.parametrize(
    ("contact", "channel"),
    [
        ("07700 900123", MessageChannel.TEXT),
        ("+44 7700 900123", MessageChannel.TEXT),
        ("01253 960123", None),
        ("0800 1111", None),
        ("dee@example.org", MessageChannel.EMAIL),
        ("", None),
    ],
)
def test_how_a_message_can_reach_a_contact(contact: str, channel: MessageChannel | None) -> None:
    assert channel_for(contact) == channel


def test_a_message_is_sent_once_though_its_job_runs_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setitem(backends.BACKENDS, "outbox", lambda message, subject, body: sent.append(body))
    message = a_message()
    deliver.run(message_id=message.pk)
    deliver.run(message_id=message.pk)
    assert len(sent) == 1
    assert "RS-1" in sent[0]


def test_a_failure_is_marked_and_tried_again_without_naming_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> None:
        raise ConnectionError("cannot reach 07700900123")

    message = a_message()
    monkeypatch.setitem(backends.BACKENDS, "outbox", fails)
    with pytest.raises(DeliveryError) as trouble:
        deliver.run(message_id=message.pk)
    assert "07700" not in str(trouble.value)
    assert trouble.value.__context__ is None
    message.refresh_from_db()
    assert message.status == "failed"
    monkeypatch.undo()
    deliver.run(message_id=message.pk)
    message.refresh_from_db()
    assert message.status == "sent"


def test_a_message_that_is_gone_needs_nothing() -> None:
    deliver.run(message_id=0)


class FakeNotify:
    """Records what would go to GOV.UK Notify."""

    calls: list[tuple[str, dict[str, Any]]] = []

    def __init__(self, key: str) -> None:
        self.key = key

    def send_sms_notification(self, **facts: Any) -> None:
        self.calls.append(("text", facts))

    def send_email_notification(self, **facts: Any) -> None:
        self.calls.append(("email", facts))


def test_notify_is_given_neutral_words_and_our_number(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.MESSAGES = {
        "backend": "notify",
        "notify_key": "k",
        "notify_text_template": "t",
        "notify_email_template": "e",
    }
    monkeypatch.setattr(backends, "NotificationsAPIClient", FakeNotify)
    monkeypatch.setattr(FakeNotify, "calls", [])
    text, email = a_message(), a_message(channel="email", to="dee@example.org", template="waiting", reference="")
    run_jobs()
    (first, told), (second, mailed) = FakeNotify.calls
    assert (first, told["phone_number"], told["template_id"], told["reference"]) == (
        "text",
        "07700900123",
        "t",
        str(text.pk),
    )
    assert (second, mailed["email_address"], mailed["reference"]) == ("email", "dee@example.org", str(email.pk))
    assert set(mailed["personalisation"]) == {"subject", "body"}
    assert set(told["personalisation"]) == {"body"}


@pytest.mark.parametrize("backend", ["console", "none"])
def test_what_sends_nothing_says_so_and_names_no_address(
    backend: str, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.MESSAGES = {"backend": backend}
    with caplog.at_level("INFO"):
        a_message()
        run_jobs()
    assert "nothing is sent" in caplog.text
    assert "07700" not in caplog.text


def test_a_backend_that_does_not_exist_stops_with_words(settings: Any) -> None:
    settings.MESSAGES = {"backend": "pigeon"}
    with pytest.raises(ImproperlyConfigured, match="MESSAGES_BACKEND"):
        backends.backend()
