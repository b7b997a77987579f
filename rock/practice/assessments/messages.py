"""What a service is sent when it is asked for its part: that something waits, and the way there; nobody is named."""

from rock.core.messages.templates import MessageTemplate, register

AGENCY_PART = register(
    MessageTemplate(
        "agency_part",
        "Something is waiting for you at {council}",
        "{council} would like to hear from you. Open it where nobody reads along: {site}/p/{reference}/ "
        "If you did not expect this, call {phone}.",
        secret=True,
    )
)
