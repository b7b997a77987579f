"""Reads about the people who sign in; only administrators see them, so nothing here starts from reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet

from rock.accounts.models import RoleHolding, User, UserKind
from rock.accounts.roles import Role
from rock.core import time


@dataclass(frozen=True)
class SecondSteps:
    """What somebody can prove with, beside their password: an app, passkeys by name, recovery codes."""

    has_app: bool
    passkeys: Sequence[Authenticator]
    has_codes: bool

    @property
    def count(self) -> int:
        """Return how many there are; recovery codes are none."""
        return self.has_app + len(self.passkeys)


def second_steps_of(user: User) -> SecondSteps:
    """Return somebody's second steps."""
    kinds = Authenticator.Type
    found = list(Authenticator.objects.filter(user_id=user.pk).order_by("created_at"))
    types = {one.type for one in found}
    return SecondSteps(
        has_app=kinds.TOTP in types,
        passkeys=[one for one in found if one.type == kinds.WEBAUTHN],
        has_codes=kinds.RECOVERY_CODES in types,
    )


def staff_by_email(email: str) -> User | None:
    """Return the member of staff with this address, whatever its case, whose access has not ended; None without one."""
    if not email:
        return None
    return User.objects.filter(email__iexact=email, kind=UserKind.STAFF, is_active=True).first()


def held_on(day: date) -> Q:
    """Return the condition of a role that is held on the day, for `RoleHolding`."""
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))


def staff(*, search: str = "", role: str = "", ended: bool = False) -> QuerySet[User]:
    """Return staff by name, each with `holdings` (roles that have not ended, soonest first); `ended`: without access."""
    open_roles = RoleHolding.objects.exclude(ends__lte=time.today()).order_by("starts", "role")
    found = User.objects.filter(kind=UserKind.STAFF, is_active=not ended)
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if role:
        found = found.filter(pk__in=RoleHolding.objects.filter(held_on(time.today()), role=role).values("user"))
    return found.order_by("name", "pk").prefetch_related(Prefetch("role_holdings", open_roles, to_attr="holdings"))


def staff_member(pk: int) -> User | None:
    """Return one member of staff, with or without access."""
    return User.objects.filter(pk=pk, kind=UserKind.STAFF).first()


def roles_ever(user: User) -> list[RoleHolding]:
    """Return all roles of somebody, those that have not ended first, with who gave each."""
    rows = user.role_holdings.select_related("given_by").order_by("-starts", "role")
    return sorted(rows, key=lambda row: row.ends is not None)


def administrators(day: date) -> QuerySet[User]:
    """Return who is an administrator on the day and can sign in."""
    holding = RoleHolding.objects.filter(held_on(day), role=Role.ADMINISTRATOR)
    return User.objects.filter(pk__in=holding.values("user"), is_active=True)
