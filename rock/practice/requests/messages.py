"""What whoever asked is sent: that it was read, and for a professional the way that is gone. Nothing about anybody."""

from rock.core.messages.templates import READ, MessageTemplate, register
from rock.practice.requests.models import AskerKind, Route
from rock.practice.requests.words import ROUTE_FOR_ASKER

_END = " Your reference is {reference}. You can call {council} on {phone}."

ROUTES = {
    route: register(MessageTemplate(f"route_{route}", "What follows: {reference}", ROUTE_FOR_ASKER[route] + _END))
    for route in Route
}


def template_for(asker_kind: str, route: str) -> MessageTemplate:
    """Return what this asker may learn: a professional the route; a relative only that it was read.

    A parent or young person hears as family what was decided, by their own telling, so here only that it was read too.
    """
    return ROUTES[Route(route)] if asker_kind == AskerKind.PROFESSIONAL else READ
