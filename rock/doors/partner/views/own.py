"""The partner's own pages: home, a promise, a question, what they saw of a day."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn
from rock.core import limits as core_limits
from rock.core.forms import Form
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.doors.partner import presenters
from rock.doors.partner.access import at_the_door, shown
from rock.doors.partner.forms.own import DayForm, PartForm, PromiseForm
from rock.doors.partner.guard import for_agency, hidden_near
from rock.doors.partner.limits import SAYING
from rock.doors.partner.models import Invitation
from rock.doors.partner.news import tell_worker
from rock.doors.partner.queries import shown as queries
from rock.doors.partner.queries.doors import PartnerDoor, records_of
from rock.doors.partner.services import answering
from rock.doors.partner.services.answering import PromiseAnswer, Said, can_say
from rock.practice.assessments.services.agencies import answer_part
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from rock.records.hidden import Tokens
from rock.records.models import Slot

both = require_http_methods(["GET", "HEAD", "POST"])


def _seen(request: SignedIn, *invitations: Invitation) -> None:
    people = [row.child_id for row in invitations]
    log_views(user=request.user, people=people, page="partner’s page", purpose=ViewPurpose.OWN)


def _hidden(door: PartnerDoor, *invitations: Invitation) -> Tokens:
    records = {pk for row in invitations for pk in records_of(row)}
    return for_agency(hidden_near(records), door.holder.agency)


@at_the_door
@require_safe
def home(request: SignedIn, door: PartnerDoor) -> HttpResponse:
    """Show what the partner promised and is asked, child by child."""
    hidden = _hidden(door, *door.invitations)
    children = presenters.children_at(door, queries.shown_at(door), hidden)
    _seen(request, *door.invitations)
    return shown(request, "home", holder=door.holder, children=children)


@at_the_door
@both
def promise(request: SignedIn, pk: int, promise_pk: int, door: PartnerDoor) -> HttpResponse:
    """Ask how it stands with one promise."""
    invitation = queries.invitation_or_404(door, pk)
    row = queries.promise_or_404(door, invitation, promise_pk)
    choices = can_say(door.holder, row)
    if not choices and request.method != "POST":
        return shown(request, "closed")
    # What arrives for a closed promise may be the second click of what closed it.
    form = PromiseForm(request.POST if request.method == "POST" else None, can_say=choices or list(Said))

    def keep() -> str:
        facts = form.cleaned_data
        answer = PromiseAnswer(Said(facts["answer"]), facts["words"], facts.get("day"))
        answering.answer_promise(by=request.user, invitation=invitation, promise=row, answer=answer)
        return reverse("partner:thanks")

    line = presenters.promise_line(invitation, row, None, _hidden(door, invitation))
    return _ask(request, form, keep, "promise", invitation, line=line)


@at_the_door
@both
def part(request: SignedIn, pk: int, part_pk: int, door: PartnerDoor) -> HttpResponse:
    """Ask the partner's service one question about a child."""
    invitation = queries.invitation_or_404(door, pk)
    row = queries.part_or_404(door, invitation, part_pk)
    form = PartForm(request.POST if request.method == "POST" else None)

    def keep() -> str:
        answer_part(by=request.user, part=row, answered_by=door.holder.user.name, **form.facts)
        tell_worker(by=request.user, child=invitation.child)
        return reverse("partner:thanks")

    question = presenters.question(row, _hidden(door, invitation))
    return _ask(request, form, keep, "part", invitation, question=question)


@at_the_door
@both
def day(request: SignedIn, pk: int, door: PartnerDoor) -> HttpResponse:
    """Let the partner write what they saw of a child's day, below what they wrote before."""
    invitation = queries.invitation_or_404(door, pk)
    form = DayForm(request.POST if request.method == "POST" else None)

    def keep() -> str:
        facts = form.cleaned_data
        answering.tell_day(
            by=request.user,
            invitation=invitation,
            slot=Slot(facts["slot"]),
            words=facts["words"],
            seen_on=facts["seen_on"],
        )
        return reverse("partner:day", args=[invitation.pk])

    return _ask(request, form, keep, "day", invitation, said=queries.own_entries(door, invitation))


def _ask(
    request: SignedIn, form: Form, keep: Callable[[], str], page: str, invitation: Invitation, **facts: Any
) -> HttpResponse:
    if form.is_valid():
        if core_limits.over(request, SAYING):
            form.add_error(None, _("That was a lot. Wait a little, then send it again."))
        else:
            try:
                return once_per_form(request, keep)
            except Refused as no:
                form.add_error(None, str(no))
    _seen(request, invitation)
    child, born = invitation.child, presenters.born(invitation)
    return shown(request, page, form=form, invitation=invitation, child=child, born=born, **facts)


@at_the_door
@require_safe
def thanks(request: SignedIn, door: PartnerDoor) -> HttpResponse:
    """Say that it came."""
    return shown(request, "thanks", holder=door.holder)
