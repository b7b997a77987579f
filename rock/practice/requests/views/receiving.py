"""A request that comes by phone, by letter or in person; and somebody whom the asker did not name."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import DraftSlot, discard_draft, fill, load_draft
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.forms import AddPersonForm, NewRequestForm
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.queries.board import request_or_404
from rock.practice.requests.services import receiving
from rock.practice.requests.typed import answers_from

DRAFT = "new_request"


@allow(Action.TAKE_REQUEST)
def new(request: SignedIn) -> HttpResponse:
    """Take down what somebody asks who rang, wrote or came; what is typed saves itself."""
    form = NewRequestForm(request.POST or None)
    draft = None if form.is_bound else load_draft(request.user, DRAFT)
    fill(form, draft)
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _receive(request, form))
        except Refused as no:
            form.add_error(None, str(no))
    slot = DraftSlot(DRAFT, "", reverse("requests:new"), draft.updated_at if draft else None)
    return render(request, "requests/new.html", {"form": form, "draft": slot})


def _receive(request: SignedIn, form: NewRequestForm) -> str:
    facts = form.cleaned_data
    asked_at = timezone.make_aware(datetime.combine(facts["on"], facts["at"]))
    made = receiving.receive_request(by=request.user, answers=answers_from(facts), received_at=asked_at)
    discard_draft(by=request.user, form=DRAFT)
    return reverse("requests:request", args=[made.reference])


@allow(Action.TAKE_REQUEST)
def add_person(request: SignedIn, reference: str) -> HttpResponse:
    """Add somebody whom the asker did not name to a request that is not decided."""
    found = request_or_404(request.user, reference)
    if hasattr(found, "decision"):
        return redirect("requests:request", reference)
    form = AddPersonForm(request.POST or None)
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _add(request, found, form))
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "requests/add_person.html", {"form": form, "asked": found})


def _add(request: SignedIn, found: RequestForSupport, form: AddPersonForm) -> str:
    facts = form.cleaned_data
    is_child = facts["is_child"] == "yes"
    person = PersonAsked(
        name=facts["name"],
        is_child=is_child,
        birth_date=facts["born"],
        age="" if facts["born"] else facts["age"],
        who=facts["who"],
        address=facts["address"],
        address_hidden=facts["hidden"],
        school=facts["school"] if is_child else "",
    )
    receiving.add_person(by=request.user, request=found, person=person)
    return reverse("requests:request", args=[found.reference])
