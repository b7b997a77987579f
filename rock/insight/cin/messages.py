"""What hub managers are sent: that a likely match waits for them, never whose."""

from django.utils.translation import gettext_lazy as _

from rock.accounts.queries import staff
from rock.accounts.roles import Role
from rock.core.messages.services import send_message
from rock.core.messages.templates import MessageTemplate, register
from rock.core.models import MessageChannel
from rock.core.services import Actor

ASKED = register(
    MessageTemplate(
        "match_asked",
        _("You are asked to decide whether two records are of one person"),
        _(
            "A data officer at {council} cannot open both records, and for now you can. Sign in and look at “Likely matches”."
        ),
    )
)


def tell_hub_managers(*, by: Actor) -> None:
    """Write to every hub manager."""
    for manager in staff(role=Role.HUB_MANAGER):
        send_message(by=by, channel=MessageChannel.EMAIL, to=manager.email, template=ASKED.key)
