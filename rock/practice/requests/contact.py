"""How whoever asked may be reached: their own rule as it is kept, and whether a message may go by itself.

A text or e-mail goes without a person only where the asker chose that way and set no bounds to it. Where they said when it
is safe, or that somebody else sees it, a person chooses the moment.
"""

from collections.abc import Iterable

from rock.core.messages.services import channel_for
from rock.core.models import MessageChannel
from rock.practice.requests.models import RequestForSupport

WAYS = "Use"
_LONGEST = 300


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
