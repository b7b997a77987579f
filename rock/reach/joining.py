"""Read two records as one: only by somebody who reaches both, each of them on its own."""

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core.services import Refused, service
from rock.reach.queries import reaches
from rock.records.models import Person, SamePerson
from rock.records.services import joining

NOT_BOTH = "You can only join two records that you may both open. Ask the hub manager."


@service
def join_records(*, by: User, one: Person, other: Person, reason: str) -> SamePerson:
    """Link two records of one person; refused unless both are reached (a restricted one: by name)."""
    _refuse_unless_reached(by, one, other)
    return joining.join_people(by=by, one=one, other=other, reason=reason)


@service
def part_records(*, by: User, one: Person, other: Person) -> None:
    """Undo a link; refused unless both are reached."""
    _refuse_unless_reached(by, one, other)
    joining.part_people(by=by, one=one, other=other)


def _refuse_unless_reached(user: User, one: Person, other: Person) -> None:
    if not user.may(Action.JOIN_PEOPLE) or reaches(user, [one.pk, other.pk]) != {one.pk, other.pk}:
        raise Refused(NOT_BOTH)
