"""A plan on paper, for one of its readers."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.language import as_asked
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.plans import printing
from rock.practice.plans.models import Plan
from rock.practice.plans.queries.plan import plan_or_404
from rock.practice.plans.queries.readers import members_of
from rock.practice.plans.views.common import seen
from rock.records.models import Person


@allow(Action.WRITE_PLAN)
@require_safe
def choose(request: SignedIn, pk: int) -> HttpResponse:
    """Ask for whom the plan is printed: each gets what is shared with them."""
    plan = plan_or_404(request.user, pk)
    people = members_of(plan, request.user)
    seen(request, plan, "plan print", {person.pk for person in people})
    return render(request, "plans/print.html", {"plan": plan, "people": people})


@allow(Action.WRITE_PLAN)
@require_safe
def fridge(request: SignedIn, pk: int, person_pk: int) -> HttpResponse:
    """Give the page for the fridge."""
    return _printed(request, pk, person_pk, printing.fridge_pdf, "fridge")


@allow(Action.WRITE_PLAN)
@require_safe
def whole(request: SignedIn, pk: int, person_pk: int) -> HttpResponse:
    """Give the whole plan, for one reader."""
    return _printed(request, pk, person_pk, printing.whole_pdf, "plan")


def _printed(
    request: SignedIn, pk: int, person_pk: int, make: Callable[[Plan, Person], bytes], name: str
) -> HttpResponse:
    plan = plan_or_404(request.user, pk)
    reader = next((one for one in members_of(plan, request.user) if one.pk == person_pk), None)
    if reader is None:
        raise Http404
    seen(request, plan, f"plan print {name}", {reader.pk})
    try:
        with as_asked(request):
            pdf = make(plan, reader)
    except Refused as no:
        return refusal(request, no, back=reverse("plans:print", args=[plan.pk]))
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
