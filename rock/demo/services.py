"""The demo's people become real users, with real roles and real sessions."""

from datetime import date

from rock.accounts.models import RoleHolding, User
from rock.core.services import Actor, service
from rock.demo.people import PEOPLE, DemoPerson

SINCE = date(2018, 1, 1)  # the first day of the council's story


@service
def make_demo_people(*, by: Actor) -> dict[str, User]:
    """Return the users of the demo's people by key, made or found; a second call changes nothing."""
    return {one.key: _user(one) for one in PEOPLE}


def _user(one: DemoPerson) -> User:
    facts = {"name": one.name, "kind": one.kind, "password": "!"}  # "!": no password opens it
    user, _ = User.objects.get_or_create(email=one.email, defaults=facts)
    RoleHolding.objects.get_or_create(user=user, role=one.role, ends=None, defaults={"starts": SINCE})
    return user


def demo_user(one: DemoPerson) -> User | None:
    """Return the user of a demo person; None before the council is made, or when access has been ended."""
    return User.objects.filter(email=one.email, is_active=True).first()
