"""For workers: what somebody in a family's network offers and was told; telling them something, now or not yet."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.core.language import as_asked
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.doors.family.near_form import TellNearAsManagerForm, TellNearForm
from rock.doors.family.queries.near import (
    family_ids,
    held_for,
    near_places,
    place_or_404,
    responsible_in,
    telling_or_404,
)
from rock.doors.family.services import near as services
from rock.practice.families.presenters.veil import Veil
from rock.practice.requests.letters import decision_letter
from rock.practice.requests.queries.request import hub_colleagues
from rock.practice.requests.services.telling import mark_told
from rock.practice.requests.views.checking import words_to_think_about
from rock.reach.families import family_or_404
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.models import ViewPurpose
from rock.reach.queries import person_or_404
from rock.reach.services import log_views
from rock.records.models import Agreement, AgreementKind, Channel, NetworkMember, Telling, TellingChoice
from rock.records.queries.people import one_person
from rock.records.services.agreements import withdraw_agreement


def _back(pk: int) -> str:
    return reverse("family:near", args=[pk])


@allow(Action.RECORD_TELLING)
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """Show what somebody near a family offers, and what they were told; nothing of a family that the user does not reach."""
    person = person_or_404(request.user, pk)
    places = near_places(request.user, frozenset(one_person([pk])))
    if not places:
        raise Http404
    around = {person.pk, *family_ids(places)}
    log_views(user=request.user, people=[person.pk], page="near the family", purpose=ViewPurpose.WORK)
    facts = {"person": person, "places": places, "veil": _veil(request, around)}
    return render(request, "family/near.html", facts)


def _veil(request: SignedIn, people: set[int]) -> Veil:
    return Veil(hidden_from(request.user, people), sees_hidden(request.user))


@allow(Action.RECORD_TELLING)
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: SignedIn, pk: int, family: int) -> HttpResponse:
    """Decide about telling somebody in a network something: now, in words for them, or not yet."""
    person, found = person_or_404(request.user, pk), family_or_404(request.user, family)
    place = place_or_404(person, found.family)
    responsible = responsible_in(request.user, found.family)
    manages = request.user.may(Action.AGREEMENT_NOT_NEEDED)
    asking = TellNearAsManagerForm if manages else TellNearForm
    managers = hub_colleagues(Role.TEAM_MANAGER, Role.HUB_MANAGER)
    form = asking(request.POST or None, responsible=responsible, managers=managers)
    now = form.is_valid() and form.cleaned_data["choice"] == TellingChoice.NOW
    report = words_to_think_about(request, form, "words") if now else None
    if form.is_valid() and report is None:
        try:
            return once_per_form(request, lambda: _tell(request, place, form))
        except Refused as no:
            form.add_error(None, str(no))
    around = {person.pk, *found.ids}
    log_views(user=request.user, people=around, page="tell", purpose=ViewPurpose.WORK)
    facts = {"form": form, "person": person, "place": place, "report": report, "held": held_for(place)}
    facts |= {"responsible": responsible, "manages": manages, "veil": _veil(request, around)}
    return render(request, "family/tell-near.html", facts)


def _tell(request: SignedIn, place: NetworkMember, form: TellNearForm) -> str:
    facts = form.cleaned_data
    if facts["choice"] == TellingChoice.NOW:
        channel, agreed = Channel(facts["channel"]), form.agreed()
        services.tell_near(by=request.user, place=place, words=facts["words"], channel=channel, agreed=agreed)
    else:
        held = {"because": facts["held_because"], "manager": facts["manager"], "review_on": facts["review_on"]}
        services.hold_near(by=request.user, place=place, **held)
    return _back(place.person_id or 0)


def _telling_or_404(request: SignedIn, pk: int, telling: int) -> Telling:
    return telling_or_404(request.user, person_or_404(request.user, pk), telling)


@allow(Action.RECORD_TELLING)
@require_safe
def letter(request: SignedIn, pk: int, telling: int) -> HttpResponse:
    """Give the letter to one reader as an accessible PDF; its name says nothing about anybody."""
    found = _telling_or_404(request, pk, telling)
    log_views(user=request.user, people=[found.person_id], page="letter", purpose=ViewPurpose.WORK)
    with as_asked(request):
        pdf = decision_letter(found)
    headers = {"Content-Disposition": 'inline; filename="letter.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@allow(Action.RECORD_TELLING)
@require_POST
def told(request: SignedIn, pk: int, telling: int) -> HttpResponse:
    """Record that the letter was sent or the talk was had."""
    mark_told(by=request.user, telling=_telling_or_404(request, pk, telling))
    return redirect(_back(pk))


@allow(Action.RECORD_TELLING)
@require_POST
def take_off(request: SignedIn, pk: int, telling: int) -> HttpResponse:
    """Take what they were told off their page."""
    services.take_off(by=request.user, telling=_telling_or_404(request, pk, telling))
    return redirect(_back(pk))


@allow(Action.RECORD_TELLING)
@require_POST
def taken_back(request: SignedIn, pk: int, telling: int, agreement: int) -> HttpResponse:
    """Record that whoever said yes to telling them took it back."""
    occasion = _telling_or_404(request, pk, telling).occasion
    row = get_object_or_404(Agreement, pk=agreement, occasion=occasion, kind=AgreementKind.TELL)
    withdraw_agreement(by=request.user, agreement=row)
    return redirect(_back(pk))
