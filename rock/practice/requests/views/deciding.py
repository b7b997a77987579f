"""The page where a manager decides what follows a request."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import DraftSlot, discard_draft, fill, load_draft
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.practice.requests.forms import DecisionForm
from rock.practice.requests.models import Decision, RequestForSupport, Route
from rock.practice.requests.presenters import typed_in
from rock.practice.requests.queries.board import decision_on, request_or_404
from rock.practice.requests.queries.request import page_of
from rock.practice.requests.services import deciding
from rock.practice.requests.views.checking import words_to_think_about
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views


@allow(Action.DECIDE_REQUEST)
def decide(request: SignedIn, reference: str) -> HttpResponse:
    """Decide, with reasons for the record and words for the family; what is typed saves itself."""
    found = request_or_404(request.user, reference)
    form = DecisionForm(request.POST or None)
    slot = _draft(request, form, reference)
    report = words_to_think_about(request, form, "family_words")
    if form.is_valid() and report is None:
        try:
            return once_per_form(request, lambda: _decide(request, found.reference, form))
        except Refused as no:
            form.add_error(None, str(no))
    if decision := _standing(request, found):
        return _already(request, found, decision, form)
    page = page_of(found)
    log_views(user=request.user, people=page.matched_ids, page="decide", purpose=ViewPurpose.HUB)
    context = {"form": form, "asked": found, "page": page, "draft": slot, "report": report}
    return render(request, "requests/decide.html", context)


def _standing(request: SignedIn, found: RequestForSupport) -> Decision | None:
    """Return the decision that stands, also one that was made after the request was read for this page."""
    if request.method != "POST":
        return getattr(found, "decision", None)
    return decision_on(found)


def _already(request: SignedIn, found: RequestForSupport, decision: Decision, form: DecisionForm) -> HttpResponse:
    """Show the decision that stands, with what this reader typed or had kept as a draft; without any, the request."""
    typed = typed_in(form)
    if not typed and request.method != "POST":
        return redirect("requests:request", found.reference)
    context = {"asked": found, "decision": decision, "typed": typed}
    return render(request, "requests/already.html", context, status=409 if request.method == "POST" else 200)


def _draft(request: SignedIn, form: DecisionForm, reference: str) -> DraftSlot:
    back = reverse("requests:decide", args=[reference])
    draft = None if form.is_bound else load_draft(request.user, "decision", reference)
    fill(form, draft)
    return DraftSlot("decision", reference, back, draft.updated_at if draft else None)


def _decide(request: SignedIn, reference: str, form: DecisionForm) -> str:
    facts = form.cleaned_data
    deciding.decide(
        by=request.user,
        request=request_or_404(request.user, reference),
        route=Route(facts["route"]),
        reasons=facts["reasons"],
        family_words=facts["family_words"],
        early_help_lead=facts["early_help_lead"],
        primary_need=facts["primary_need"],
        history_not_opened_because=facts["history_not_opened_because"],
    )
    discard_draft(by=request.user, form="decision", subject=reference)
    return reverse("requests:tellings", args=[reference])
