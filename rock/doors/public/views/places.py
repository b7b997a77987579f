"""Where somebody is in the questions, and the addresses around it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rock.doors.public.journey import Journey, Place
from rock.doors.public.steps import BY_SLUG, Step

CHECKING = "?from=check"


def place_at(slug: str, number: int | None) -> Place:
    """Return the place of an address; Http404 for one that no step has."""
    found = BY_SLUG.get(slug)
    if found is None or (number is not None and not (found.several and 1 <= number <= found.several.most)):
        raise Http404
    return Place(found, number)


def is_checking(request: HttpRequest) -> bool:
    """Return whether they came to change an answer that they were checking."""
    return request.GET.get("from") == "check"


def url_of(place: Place) -> str:
    """Return the address of a place."""
    if place.number is None:
        return reverse("public:step", args=[place.step.slug])
    return reverse("public:entry", args=[place.step.slug, place.number])


def next_open(journey: Journey) -> str:
    """Return the address of the first question without an answer, or of the page to check them all."""
    left = journey.open_steps()
    return url_of(Place(left[0])) if left else reverse("public:check")


def onward(journey: Journey, place: Place, *, checking: bool) -> str:
    """Return where to go once a place is answered."""
    if place.number is not None and not checking:
        return url_of(Place(place.step))
    following = journey.after(place.step)
    if following is None:
        return reverse("public:check")
    if not checking:
        return url_of(Place(following))
    wanted = not journey.done(following) or (following.page and following.when)
    return url_of(Place(following)) + CHECKING if wanted else reverse("public:check")


def backward(journey: Journey, place: Place, *, checking: bool) -> str:
    """Return where the back link of a place leads."""
    if checking:
        return reverse("public:check")
    if place.number is not None and journey.numbers(place.step):
        return url_of(Place(place.step))
    earlier = journey.before(place.step)
    return url_of(Place(earlier)) if earlier else reverse("public:start")


def entries(journey: Journey, step: Step) -> list[dict[str, Any]]:
    """Return the entries of a list by number and name."""
    numbers = journey.numbers(step)
    nameless = _("No name yet")
    return [{"number": n, "name": journey.answer(step.slug, "name", n) or nameless} for n in numbers]


def keep_url(place: Place) -> str:
    """Return the address that keeps what is being typed at a place."""
    if place.number is None:
        return reverse("public:keep", args=[place.step.slug])
    return reverse("public:keep_entry", args=[place.step.slug, place.number])
