"""The parts of other services: what was asked and came, asking, asking again, and ending a question."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.assessments.forms import AskForm
from rock.practice.assessments.models import AgencyPart, Assessment
from rock.practice.assessments.queries.page import assessment_or_404
from rock.practice.assessments.services import agencies as services
from rock.practice.assessments.views.common import answers, ask, draft_of, seen, tabs_of, veil_for


def _here(assessment: Assessment) -> str:
    return reverse("assessments:parts", args=[assessment.pk])


@allow(Action.SEE_ASSESSMENT)
@require_safe
def parts(request: SignedIn, pk: int) -> HttpResponse:
    """Show what other services were asked, and what came."""
    found = assessment_or_404(request.user, pk)
    rows = found.agency_parts.select_related("answer", "asked_by", "share").order_by("due_on", "pk")
    seen(request, [found.referral.child_id], "assessment parts")
    page = {
        "assessment": found,
        "child": found.referral.child,
        "tabs": tabs_of(request, found, "parts"),
        "rows": list(rows),
        "veil": veil_for(request, found),
        "can_write": request.user.may(Action.WRITE_ASSESSMENT) and not found.authorised_on and found.occasion_id,
    }
    return render(request, "assessments/parts_page.html", page)


@allow(Action.WRITE_ASSESSMENT)
def ask_one(request: SignedIn, pk: int) -> HttpResponse:
    """Ask somebody at another service one question."""
    found = assessment_or_404(request.user, pk)
    form = AskForm(answers(request))
    slot = draft_of(request, form, "agency_part", str(pk))

    def act() -> str:
        services.ask_agency(by=request.user, assessment=found, **form.cleaned_data)
        return _here(found)

    title = "Ask another service"
    people = [found.referral.child_id]
    return ask(request, form, act, title=title, back=_here(found), people=people, button="Ask them", draft=slot)


def _part_or_404(assessment: Assessment, part: int) -> AgencyPart:
    found = assessment.agency_parts.filter(pk=part).first()
    if found is None:
        raise Http404
    return found


@allow(Action.WRITE_ASSESSMENT)
@require_POST
def again(request: SignedIn, pk: int, part: int) -> HttpResponse:
    """Remind a service: a new link goes out, and the old one opens nothing."""
    found = assessment_or_404(request.user, pk)
    try:
        services.ask_again(by=request.user, part=_part_or_404(found, part))
    except Refused as no:
        return refusal(request, no, back=_here(found))
    return redirect(_here(found))


@allow(Action.WRITE_ASSESSMENT)
@require_POST
def end(request: SignedIn, pk: int, part: int) -> HttpResponse:
    """End a question that was not answered."""
    found = assessment_or_404(request.user, pk)
    try:
        services.withdraw_part(by=request.user, part=_part_or_404(found, part))
    except Refused as no:
        return refusal(request, no, back=_here(found))
    return redirect(_here(found))
