"""The message that brings somebody to a child who does not feel safe. It names nobody: phones lie on tables."""

from django.utils.translation import gettext_lazy as _

from rock.core.messages.templates import MessageTemplate, register

UNSAFE = register(
    MessageTemplate(
        "unsafe",
        _("Please read your urgent list now"),
        _("Somebody needs an answer now. Read your urgent list: {site}/urgent/"),
    )
)
