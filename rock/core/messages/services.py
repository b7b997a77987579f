"""The one way out for a message."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rock.core.jobs import enqueue
from rock.core.messages.backends import messages_go
from rock.core.messages.templates import template_named
from rock.core.models import MessageChannel, OutgoingMessage
from rock.core.services import Actor, Refused, service

_PHONE = re.compile(r"\+?[0-9]{10,15}")
_PHONE_MARKS = re.compile(r"[ ().-]")
# A reference is letters, figures and dashes, so that it cannot carry a name.
_REFERENCE = re.compile(r"[A-Z0-9-]{0,40}")


@service
def send_message(
    *, by: Actor, channel: MessageChannel | str, to: str, template: str, reference: str = ""
) -> OutgoingMessage:
    """Queue a message by its template's key; Refused for words that do not exist or are personal, or a bad address."""
    from rock.core.tasks import deliver

    template_named(template)
    if not _REFERENCE.fullmatch(reference):
        raise Refused("The reference of a message can only hold capitals, figures and dashes.")
    way = MessageChannel(channel)
    message = OutgoingMessage.objects.create(
        channel=way, to=_address(way, to), template=template, reference=reference, made_by_id=by.actor_id
    )
    enqueue(deliver, message_id=message.pk)
    return message


def channel_for(contact: str) -> MessageChannel | None:
    """Return how a message can reach this phone number or e-mail address; None for one that takes no text.

    None too where no messages are sent: a person rings or writes instead.
    """
    if not messages_go():
        return None
    if "@" in contact:
        return MessageChannel.EMAIL
    number = _PHONE_MARKS.sub("", contact)
    return MessageChannel.TEXT if re.fullmatch(r"(\+44|0)7[0-9]{9}", number) else None


def _address(channel: MessageChannel, to: str) -> str:
    if channel == MessageChannel.TEXT:
        number = _PHONE_MARKS.sub("", to)
        if not _PHONE.fullmatch(number):
            raise Refused("That is not a phone number that can be sent a text.")
        return number
    try:
        validate_email(to)
    except ValidationError:
        raise Refused("That is not an e-mail address.") from None
    return to
