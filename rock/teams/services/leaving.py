"""Handing on what a colleague leaves."""

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.reach.queries import reaches
from rock.teams.leaving import Left, give


@service
def hand_on(*, by: User, what: dict[str, Left], to: User) -> None:
    """Give each thing to a colleague who reaches its child; when they do not reach one, nothing is given."""
    reached = reaches(to, {one.child.pk for one in what.values()})
    for one in what.values():
        if one.child.pk not in reached:
            raise Refused(
                f"{to} does not work with {one.child}. Name them as the child’s worker first, or choose somebody else."
            )
    for key, one in what.items():
        give(by=by, key=key, left=one, to=to)
