"""Telling: each grown-up of the family, now or held; the letter; the asker. The network is told on pages of its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.core.language import as_asked
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.families.queries.related import near_to_tell
from rock.practice.requests.forms import TellingForm
from rock.practice.requests.letters import decision_letter
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.presenters import asker_telling
from rock.practice.requests.queries.board import request_or_404
from rock.practice.requests.queries.request import hub_colleagues, telling_now, tellings_of
from rock.practice.requests.services import telling as services
from rock.practice.requests.views.checking import words_to_think_about
from rock.reach.models import ViewPurpose
from rock.reach.queries import person_or_404
from rock.reach.services import log_views
from rock.records.models import Channel, Person, Telling, TellingChoice


def _decided_or_404(request: SignedIn, reference: str) -> RequestForSupport:
    found = request_or_404(request.user, reference)
    if not hasattr(found, "decision"):
        raise Http404
    return found


@allow(Action.RECORD_TELLING)
@require_safe
def tellings(request: SignedIn, reference: str) -> HttpResponse:
    """Show who is told, who is not yet, and who speaks with them."""
    found = _decided_or_404(request, reference)
    rows = tellings_of(found)
    near = near_to_tell(request.user, found.decision.occasion.family)
    shown = [
        *(row.person.pk for row in rows),
        *(row.place.person_id for row in near if row.reached and row.place.person_id),
    ]
    log_views(user=request.user, people=shown, page="tellings", purpose=ViewPurpose.HUB)
    facts = {"asked": found, "rows": rows, "near": near, "asker": asker_telling(found)}
    return render(request, "requests/tellings.html", facts)


@allow(Action.RECORD_TELLING)
def tell(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Decide about telling one grown-up: now, in words for them, or not yet."""
    found = _decided_or_404(request, reference)
    person = person_or_404(request.user, pk)
    managers = hub_colleagues(Role.HUB_MANAGER, Role.TEAM_MANAGER)
    start = {"words": found.decision.family_words.words}
    form = TellingForm(request.POST or None, initial=start, managers=managers)
    report = words_to_think_about(request, form, "words", kept=start["words"])
    if form.is_valid() and report is None:
        try:
            return once_per_form(request, lambda: _tell(request, found, person, form))
        except Refused as no:
            form.add_error(None, str(no))
    log_views(user=request.user, people=[person.pk], page="tell", purpose=ViewPurpose.HUB)
    kept_back = found.occasion.statements.filter(question="hidden_from").first()
    context = {"form": form, "asked": found, "person": person, "report": report, "kept_back": kept_back}
    return render(request, "requests/tell.html", context)


def _tell(request: SignedIn, found: RequestForSupport, person: Person, form: TellingForm) -> str:
    facts = form.cleaned_data
    if facts["choice"] == TellingChoice.NOW:
        channel = Channel(facts["channel"])
        services.tell_now(
            by=request.user, decision=found.decision, person=person, words=facts["words"], channel=channel
        )
    else:
        services.hold_telling(
            by=request.user,
            decision=found.decision,
            person=person,
            because=facts["held_because"],
            manager=facts["manager"],
            review_on=facts["review_on"],
        )
    return reverse("requests:tellings", args=[found.reference])


def _telling_or_404(request: SignedIn, reference: str, pk: int) -> Telling:
    found = _decided_or_404(request, reference)
    person = person_or_404(request.user, pk)
    telling = telling_now(found.decision, person)
    if telling is None:
        raise Http404
    return telling


@allow(Action.RECORD_TELLING)
@require_safe
def letter(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Give one reader's letter as an accessible PDF; its name says nothing about anybody."""
    telling = _telling_or_404(request, reference, pk)
    log_views(user=request.user, people=[telling.person_id], page="letter", purpose=ViewPurpose.HUB)
    with as_asked(request):
        pdf = decision_letter(telling)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="letter.pdf"'}
    )


@allow(Action.RECORD_TELLING)
@require_POST
def told(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Record that the letter was sent or the talk was had."""
    services.mark_told(by=request.user, telling=_telling_or_404(request, reference, pk))
    return redirect("requests:tellings", reference)


@allow(Action.RECORD_TELLING)
@require_POST
def tell_asker(request: SignedIn, reference: str) -> HttpResponse:
    """Tell the asker what they may know, or record that somebody did."""
    found = _decided_or_404(request, reference)
    try:
        services.tell_asker(by=request.user, request=found)
    except Refused as no:
        return refusal(request, no, back=reverse("requests:tellings", args=[reference]))
    return redirect("requests:tellings", reference)
