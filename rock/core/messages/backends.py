"""Where messages go: the demo's outbox page, GOV.UK Notify, or the log of the machine."""

import logging
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from notifications_python_client.notifications import NotificationsAPIClient

from rock.core.models import MessageChannel, OutgoingMessage

log = logging.getLogger(__name__)

Backend = Callable[[OutgoingMessage, str, str], None]


def to_outbox(message: OutgoingMessage, subject: str, body: str) -> None:
    """Send nothing: the demo's outbox page shows what would have gone."""


def to_console(message: OutgoingMessage, subject: str, body: str) -> None:
    """Log that a message would have gone, without its address."""
    log.info("message %s by %s: nothing is sent from this machine", message.template, message.channel)


def to_notify(message: OutgoingMessage, subject: str, body: str) -> None:
    """Send by GOV.UK Notify. Its account holds one template a channel: “((subject))” and “((body))”, nothing else."""
    client: Any = cast(Any, NotificationsAPIClient)(settings.MESSAGES["notify_key"])
    if message.channel == MessageChannel.TEXT:
        client.send_sms_notification(
            phone_number=message.to,
            template_id=settings.MESSAGES["notify_text_template"],
            personalisation={"body": body},
            reference=str(message.pk),
        )
    else:
        client.send_email_notification(
            email_address=message.to,
            template_id=settings.MESSAGES["notify_email_template"],
            personalisation={"subject": subject, "body": body},
            reference=str(message.pk),
        )


BACKENDS: dict[str, Backend] = {"outbox": to_outbox, "console": to_console, "none": to_console, "notify": to_notify}


def messages_go() -> bool:
    """Return whether texts and e-mails can be sent at all: a council may have no way for them (`none`)."""
    return str(settings.MESSAGES["backend"]) != "none"


def backend() -> Backend:
    """Return the one that the settings name."""
    name = settings.MESSAGES["backend"]
    if name not in BACKENDS:
        raise ImproperlyConfigured(f"MESSAGES_BACKEND is {name!r}: use one of {', '.join(BACKENDS)}.")
    return BACKENDS[name]
