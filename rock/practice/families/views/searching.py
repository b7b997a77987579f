"""Find a person before making a record."""

from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.practice.families.forms.searching import CreateForm, SearchForm
from rock.practice.families.presenters.cards import cards_in_words
from rock.practice.families.services import create_and_reach
from rock.practice.families.views.common import after_search
from rock.reach.cards import card_token
from rock.reach.search import Found, SearchReason, find_person
from rock.records.models import BirthKind, Sex

SALT = "rock.families.searched"
SEARCH_LASTS = 60 * 60


@allow(Action.SEARCH_PEOPLE)
@require_safe
def search(request: SignedIn) -> HttpResponse:
    """Show the search, and once it is sent who may be meant, or what is still to be answered."""
    form = SearchForm(request.GET) if {"name", "reason"} & request.GET.keys() else None
    page: dict[str, Any] = {"form": form or SearchForm(initial={"then": request.GET.get("then", "")}), "found": None}
    if form is not None and form.is_valid():
        page |= _found(request, form)
    return render(request, "families/search.html", page)


def _found(request: SignedIn, form: SearchForm) -> dict[str, Any]:
    terms, then = form.terms(), form.cleaned_data["then"]
    try:
        found: Found = find_person(user=request.user, terms=terms, reason=SearchReason(form.cleaned_data["reason"]))
    except Refused as no:
        form.add_error(None, str(no))
        return {}
    searched = signing.dumps([request.user.pk, str(terms)], salt=SALT, compress=True)
    return {
        "found": found,
        "cards": cards_in_words(
            found.cards,
            choose=lambda person: after_search(then, person),
            token=lambda person: card_token(request.user, person.pk),
        ),
        "restricted_token": card_token(request.user, found.only_restricted) if found.only_restricted else "",
        "can_open": request.user.may(Action.OPEN_IN_EMERGENCY),
        "can_declare": request.user.may(Action.DECLARE_CONFLICT),
        "terms": str(terms),
        "searched": searched,
        "then": then,
        "can_create": request.user.may(Action.CREATE_PERSON),
    }


@allow(Action.CREATE_PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn) -> HttpResponse:
    """Make a record, from the page of a search that found nobody."""
    data = request.POST if request.method == "POST" else None
    start = {name: request.GET.get(name, "") for name in ("searched", "then")}
    form = CreateForm(data, initial=start)
    searched_for = _searched_for(request, request.POST.get("searched", "") if data else start["searched"])
    if not searched_for:
        return render(request, "families/search_first.html", status=409)
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _create(request, form, searched_for))
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "families/create.html", {"form": form, "terms": searched_for})


def _searched_for(request: SignedIn, token: str) -> str:
    """Return the terms of the search that the token proves: this user's, at most an hour ago; else an empty string."""
    try:
        user_id, terms = signing.loads(token, salt=SALT, max_age=SEARCH_LASTS)
    except signing.BadSignature:
        return ""
    return str(terms) if user_id == request.user.pk else ""


def _create(request: SignedIn, form: CreateForm, searched_for: str) -> str:
    given = form.cleaned_data
    person = create_and_reach(
        by=request.user,
        searched_for=searched_for,
        given_name=given["given_name"],
        family_name=given["family_name"],
        birth_date=given["birth_date"],
        birth_kind=BirthKind(given["birth_kind"]),
        sex=Sex(given["sex"]),
    )
    return after_search(given["then"], person) or reverse("families:person", args=[person.pk])
