"""A worker's pages: give a child a card or the device, close the page; and the urgent list."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core import time
from rock.core.services import Refused
from rock.core.views import refusal
from rock.doors.child.access import begin
from rock.doors.child.forms import CloseForm, TakenForm
from rock.doors.child.queries import staff as queries
from rock.doors.child.services import opening, unsafe
from rock.reach.models import ViewPurpose
from rock.reach.queries import person_or_404
from rock.reach.services import log_views


def _back(pk: int) -> str:
    return reverse("child:staff", args=[pk])


@allow(Action.GIVE_CARD)
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """Show how a child's page stands, and what can be done with it."""
    person = person_or_404(request.user, pk)
    log_views(user=request.user, people=[person.pk], page="about the child’s page", purpose=ViewPurpose.WORK)
    page = opening.page_of(person)
    card = queries.standing_card(page) if page else None
    return render(request, "child_door/staff.html", {"person": person, "page": page, "card": card})


@allow(Action.GIVE_CARD)
@require_POST
def give_card(request: SignedIn, pk: int) -> HttpResponse:
    """Make a card and show it this once, to print or to copy by hand."""
    person = person_or_404(request.user, pk)
    try:
        card, words = opening.give_card(by=request.user, person=person)
    except Refused as no:
        return refusal(request, no, back=_back(pk))
    address = request.build_absolute_uri(reverse("child:card"))
    return render(
        request, "child_door/new-card.html", {"person": person, "card": card, "words": words, "address": address}
    )


@allow(Action.GIVE_CARD)
@require_POST
def give_device(request: SignedIn, pk: int) -> HttpResponse:
    """Sign the worker out and open the child's page here; to go back, the worker signs in again."""
    person = person_or_404(request.user, pk)
    try:
        page = opening.open_page(by=request.user, person=person)
        if page.closed_at:
            raise Refused("This page was closed. Open it again first.")
    except Refused as no:
        return refusal(request, no, back=_back(pk))
    begin(request, page)
    return redirect("child:home")


@allow(Action.GIVE_CARD)
@require_POST
def end_cards(request: SignedIn, pk: int) -> HttpResponse:
    """End the card that stands: it was lost, or somebody else has it."""
    opening.end_cards(by=request.user, person=person_or_404(request.user, pk))
    return redirect("child:staff", pk)


@allow(Action.GIVE_CARD)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Close a child's page at once, with why."""
    person = person_or_404(request.user, pk)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            opening.close_page(by=request.user, person=person, because=form.cleaned_data["because"])
            return redirect("child:staff", pk)
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "child_door/close.html", {"person": person, "form": form})


@allow(Action.GIVE_CARD)
@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Open a closed page again."""
    try:
        opening.reopen_page(by=request.user, person=person_or_404(request.user, pk))
    except Refused as no:
        return refusal(request, no, back=_back(pk))
    return redirect("child:staff", pk)


def _looked(request: SignedIn, children: set[int]) -> None:
    """Write into the view log who looked; the family is not shown it, for the day alone would tell what the child said."""
    log_views(user=request.user, people=children, page="urgent list", purpose=ViewPurpose.WORK, held_back=True)


@allow(Action.TAKE_ON_UNSAFE)
@require_safe
def urgent(request: SignedIn) -> HttpResponse:
    """Show the children who said that they do not feel safe: those whom nobody has taken on first."""
    found = queries.urgent(request.user)
    _looked(request, {one.call.child_id for one in found})
    return render(request, "child_door/urgent.html", {"found": found, "now": time.now()})


@allow(Action.TAKE_ON_UNSAFE)
@require_http_methods(["GET", "HEAD", "POST"])
def take_on(request: SignedIn, pk: int) -> HttpResponse:
    """Say that one is on it, and what one did first."""
    call = queries.urgent_or_404(request.user, pk)
    form = TakenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            unsafe.take_on(by=request.user, call=call, done=form.cleaned_data["done"])
            return redirect("child:urgent")
        except Refused as no:
            form.add_error(None, str(no))
    _looked(request, {call.child_id})
    return render(request, "child_door/take-on.html", {"call": call, "form": form})
