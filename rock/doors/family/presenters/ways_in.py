"""The ways to write an idea into a plan, from a page that is not the plan's own: one for each plan that the reader writes."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rock.doors.family.guard import Guard
from rock.doors.family.queries.plans import Place


@dataclass(frozen=True, slots=True)
class WayIn:
    """A plan that the reader can write into: the child's name, or the plan's number where the name is not theirs to see.

    `name` is empty where there is one such plan and its name is not theirs.
    """

    name: str
    child_id: int
    plan_id: int


def ways_in(places: Collection[Place], guard: Guard) -> tuple[WayIn, ...]:
    """Return them in the order of the plans' own page."""
    named = [one for one in places if guard.lets(one.child.name, source="child", row=one.child.person_id)]
    return tuple(
        WayIn(_name(one, number, len(named)), one.child.person_id, one.plan.pk) for number, one in enumerate(named, 1)
    )


def _name(place: Place, number: int, of: int) -> str:
    if place.whole and place.child.name:
        return place.child.name
    return _("Plan %(number)s") % {"number": number} if of > 1 else ""
