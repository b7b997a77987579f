"""What managers are sent: that something waits to be looked at, never about whom."""

from django.utils.translation import gettext_lazy as _

from rock.accounts.models import User
from rock.accounts.queries import staff
from rock.accounts.roles import Role
from rock.core.messages.services import send_message
from rock.core.messages.templates import MessageTemplate, register
from rock.core.models import MessageChannel
from rock.core.services import service
from rock.reach.models import EmergencyOpening
from rock.reach.queries import who_reaches

OPENED = register(
    MessageTemplate(
        "emergency_opening",
        _("Somebody opened a record in an emergency"),
        _("Somebody at {council} opened a record in an emergency. Sign in and look at it within a working day."),
    )
)


@service
def tell_reviewers(*, by: User, opening: EmergencyOpening) -> int:
    """Write to every hub manager, and to the team managers who reach the person, save the one who opened it."""
    team = set(staff(role=Role.TEAM_MANAGER)) & set(who_reaches(opening.person))
    told = {*staff(role=Role.HUB_MANAGER), *team} - {by}
    for manager in sorted(told, key=lambda user: user.pk):
        send_message(by=by, channel=MessageChannel.EMAIL, to=manager.email, template=OPENED.key)
    return len(told)
