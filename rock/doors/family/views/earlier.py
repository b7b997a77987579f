"""What was: the versions of a plan that were agreed, and how a plan ended."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn
from rock.doors.family.access import Door, at_the_door, shown
from rock.doors.family.guard import guard_for
from rock.doors.family.presenters.ended import ended_page
from rock.doors.family.presenters.versions import versions_page
from rock.doors.family.queries.ended import ended_read
from rock.doors.family.queries.plans import place_ever
from rock.doors.family.queries.versions import versions_read
from rock.doors.family.views.common import seen


@at_the_door
@require_safe
def versions(request: SignedIn, door: Door, child: int) -> HttpResponse:
    """Show each version of a child's plan that was agreed, as far as it is shared with this reader, and what changed."""
    guard, place = guard_for(door), place_ever(door, child)
    page = versions_page(place, versions_read(door, place), guard, door.ids) if place else None
    if place is None or page is None:
        raise Http404
    seen(request, door, guard, "family plan")
    ended = place.plan.ended_on is not None
    back = reverse("family:ended" if ended else "family:child_plan", args=[place.child.person_id])
    return shown(request, "versions", page=page, back=back, ended=ended)


@at_the_door
@require_safe
def ended(request: SignedIn, door: Door, child: int) -> HttpResponse:
    """Say why the plan of a child ended and who stays with the family, where that was shared with this reader."""
    guard, read = guard_for(door), ended_read(door, child)
    page = ended_page(read, guard) if read else None
    if page is None:
        raise Http404
    seen(request, door, guard, "family plan")
    return shown(request, "ended", page=page)
