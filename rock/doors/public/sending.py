"""Send: a draft becomes a request for support, once, and its asker is told that we have got it."""

from rock.core.messages.services import channel_for, send_message
from rock.core.services import Actor, Refused, service
from rock.doors.public.answers import answers_of, said
from rock.doors.public.drafts import Draft, locked, mark_sent
from rock.doors.public.journey import Journey
from rock.doors.public.sealing import submission_key
from rock.practice.requests.services.receiving import receive_request


class NotReady(Refused):
    """An answer is missing, so there is nothing to send yet."""


@service
def send(*, by: Actor, token: bytes) -> Draft:
    """Send what a draft holds and return it with its reference; sent twice, it is one request with one reference.

    NotReady while an answer is missing; Refused when the draft is gone, or the hub cannot take it.
    """
    row, draft = locked(token)
    if draft.sent_at:
        return draft
    journey = Journey(draft.typed)
    if journey.kind is None or journey.open_steps():
        raise NotReady("Some questions still want an answer.")
    request = receive_request(by=by, answers=answers_of(journey, submission_key(token)))
    _acknowledge(by, journey, request.reference)
    mark_sent(row, draft, request.reference, journey.kind)
    return draft


def _acknowledge(by: Actor, journey: Journey, reference: str) -> None:
    contact, ways = said(journey, "contact", "contact"), journey.answer("contact", "ways") or []
    channel = channel_for(contact) if contact else None
    if channel is not None and channel.value in ways:
        send_message(by=by, channel=channel, to=contact, template="got_it", reference=reference)
