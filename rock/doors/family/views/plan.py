"""The plan at the door: one screen of it, paper for the fridge and the whole, and what the reader says to it as agreed."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn
from rock.core.services import Refused
from rock.doors.family.access import Door, at_the_door, shown
from rock.doors.family.forms import KnowForm
from rock.doors.family.guard import guard_for
from rock.doors.family.presenters.plan import plan_page
from rock.doors.family.queries.ended import ended_read
from rock.doors.family.queries.plans import Place, place_of, places_of, read_plan
from rock.doors.family.services import planning
from rock.doors.family.views.common import asked, both, seen
from rock.doors.keeping import number_read
from rock.practice.plans import printing
from rock.practice.plans.models import Plan
from rock.records.hidden import Tokens
from rock.records.models import Person


def place_or_404(door: Door, child: int) -> Place:
    """Return the reader's part in a child's plan; anything else is not there."""
    place = place_of(door, child)
    if place is None:
        raise Http404
    return place


def back_to(place: Place) -> str:
    """Return the address of a child's plan."""
    return reverse("family:child_plan", args=[place.child.person_id])


@at_the_door
@require_safe
def plan(request: SignedIn, door: Door) -> HttpResponse:
    """Show the plan that the reader has a part in, with the way to the others: of those agreed the one looked at first."""
    places = places_of(door)
    if not places:
        raise Http404
    first = min((one for one in places if one.kept), key=lambda one: one.plan.review_on, default=places[0])
    return _plan(request, door, first, places)


@at_the_door
@require_safe
def child_plan(request: SignedIn, door: Door, child: int) -> HttpResponse:
    """Show the plan of one child, as far as it is this reader's."""
    places = places_of(door)
    place = next((one for one in places if child in one.child.ids), None)
    if place is None:
        return _over(door, child)
    return _plan(request, door, place, places)


def _over(door: Door, child: int) -> HttpResponse:
    """Lead whoever kept the address of a plan that has ended to how it ended, if that was shared with them."""
    if ended_read(door, child) is None:
        raise Http404
    return redirect("family:ended", child)


def _plan(request: SignedIn, door: Door, place: Place, places: list[Place]) -> HttpResponse:
    guard = guard_for(door)
    page = plan_page(read_plan(door, place), guard, places)
    seen(request, door, guard, "family plan")
    return shown(request, "plan", page=page)


@at_the_door
@require_safe
def fridge(request: SignedIn, door: Door, child: int) -> HttpResponse:
    """Give the page for the fridge."""
    return _printed(request, door, child, printing.fridge_pdf)


@at_the_door
@require_safe
def paper(request: SignedIn, door: Door, child: int) -> HttpResponse:
    """Give the whole plan, for this reader."""
    return _printed(request, door, child, printing.whole_pdf)


def _printed(
    request: SignedIn, door: Door, child: int, make: Callable[[Plan, Person, Tokens | None], bytes]
) -> HttpResponse:
    place, guard = place_or_404(door, child), guard_for(door)
    page = plan_page(read_plan(door, place), guard)
    if not page.on_paper or not page.child:
        raise Http404
    seen(request, door, guard, "family plan")
    try:
        pdf = make(place.plan, door.person, guard.hidden)
    except Refused:
        return redirect("family:no_paper", child)
    headers = {"Content-Disposition": 'inline; filename="paper.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@at_the_door
@require_safe
def no_paper(request: SignedIn, door: Door, child: int) -> HttpResponse:
    """Say why there is no page for the fridge now."""
    return shown(request, "no-paper", back=back_to(place_or_404(door, child)))


@at_the_door
@both
def know(request: SignedIn, door: Door, child: int) -> HttpResponse:
    """Ask whether the reader agrees with the plan as it was agreed, and knows what happens if things go wrong."""
    place, guard = place_or_404(door, child), guard_for(door)
    page = plan_page(read_plan(door, place), guard)
    if not page.may_say_knows or place.agreed is None:
        raise Http404
    said = {"agrees": place.agreed.agrees, "knows": place.agreed.knows}
    form = KnowForm(request.POST if request.method == "POST" else None, initial=said)

    def act() -> str:
        facts = form.cleaned_data
        planning.answer_version(
            by=request.user,
            door=door,
            place=place,
            agrees=facts["agrees"],
            knows=facts["knows"],
            read=number_read(request),
        )
        return back_to(place)

    return asked(request, form, act, "know", page=page, back=back_to(place), read=place.agreed.version)
