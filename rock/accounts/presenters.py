"""Roles, staff and the policy in words."""

from collections.abc import Iterable
from datetime import date

from rock.accounts.models import RoleHolding
from rock.accounts.policy import Scope, matrix
from rock.accounts.roles import Role
from rock.core.words import on_day

NOTHING = "–"
_LATER = {
    Role.PRINCIPAL_SOCIAL_WORKER: "The pages for listening, audits and good practice come later.",
    Role.TEAM_MANAGER: "The pages for supervision and small teams come later.",
    Role.FAMILY: "The pages for meetings and plans come later.",
    Role.PARTNER: "The pages for schools and other partners come later.",
}


def what_comes_later(roles: Iterable[Role]) -> list[str]:
    """Return a line for each role whose own first page has not been built."""
    return [_LATER[role] for role in Role if role in set(roles) and role in _LATER]


def policy_table() -> list[list[str]]:
    """Return the policy as rows of text: the action, then how far it goes for each role, in the order of `Role`."""
    return [
        [line.action.value, *(NOTHING if one is Scope.NONE else one.value for one in line.scopes)] for line in matrix()
    ]


def held(holding: RoleHolding, today: date) -> str:
    """Return a role and its dates, as in “Hub worker, from 3 March 2027”."""
    words = str(holding.get_role_display())
    if holding.starts > today:
        words += f", from {on_day(holding.starts)}"
    if holding.ends is not None:
        words += f", until {on_day(holding.ends)}" if holding.ends > today else f", ended {on_day(holding.ends)}"
    return words
