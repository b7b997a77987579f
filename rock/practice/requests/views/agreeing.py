"""What one person of a request agreed to, where no agreement is needed, and what was shared about them or was not."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.forms import Form
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.requests.forms import agreeing as forms
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.queries.board import request_or_404
from rock.practice.requests.services.handling import matched
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from rock.records.models import Agreement, AgreementKind, Answer, Channel, Person
from rock.records.services import agreements as services


def _about(request: SignedIn, reference: str, pk: int) -> tuple[RequestForSupport, Person]:
    """Return the request and the record of one of its people; who opens a request reaches each of them."""
    found = request_or_404(request.user, reference)
    person = next((one for one in matched(found) if one.pk == pk), None)
    if person is None:
        raise Http404
    return found, person


def _ask(
    request: SignedIn, found: RequestForSupport, person: Person, form: Form, save: Callable[[], Any]
) -> HttpResponse:
    """Show the form, or save what it holds once and go back to the request."""

    def kept() -> str:
        save()
        return reverse("requests:request", args=[found.reference])

    if form.is_valid():
        try:
            return once_per_form(request, kept)
        except Refused as no:
            form.add_error(None, str(no))
    log_views(user=request.user, people=[person.pk], page="agreement", purpose=ViewPurpose.HUB)
    return render(request, "requests/agreed.html", {"form": form, "asked": found, "person": person})


@allow(Action.RECORD_AGREEMENT)
def what(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Ask what is to be written down about one person."""
    found, person = _about(request, reference, pk)
    form = forms.WhatForm(request.POST or None, manager=request.user.may(Action.AGREEMENT_NOT_NEEDED))
    if form.is_valid():
        return redirect(f"requests:agreed_{form.cleaned_data['what']}", reference, pk)
    log_views(user=request.user, people=[person.pk], page="agreement", purpose=ViewPurpose.HUB)
    return render(request, "requests/agreed.html", {"form": form, "asked": found, "person": person})


def _asked(form: Form) -> dict[str, Any]:
    names = ("asked_by", "asked_on", "language", "in_words", "valid_until")
    return {name: form.cleaned_data[name] for name in names} | {"how": Channel(form.cleaned_data["how"])}


@allow(Action.RECORD_AGREEMENT)
def help_agreed(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Record whether somebody wants help."""
    found, person = _about(request, reference, pk)
    start = forms.how_asked(request.user.name, person.first_language)
    form = forms.HelpAgreedForm(request.POST or None, initial=start)

    def save() -> None:
        answer = Answer(form.cleaned_data["answer"])
        facts = _asked(form) | {"kind": AgreementKind.HELP, "answer": answer}
        services.record_agreement(by=request.user, occasion=found.occasion, person=person, **facts)

    return _ask(request, found, person, form, save)


@allow(Action.RECORD_AGREEMENT)
def ask_agreed(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Record whether other services may be asked, an answer for each of them."""
    found, person = _about(request, reference, pk)
    start = forms.how_asked(request.user.name, person.first_language)
    form = forms.AskAgreedForm(request.POST or None, initial=start)

    def save() -> None:
        for agency, answer in form.answers().items():
            facts = _asked(form) | {"kind": AgreementKind.ASK_AGENCIES, "answer": answer, "agencies": agency}
            services.record_agreement(by=request.user, occasion=found.occasion, person=person, **facts)

    return _ask(request, found, person, form, save)


@allow(Action.AGREEMENT_NOT_NEEDED)
def not_needed(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Decide, as a manager, that somebody's agreement is not needed."""
    found, person = _about(request, reference, pk)
    form = forms.NotNeededForm(request.POST or None)

    def save() -> None:
        services.agreement_not_needed(by=request.user, occasion=found.occasion, person=person, **form.cleaned_data)

    return _ask(request, found, person, form, save)


@allow(Action.RECORD_AGREEMENT)
def information(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Record that information about somebody was shared, came to us, or was refused."""
    found, person = _about(request, reference, pk)
    form = forms.InformationForm(request.POST or None)

    def save() -> None:
        names = ("direction", "agency", "what", "purpose", "basis", "refused_because", "words")
        facts = {name: form.cleaned_data[name] for name in names}
        services.share_information(by=request.user, occasion=found.occasion, person=person, **facts)

    return _ask(request, found, person, form, save)


@allow(Action.RECORD_AGREEMENT)
@require_POST
def withdraw(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Record that somebody took their agreement back."""
    found = request_or_404(request.user, reference)
    agreement = get_object_or_404(Agreement, pk=pk, occasion=found.occasion)
    try:
        services.withdraw_agreement(by=request.user, agreement=agreement)
    except Refused as no:
        return refusal(request, no, back=reverse("requests:request", args=[reference]))
    return redirect("requests:request", reference)
