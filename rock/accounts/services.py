"""What an administrator does with the accounts of staff."""

from collections.abc import Iterable
from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from rock.accounts.models import RoleHolding, User, UserKind
from rock.accounts.queries import administrators
from rock.accounts.roles import STAFF_ROLES, Role
from rock.core import time
from rock.core.services import Actor, Refused, service


@service
def create_staff(*, by: Actor, name: str, email: str, roles: Iterable[Role], starts: date, phone: str = "") -> User:
    """Return a new member of staff who holds these roles from the day; they set their password by a link."""
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("Somebody has an account with this address already. Look for them in the list.")
    made = User.objects.create_user(email, name=name, phone=phone, kind=UserKind.STAFF)
    for role in roles:
        give_role(by=by, user=made, role=role, starts=starts)
    return made


@service
def give_role(*, by: Actor, user: User, role: Role, starts: date, ends: date | None = None) -> RoleHolding:
    """Return the role as it is held: from a day (included) to a day (not included), or open."""
    if by.actor_id is not None and by.actor_id == user.pk:
        raise Refused("Nobody gives themselves a role. Ask another administrator.")
    if role not in STAFF_ROLES or user.kind != UserKind.STAFF:
        raise Refused("This role is not one for staff. Choose another.")
    if ends is not None and ends <= starts:
        raise Refused("A role ends after the day it starts. Change one of the dates.")
    held = RoleHolding.objects.filter(user=user, role=role).exclude(ends__lte=starts)
    if ends is not None:
        held = held.filter(starts__lt=ends)
    if held.exists():
        raise Refused(f"{user.name} holds this role at that time already. Choose another role or a later day.")
    return RoleHolding.objects.create(user=user, role=role, starts=starts, ends=ends, given_by_id=by.actor_id)


@service
def end_role(*, by: Actor, holding: RoleHolding, on: date) -> RoleHolding:
    """Return the role, ended on the day: that is the first day without it."""
    if holding.ends is not None and holding.ends <= time.today():
        raise Refused("This role has ended already.")
    if on < holding.starts:
        raise Refused("A role cannot end before the day it started. Choose a later day.")
    if holding.role == Role.ADMINISTRATOR:
        _keep_an_administrator(without=holding.user, on=on)
    holding.ends = on
    holding.save(update_fields=["ends"])
    return holding


@service
def end_access(*, by: Actor, user: User) -> None:
    """Shut somebody out at once: their next click on any device shows nothing. Roles and records stay as they are."""
    _keep_an_administrator(without=user, on=time.today())
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    _end_sessions(user)


@service
def restore_access(*, by: Actor, user: User) -> None:
    """Let somebody sign in again; they set a new password."""
    if by.actor_id == user.pk:
        raise Refused("Nobody gives themselves access. Ask another administrator.")
    user.is_active = True
    user.save(update_fields=["is_active"])


@service
def reset_second_step(*, by: Actor, user: User) -> None:
    """Take away the second steps of somebody who lost phone, key and codes; they set up new ones when they sign in."""
    if by.actor_id == user.pk:
        raise Refused("Nobody resets their own second step. Ask another administrator.")
    Authenticator.objects.filter(user_id=user.pk).delete()
    _end_sessions(user)


def _end_sessions(user: User) -> None:
    """Delete their sessions; a session does not say whose it is until it is opened."""
    theirs = [row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()


def _keep_an_administrator(*, without: User, on: date) -> None:
    """Refuse what would leave nobody to manage accounts; the lock makes two administrators end each other in turn."""
    list(RoleHolding.objects.filter(role=Role.ADMINISTRATOR).select_for_update())
    if not administrators(time.today()).filter(pk=without.pk).exists():
        return
    if not administrators(on).exclude(pk=without.pk).exists():
        raise Refused(f"{without.name} is the last administrator. Make somebody else one first.")
