"""The plan that a partner leads: as far as the family let them read it, and lines that they suggest."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn
from rock.doors.partner import presenters
from rock.doors.partner.access import at_the_door, shown
from rock.doors.partner.led import led_plan
from rock.doors.partner.queries import shown as queries
from rock.doors.partner.queries.doors import PartnerDoor
from rock.doors.partner.queries.leading import leading_or_404, led_plan_or_404
from rock.doors.partner.services.suggesting import IDEAS, suggest_line
from rock.doors.partner.views.common import ask, hidden_at, seen
from rock.doors.plan_ideas import idea_form
from rock.doors.plan_words import KINDS
from rock.practice.plans.models import ItemKind, Plan
from rock.records.hidden import Tokens

WE, WORKER = "we", "worker"


@at_the_door
@require_safe
def plan(request: SignedIn, pk: int, door: PartnerDoor) -> HttpResponse:
    """Show a plan that the partner leads."""
    invitation = queries.invitation_or_404(door, pk)
    leads = leading_or_404(invitation)
    page = led_plan(invitation, leads, queries.shown_at(door, with_questions=False), hidden_at(door))
    seen(request, invitation)
    child, born = invitation.child, presenters.born(invitation)
    return shown(request, "plan", page=page, invitation=invitation, child=child, born=born, ideas=_ideas())


def _ideas() -> list[tuple[str, object]]:
    return [(kind.value, KINDS[kind]) for kind in IDEAS]


@at_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: SignedIn, pk: int, kind: str, door: PartnerDoor) -> HttpResponse:
    """Let the partner suggest a line of the plan that they lead."""
    invitation = queries.invitation_or_404(door, pk)
    row = led_plan_or_404(invitation)
    if kind not in IDEAS or row.ended_on:
        raise Http404
    agency = door.holder.agency
    data = request.POST if request.method == "POST" else None
    form = idea_form(kind, data, owners=[(WE, agency), *_worker(row, hidden_at(door))])

    def keep() -> str:
        wording = form.wording({WE: agency, WORKER: row.lead})
        suggest_line(by=request.user, invitation=invitation, plan=row, kind=ItemKind(kind), wording=wording)
        return f"{reverse('partner:plan', args=[invitation.pk])}#{kind}"

    return ask(request, form, keep, "suggest", invitation, for_workers=True, title=KINDS[kind])


def _worker(plan: Plan, hidden: Tokens) -> list[tuple[str, str]]:
    return [(WORKER, plan.lead.name)] if plan.lead and not hidden.betrayed_by(plan.lead.name) else []
