"""How whoever asked may be reached: their own rule as it is kept, and whether a message may go by itself.

A text or e-mail goes without a person only where the asker chose that way and set no bounds to it. Where they said when it
is safe, or that somebody else sees it, a person chooses the moment.
"""

from collections.abc import Iterable

from rock.core.messages.backends import messages_go
from rock.core.messages.services import channel_for
from rock.core.models import MessageChannel
from rock.practice.requests.models import RequestForSupport
from rock.records.models import Channel

WAYS = "Use"
MESSAGES = frozenset({Channel.TEXT, Channel.EMAIL})
CHANNELS = [
    (Channel.LETTER, "Letter"),
    (Channel.TEXT, "Text message"),
    (Channel.EMAIL, "E-mail"),
    (Channel.PHONE, "Phone call"),
    (Channel.FACE, "Face to face"),
]
NONE_GO = "No text or e-mail can be sent from here. A letter, a call or a talk can."
_LONGEST = 300


def channels_that_go() -> list[tuple[str, str]]:
    """Return the ways to reach somebody that a form may offer: without texts and e-mails where none are sent."""
    return [(value, label) for value, label in CHANNELS if messages_go() or value not in MESSAGES]


def contact_rule(*, ways: Iterable[str], when: str = "", shared: str = "", ask_for: str = "") -> str:
    """Return what somebody said about getting in touch, in the order in which `message_channel` reads it."""
    parts = [(WAYS, ", ".join(ways)), ("When", when), ("Also seen by", shared), ("Ask for", ask_for)]
    return ". ".join(f"{label}: {text}" for label, text in parts if text)[:_LONGEST]


def message_channel(request: RequestForSupport) -> MessageChannel | None:
    """Return how a message may go to the asker by itself; None where a person must ring them or write to them."""
    channel = channel_for(request.asker_contact)
    said, _, bounds = request.asker_contact_rule.partition(". ")
    label, _, ways = said.partition(": ")
    may = channel is not None and label == WAYS and channel.value in ways.split(", ")
    return channel if may and (not bounds or bounds.startswith("Ask for: ")) else None
