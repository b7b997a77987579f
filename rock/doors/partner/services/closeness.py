"""Nobody who is close to a family is given more of it: looked for when they are invited, and again each time after."""

from rock.core.services import Refused
from rock.doors.partner.models import Invitation
from rock.practice.visits.queries.closeness import closeness
from rock.records.models import Person

SAME_INBOX = "This inbox belongs to somebody around the child. A partner needs an inbox at work."


def check_close(child: Person, *, name: str, email: str, not_close_because: str, way_out: str) -> None:
    """Refuse somebody whose inbox or name is that of somebody around the child; a name may be another person’s, with a why."""
    close = closeness(child, name=name, email=email)
    if close.inbox:
        raise Refused(SAME_INBOX)
    if close.called_so and not not_close_because.strip():
        raise Refused(f"{close.called_so} is called so, and is close to this child. {way_out}")


def check_not_close(invitation: Invitation) -> None:
    """Refuse to give more to a partner who is called like somebody who is written down near the child since."""
    check_close(
        invitation.child,
        name=invitation.holder.user.name,
        email=invitation.holder.email,
        not_close_because=invitation.not_close_because,
        way_out="If that is the partner, end it for this child. If not, end it, and invite them again saying how you know.",
    )
