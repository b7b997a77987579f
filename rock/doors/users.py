"""Whoever comes in at a door is a user of their own, who can sign in by nothing else."""

import secrets

from rock.accounts.models import RoleHolding, User, UserKind
from rock.accounts.roles import Role
from rock.core import time


def new_door_user(door: str, *, name: str, kind: UserKind, role: Role) -> User:
    """Return a user with one role, no password, and an address that no message reaches."""
    made = User.objects.create_user(f"{door}-{secrets.token_hex(16)}@door.invalid", name=name, kind=kind)
    RoleHolding.objects.create(user=made, role=role, starts=time.today())
    return made
