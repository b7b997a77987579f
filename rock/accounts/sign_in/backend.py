"""Whoever is signed in is read together with the roles they hold: one query on each page."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from rock.accounts.models import RoleHolding, User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.built_once import built_once


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in by e-mail address and password, and reads the user of a session at each request."""

    def get_user(self, user_id: int) -> User | None:
        """Return an active user with their roles of today, or None."""
        found: list[User] = _with_roles(user_id)
        if not found or not self.user_can_authenticate(found[0]):
            return None
        found[0].roles = frozenset(map(Role, vars(found[0]).pop("held")))
        return found[0]


@built_once
def _with_roles(user: int) -> QuerySet[Any]:
    day = time.today()
    held = RoleHolding.objects.filter(user=OuterRef("pk"), starts__lte=day).exclude(ends__lte=day)
    return User.objects.filter(pk=user).annotate(held=ArraySubquery(held.values("role")))
