"""The two messages of the door. They name nobody, no council and no service; what is in them works only together."""

from django.utils.translation import gettext_lazy as _

from rock.core.messages.templates import MessageTemplate, register

DOOR_LINK = register(
    MessageTemplate(
        "door_link",
        _("Something is waiting for you"),
        _("Something is waiting for you. Open it when you are on your own: {site}/w/{reference}/"),
        secret=True,
    )
)
DOOR_CODE = register(
    MessageTemplate(
        "door_code",
        _("Your code"),
        _("Your code is {reference}. It works for 10 minutes. Nobody will ever ask you for it."),
        secret=True,
    )
)
