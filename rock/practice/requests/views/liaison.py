"""Who speaks with each grown-up of the family, and the first conversation."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.practice.requests.forms import FirstConversationForm, LiaisonForm
from rock.practice.requests.models import Liaison, RequestForSupport
from rock.practice.requests.queries.board import request_or_404
from rock.practice.requests.queries.request import hub_colleagues
from rock.practice.requests.services import liaison as services
from rock.practice.requests.services.handling import matched
from rock.reach.models import ViewPurpose
from rock.reach.queries import person_or_404
from rock.reach.services import log_views
from rock.records.models import Channel, Person
from rock.records.queries.people import members


@allow(Action.ARRANGE_LIAISON)
def name(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Name who speaks with one grown-up, by which channel and in which language."""
    found, person = _about(request, reference, pk)
    start = {"language": person.first_language or "English", "interpreter": person.needs_interpreter}
    form = LiaisonForm(request.POST or None, initial=start, workers=hub_colleagues())
    if form.is_valid():
        facts = form.cleaned_data
        services.name_liaison(
            by=request.user,
            request=found,
            person=person,
            worker=facts["worker"],
            channel=Channel(facts["channel"]),
            language=facts["language"],
            interpreter=facts["interpreter"],
            safe_rule=facts["safe_rule"],
        )
        return redirect("requests:request", reference)
    log_views(user=request.user, people=[person.pk], page="liaison", purpose=ViewPurpose.HUB)
    return render(request, "requests/liaison.html", {"form": form, "asked": found, "person": person})


@allow(Action.ARRANGE_LIAISON)
def first(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Record the first talk with one grown-up."""
    found, person = _about(request, reference, pk)
    liaison = get_object_or_404(Liaison, request=found, person=person, ends__isnull=True)
    form = FirstConversationForm(request.POST or None)
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _record(request, liaison, form))
        except Refused as no:
            form.add_error(None, str(no))
    log_views(user=request.user, people=[person.pk], page="first_conversation", purpose=ViewPurpose.HUB)
    return render(request, "requests/first_conversation.html", {"form": form, "asked": found, "person": person})


def _record(request: SignedIn, liaison: Liaison, form: FirstConversationForm) -> str:
    moment = timezone.make_aware(datetime.combine(form.cleaned_data["on"], form.cleaned_data["at"]))
    services.first_conversation(by=request.user, liaison=liaison, happened_at=moment, words=form.cleaned_data["words"])
    return reverse("requests:request", args=[liaison.request.reference])


def _about(request: SignedIn, reference: str, pk: int) -> tuple[RequestForSupport, Person]:
    """Return the request and one of its people, both within reach."""
    found = request_or_404(request.user, reference)
    person = person_or_404(request.user, pk)
    family = found.occasion.family
    around = {row.person_id for row in members(family)} if family else set()
    if person.pk not in around | {one.pk for one in matched(found)}:
        raise Http404
    return found, person
