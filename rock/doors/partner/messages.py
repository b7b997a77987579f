"""The messages to a partner's inbox at work. They name nobody: whoever reads along learns that something waits."""

from django.utils.translation import gettext_lazy as _

from rock.core.messages.templates import MessageTemplate, register

PARTNER_LINK = register(
    MessageTemplate(
        "partner_link",
        _("Something is waiting for you at {council}"),
        _(
            "Something is waiting for you at {council}. Open it where nobody reads along: {site}/partner/in/{reference}/ "
            "Keep this message: the link works again, with a new code each time. Questions? Call {phone}."
        ),
        secret=True,
    )
)
PARTNER_CODE = register(
    MessageTemplate(
        "partner_code",
        _("Your code"),
        _("Your code is {reference}. It works for 10 minutes. Nobody will ever ask you for it."),
        secret=True,
    )
)
