"""The words of every message, as data. They say that something waits, never what, about whom or from which service."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rock.core.services import Refused

# All that a message may be filled with: none of it says anything about anybody.
NEUTRAL = frozenset({"reference", "council", "phone", "site"})


@dataclass(frozen=True)
class MessageTemplate:
    """One message: its key, an e-mail's subject, the body with its placeholders; `secret` when its reference opens something."""

    key: str
    subject: Any
    body: Any
    secret: bool = False

    def placeholders(self) -> set[str]:
        """Return the names that the words want filled."""
        parts = [*Formatter().parse(str(self.subject)), *Formatter().parse(str(self.body))]
        return {name for _text, name, _spec, _conversion in parts if name is not None}


_templates: dict[str, MessageTemplate] = {}


def register(template: MessageTemplate) -> MessageTemplate:
    """Add a message; ValueError for one that would carry something personal."""
    if personal := template.placeholders() - NEUTRAL:
        raise ValueError(f"The message “{template.key}” would carry {', '.join(sorted(personal))}")
    _templates[template.key] = template
    return template


def template_named(key: str) -> MessageTemplate:
    """Return a message by its key; Refused for one that does not exist or would carry something personal."""
    found = _templates.get(key)
    if found is None:
        raise Refused(f"There is no message “{key}”.")
    if found.placeholders() - NEUTRAL:
        raise Refused(f"The message “{key}” would carry something personal. Take it out of its words.")
    return found


def filled(template: MessageTemplate, reference: str) -> tuple[str, str]:
    """Return subject and body as they are sent."""
    facts: Mapping[str, str] = {
        "reference": reference,
        "council": str(settings.COUNCIL["name"]),
        "phone": str(settings.COUNCIL["phone"]),
        "site": str(settings.SITE_ADDRESS),
    }
    return str(template.subject).format_map(facts), str(template.body).format_map(facts)


WAITING = register(
    MessageTemplate(
        "waiting",
        _("Something is waiting for you"),
        _("Something is waiting for you at {council}. If you did not expect this, call {phone}."),
    )
)
GOT_IT = register(
    MessageTemplate(
        "got_it",
        _("We have got it: {reference}"),
        _("We have got what you sent to {council}. Your reference is {reference}. You can call us on {phone}."),
    )
)
READ = register(
    MessageTemplate(
        "read",
        _("We have read it: {reference}"),
        _("Somebody at {council} has read what you sent. Your reference is {reference}. You can call us on {phone}."),
    )
)
