"""The hub's board, and one request."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.requests import presenters
from rock.practice.requests.forms import HandOverForm
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.queries import board as queries
from rock.practice.requests.queries.request import hub_colleagues, page_of
from rock.practice.requests.services import handling
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views

A_PAGE = 12


def _past(request: SignedIn, rows: QuerySet[RequestForSupport], template: str) -> HttpResponse:
    return _board(request, template, rows.values_list("pk", flat=True), queries.to_decide(request.user))


def _board(request: SignedIn, template: str, pks: Any, waiting: list[queries.Waits]) -> HttpResponse:
    page = Paginator(pks, A_PAGE).get_page(request.GET.get("page"))
    lines = [presenters.board_line(row) for row in queries.for_board(list(page))]
    context = {"lines": lines, "page": page, "counts": queries.counts(request.user, waiting)}
    return render(request, f"requests/{template}.html", context)


@allow(Action.SEE_BOARD)
@require_safe
def board(request: SignedIn) -> HttpResponse:
    """Show the requests that wait for a decision, each with its clock."""
    waiting = queries.to_decide(request.user)
    return _board(request, "board", [one.pk for one in waiting], waiting)


@allow(Action.SEE_BOARD)
@require_safe
def decided(request: SignedIn) -> HttpResponse:
    """Show the requests that were decided."""
    return _past(request, queries.decided(request.user), "decided")


@allow(Action.SEE_BOARD)
@require_safe
def to_tell(request: SignedIn) -> HttpResponse:
    """Show the decided requests where somebody is still to be told."""
    return _past(request, queries.still_to_tell(request.user), "to_tell")


@allow(Action.OPEN_REQUEST)
@require_safe
def show(request: SignedIn, reference: str) -> HttpResponse:
    """Show one request: the words, the people, agreement, and what to do next."""
    found = queries.request_or_404(request.user, reference)
    page = page_of(found)
    handling.look_at(by=request.user, request=found)
    log_views(user=request.user, people=page.matched_ids, page="request", purpose=ViewPurpose.HUB)
    clock = presenters.clock_words(getattr(found.clock, "due_at", None), getattr(found.clock, "stopped_at", None))
    return render(request, "requests/request.html", {"asked": found, "page": page, "clock": clock})


@allow(Action.TAKE_REQUEST)
@require_POST
def take(request: SignedIn, reference: str) -> HttpResponse:
    """Have the request oneself."""
    found = queries.request_or_404(request.user, reference)
    try:
        handling.take(by=request.user, request=found)
    except Refused as no:
        return refusal(request, no, back=f"/hub/{reference}/")
    return redirect("requests:request", reference)


@allow(Action.TAKE_REQUEST)
def hand_over(request: SignedIn, reference: str) -> HttpResponse:
    """Give the request to a colleague at the hub."""
    found = queries.request_or_404(request.user, reference)
    colleagues = queries.hub_users_who_may_open(found, hub_colleagues())
    form = HandOverForm(request.POST or None, workers=colleagues)
    if form.is_valid():
        try:
            handling.hand_over(by=request.user, request=found, to=form.cleaned_data["to"])
            return redirect("requests:request", reference)
        except Refused as no:
            form.add_error("to", str(no))
    return render(request, "requests/hand_over.html", {"form": form, "asked": found})
