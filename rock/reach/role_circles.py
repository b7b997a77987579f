"""Circles of everyone who holds a role: they mirror the roles, day by day, so that leaving a role ends what it reached."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from rock.accounts.models import RoleHolding
from rock.accounts.roles import Role
from rock.reach.models import Circle, CircleMember

HUB, HUB_MANAGERS, DATA_OFFICERS = "hub", "hub-managers", "data-officers"
ROLE_CIRCLES: Mapping[str, tuple[frozenset[Role], str]] = MappingProxyType(
    {
        HUB: (frozenset({Role.HUB_WORKER, Role.HUB_MANAGER}), "Request for Support Hub"),
        HUB_MANAGERS: (frozenset({Role.HUB_MANAGER}), "Hub managers"),
        DATA_OFFICERS: (frozenset({Role.DATA_OFFICER}), "Data officers"),
    }
)

Span = tuple[date, date | None]


def role_circle(key: str) -> Circle:
    """Return one of these circles, made if it is not there yet."""
    return Circle.objects.get_or_create(key=key, defaults={"name": ROLE_CIRCLES[key][1]})[0]


def sync_role_circles() -> None:
    """Make each circle's members those who hold one of its roles, from and until the same days; safe to call at any time.

    `rock.reach.apps` calls it whenever a role is given or ended; whoever writes roles in bulk calls it themselves.
    """
    for key, (roles, _name) in ROLE_CIRCLES.items():
        circle = role_circle(key)
        wanted = _wanted(roles)
        rows = {(row.user_id, row.starts, row.ends): row for row in CircleMember.objects.filter(circle=circle)}
        CircleMember.objects.filter(pk__in=[rows[gone].pk for gone in rows.keys() - wanted]).delete()
        CircleMember.objects.bulk_create(
            CircleMember(circle=circle, user_id=user_id, starts=starts, ends=ends)
            for user_id, starts, ends in sorted(wanted - rows.keys(), key=lambda span: span[:2])
        )


def _wanted(roles: frozenset[Role]) -> set[tuple[int, date, date | None]]:
    """Return who is in a circle from when until when: somebody with two of its roles at once is in it once."""
    held: dict[int, list[Span]] = defaultdict(list)
    for user_id, starts, ends in RoleHolding.objects.filter(role__in=roles).values_list("user_id", "starts", "ends"):
        held[user_id].append((starts, ends))
    return {(user_id, *span) for user_id, spans in held.items() for span in joined_spans(spans)}


def joined_spans(spans: Iterable[Span]) -> list[Span]:
    """Return the same days in as few spans as can be; a span's last day is not included, None leaves it open."""
    found: list[Span] = []
    for starts, ends in sorted(spans, key=lambda span: span[0]):
        if not found or (found[-1][1] is not None and starts > found[-1][1]):
            found.append((starts, ends))
        else:
            before, until = found[-1]
            found[-1] = (before, max(until, ends) if until and ends else None)
    return found
