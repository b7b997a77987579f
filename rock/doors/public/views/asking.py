"""The questions, one on a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.core.access import public_page
from rock.core.limits import over
from rock.core.services import PUBLIC, Refused
from rock.doors.public import cookies, limits
from rock.doors.public.drafts import Draft, Typed, begin_draft, keep_answers
from rock.doors.public.journey import Journey, Place, typed_in
from rock.doors.public.views.pages import current, gone, limited, page
from rock.doors.public.views.places import (
    CHECKING,
    backward,
    entries,
    is_checking,
    keep_url,
    next_open,
    onward,
    place_at,
    url_of,
)


@public_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what this is, what happens next, and whom to call if anyone is in danger."""
    draft = current(request)
    return page(request, "start", draft=draft if draft and not draft.sent_at else None)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Ask one question, and keep its answer."""
    place = place_at(slug, number)
    draft = current(request)
    if draft and draft.sent_at:
        return HttpResponseRedirect(reverse("public:sent"))
    if draft is None and place.step.slug != "danger":
        return (
            gone(request, typed_in(request.POST))
            if request.method == "POST"
            else HttpResponseRedirect(reverse("public:start"))
        )
    if request.method == "POST":
        return _keep_and_go_on(request, draft, place)
    journey = Journey(draft.typed if draft else {})
    if place.step not in journey.path:
        return HttpResponseRedirect(next_open(journey))
    return ask(request, journey, place, draft)


@public_page
@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take an entry out of a list."""
    place = place_at(slug, number)
    draft = current(request)
    if draft and not draft.sent_at:
        keep_answers(by=PUBLIC, token=draft.token, answers={place.key: None})
    return HttpResponseRedirect(url_of(Place(place.step)))


def ask(
    request: HttpRequest, journey: Journey, place: Place, draft: Draft | None, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Return the page of a place, with what was typed there before; `refusal` says why it could not be kept."""
    facts: dict[str, Any] = {
        "place": place,
        "kind": journey.kind,
        "draft": draft,
        "back": backward(journey, place, checking=is_checking(request)),
        "keep_url": keep_url(place),
        "next": onward(journey, place, checking=is_checking(request)),
    }
    if place.step.page:
        return page(request, place.step.page, **facts)
    several = place.step.several if place.number is None else None
    if several and several.fewest and not journey.numbers(place.step):
        return HttpResponseRedirect(reverse("public:entry", args=[place.step.slug, 1]))
    form = journey.answered(place)
    if refusal:
        form.add_error(None, refusal)
    facts |= {"form": form, "words": journey.words(place)}
    if several:
        return page(request, "several", status, several=several, entries=entries(journey, place.step), **facts)
    return page(request, "step", status, **facts)


def _keep_and_go_on(request: HttpRequest, draft: Draft | None, place: Place) -> HttpResponse:
    typed = typed_in(request.POST)
    if over(request, limits.KEEPING if draft else limits.BEGINNING):
        return limited(request, draft, typed)
    if draft is None:
        draft = begin_draft(by=PUBLIC)
    response = _answer(request, draft, place, typed)
    cookies.give(response, draft.token)
    return response


def _answer(request: HttpRequest, draft: Draft, place: Place, typed: Typed) -> HttpResponse:
    if place.step.page:
        return HttpResponseRedirect(next_open(Journey(draft.typed)))
    if place.step.several and place.number is None and typed.get("more") == ["yes"]:
        return _another(request, draft, place)
    answers = {} if "stop" in request.POST and _is_nothing_new(draft, place, typed) else {place.key: typed}
    try:
        draft = keep_answers(by=PUBLIC, token=draft.token, answers=answers)
    except Refused as refusal:
        journey = Journey(draft.typed | {place.key: typed})
        return ask(request, journey, place, draft, refusal=str(refusal), status=400)
    return _go_on(request, draft, place)


def _is_nothing_new(draft: Draft, place: Place, typed: Typed) -> bool:
    return place.key not in draft.typed and not any(word.strip() for words in typed.values() for word in words)


def _go_on(request: HttpRequest, draft: Draft, place: Place) -> HttpResponse:
    journey = Journey(draft.typed)
    if "stop" in request.POST:
        return HttpResponseRedirect(reverse("public:save"))
    if place.step not in journey.path:
        return HttpResponseRedirect(next_open(journey))
    if not journey.answered(place).is_valid():
        return ask(request, journey, place, draft)
    return HttpResponseRedirect(onward(journey, place, checking=is_checking(request)))


def _another(request: HttpRequest, draft: Draft, place: Place) -> HttpResponse:
    journey = Journey(draft.typed)
    number = max(journey.numbers(place.step), default=0) + 1
    most = place.step.several.most if place.step.several else 0
    if number > most:
        journey = Journey(draft.typed | {place.key: {"more": ["no"]}})
        words = _("There is room for %(most)s here. Tell us about the others when we talk.") % {"most": most}
        return ask(request, journey, place, draft, refusal=words)
    where = url_of(Place(place.step, number))
    return HttpResponseRedirect(where + CHECKING if is_checking(request) else where)
