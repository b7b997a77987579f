"""Open a record in an emergency, and look at what others opened."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.reach import safety
from rock.reach.cards import person_on_card
from rock.reach.forms import OpenForm, ReviewForm
from rock.reach.models import ViewPurpose
from rock.reach.openings import opening_or_404, openings, pages_opened
from rock.reach.presenters import opening_in_words, view_row
from rock.reach.queries import restriction_on
from rock.reach.views.common import answers, ask, both, safety_tabs, seen


@allow(Action.OPEN_IN_EMERGENCY)
@both
def open_record(request: SignedIn) -> HttpResponse:
    """Ask what the emergency is; only from the card that a search has just shown, and a restricted one without its name."""
    card = request.POST.get("card", "") or request.GET.get("card", "")
    person = person_on_card(request.user, card)
    restricted = restriction_on(person) is not None
    if restricted and Role.HUB_MANAGER not in request.user.roles:
        raise Http404
    seen(request, person, "emergency", ViewPurpose.EMERGENCY)

    def act(given: dict[str, Any]) -> str:
        safety.open_in_emergency(by=request.user, person=person, reason=given["reason"])
        return reverse("families:person", args=[person.pk])

    notes = [_("You can open the record for 24 hours. Every page that you open is written down.")]
    page = {
        "title": _("Open a record in an emergency"),
        "about": _("A restricted record") if restricted else str(person),
        "button": _("Open the record"),
        "notes": notes,
        "back": reverse("families:search"),
    }
    return ask(request, OpenForm(answers(request), initial={"card": card}), act, page)


@allow(Action.REVIEW_OPENINGS)
@require_safe
def to_review(request: SignedIn) -> HttpResponse:
    """Show the openings that wait for a review, what is due soonest first, and the last that were reviewed."""
    waiting, done = openings(request.user, reviewed=False), openings(request.user, reviewed=True)
    page = {
        "tabs_here": safety_tabs(request),
        "waiting": [opening_in_words(one, request.user.pk) for one in waiting],
        "done": [opening_in_words(one, request.user.pk) for one in done],
    }
    return render(request, "reach/openings.html", page)


@allow(Action.REVIEW_OPENINGS)
@both
def review(request: SignedIn, pk: int) -> HttpResponse:
    """Show one opening with what its opener looked at, and ask whether it was right."""
    found = opening_or_404(request.user, pk)
    words = opening_in_words(found, request.user.pk)

    def act(given: dict[str, Any]) -> str:
        safety.review_opening(by=request.user, opening=found.opening, was_right=given["was_right"], note=given["note"])
        messages.success(request, _("The review is saved."))
        return reverse("reach:openings")

    seen(request, found.opening.person, "emergency review")
    page = {
        "title": _("Look at an emergency opening"),
        "template": "reach/review.html",
        "opening": words,
        "rows": [view_row(view) for view in pages_opened(found.opening)],
        "back": reverse("reach:openings"),
        "button": _("Save the review"),
        "is_open": not found.opening.reviewed_at and not words.is_mine,
    }
    return ask(request, ReviewForm(answers(request)), act, page)
