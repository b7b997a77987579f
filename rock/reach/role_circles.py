"""Circles of everyone who holds a role: they mirror the roles, day by day, so that leaving a role ends what it reached."""

from collections.abc import Mapping
from types import MappingProxyType

from rock.accounts.models import RoleHolding
from rock.accounts.roles import Role
from rock.reach.models import Circle, CircleMember

HUB_MANAGERS, DATA_OFFICERS = "hub-managers", "data-officers"
ROLE_CIRCLES: Mapping[str, tuple[Role, str]] = MappingProxyType(
    {HUB_MANAGERS: (Role.HUB_MANAGER, "Hub managers"), DATA_OFFICERS: (Role.DATA_OFFICER, "Data officers")}
)


def role_circle(key: str) -> Circle:
    """Return one of these circles, made if it is not there yet."""
    return Circle.objects.get_or_create(key=key, defaults={"name": ROLE_CIRCLES[key][1]})[0]


def sync_role_circles() -> None:
    """Make each circle's members those who hold its role, from and until the same days; safe to call at any time.

    `rock.reach.apps` calls it whenever a role is given or ended; whoever writes roles in bulk calls it themselves.
    """
    for key, (role, _name) in ROLE_CIRCLES.items():
        circle = role_circle(key)
        wanted = set(RoleHolding.objects.filter(role=role).values_list("user_id", "starts", "ends"))
        rows = {(row.user_id, row.starts, row.ends): row for row in CircleMember.objects.filter(circle=circle)}
        CircleMember.objects.filter(pk__in=[rows[gone].pk for gone in rows.keys() - wanted]).delete()
        CircleMember.objects.bulk_create(
            CircleMember(circle=circle, user_id=user_id, starts=starts, ends=ends)
            for user_id, starts, ends in wanted - rows.keys()
        )
