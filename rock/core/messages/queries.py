"""Reads of messages: what went, or would have gone."""

from dataclasses import dataclass

from rock.core.messages.templates import filled, template_named
from rock.core.models import OutgoingMessage
from rock.core.services import Refused


@dataclass(frozen=True)
class ShownMessage:
    """A message with the words that its reader gets."""

    message: OutgoingMessage
    subject: str
    body: str


def latest_messages(most: int = 50) -> list[ShownMessage]:
    """Return the newest messages, newest first; one whose template is gone has no words."""
    return [ShownMessage(row, *_words(row)) for row in OutgoingMessage.objects.order_by("-made_at", "-pk")[:most]]


def _words(message: OutgoingMessage) -> tuple[str, str]:
    try:
        return filled(template_named(message.template), message.reference)
    except Refused:
        return "", ""
