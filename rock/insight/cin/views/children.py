"""Children imported and not yet allocated, and likely matches that wait for a person."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.services import Refused
from rock.core.views import refusal
from rock.insight.cin import deciding, queries
from rock.insight.cin.forms import MatchForm
from rock.insight.cin.models import MatchState
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views

PAGE_SIZE = 25
MATCHES = 10


@allow(Action.SEE_IMPORTED)
@require_safe
def imported(request: SignedIn) -> HttpResponse:
    """Show the children who came in by a census and whom nobody works with yet."""
    page = Paginator(queries.imported_children(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    children = list(page)
    if children:
        ids = [child.pk for child in children]
        log_views(user=request.user, people=ids, page="imported children", purpose=ViewPurpose.QUALITY)
    return render(request, "cin/imported.html", {"page": page, "children": children})


@allow(Action.SEE_IMPORTED)
@require_safe
def matches(request: SignedIn) -> HttpResponse:
    """Show the likely matches that wait for a person."""
    page = Paginator(queries.waiting_matches(request.user), MATCHES).get_page(request.GET.get("page"))
    cards = queries.match_cards(request.user, page)
    _log(request, cards)
    return render(request, "cin/matches.html", {"page": page, "cards": cards})


@allow(Action.JOIN_PEOPLE)
def match(request: SignedIn, pk: int) -> HttpResponse:
    """Decide whether an incoming child is somebody held."""
    found = queries.match_or_404(request.user, pk)
    (card,) = queries.match_cards(request.user, [found])
    form = MatchForm(request.POST or None)
    if form.is_valid():
        try:
            same = form.cleaned_data["answer"] == MatchState.SAME
            deciding.decide_match(by=request.user, match=found, same=same)
        except Refused as no:
            return refusal(request, no, back=reverse("cin:matches"))
        words = "They are read as one person now." if same else "They stay two people."
        messages.success(request, words)
        return redirect("cin:matches")
    _log(request, [card])
    return render(request, "cin/match.html", {"form": form, "card": card})


@allow(Action.IMPORT_CENSUS)
@require_POST
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask the hub managers to decide a match whose other record is beyond the data officer's reach."""
    try:
        deciding.ask_hub_managers(by=request.user, match=queries.match_or_404(request.user, pk))
    except Refused as no:
        return refusal(request, no, back=reverse("cin:matches"))
    messages.success(request, "The hub manager was asked.")
    return redirect("cin:matches")


def _log(request: SignedIn, cards: list[queries.MatchCard]) -> None:
    people = {card.match.incoming_id for card in cards} | {card.held.pk for card in cards if card.held}
    if people:
        log_views(user=request.user, people=people, page="likely matches", purpose=ViewPurpose.QUALITY)
