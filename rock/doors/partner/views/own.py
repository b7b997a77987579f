"""The partner's own pages: home, a promise, a question, what they saw of a day."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn
from rock.doors.partner import presenters
from rock.doors.partner.access import at_the_door, shown
from rock.doors.partner.forms.own import DayForm, PartForm, PromiseForm
from rock.doors.partner.news import tell_worker
from rock.doors.partner.queries import shown as queries
from rock.doors.partner.queries.doors import PartnerDoor
from rock.doors.partner.services import answering
from rock.doors.partner.services.answering import PromiseAnswer, Said, can_say
from rock.doors.partner.views.common import ask, hidden_at, seen
from rock.practice.assessments.services.agencies import answer_part
from rock.records.models import Slot

both = require_http_methods(["GET", "HEAD", "POST"])


@at_the_door
@require_safe
def home(request: SignedIn, door: PartnerDoor) -> HttpResponse:
    """Show what the partner promised and is asked, child by child."""
    hidden = hidden_at(door)
    children = presenters.children_at(door, queries.shown_at(door), hidden)
    seen(request, *door.invitations)
    return shown(request, "home", holder=door.holder, children=children)


@at_the_door
@both
def promise(request: SignedIn, pk: int, promise_pk: int, door: PartnerDoor) -> HttpResponse:
    """Ask how it stands with one promise."""
    invitation = queries.invitation_or_404(door, pk)
    row = queries.promise_or_404(door, invitation, promise_pk)
    choices = can_say(door.holder, row)
    if not choices and request.method != "POST":
        return shown(request, "closed", typed=[])
    # What arrives for a closed promise may be the second click of what closed it.
    form = PromiseForm(request.POST if request.method == "POST" else None, can_say=choices or list(Said))

    def keep() -> str:
        facts = form.cleaned_data
        answer = PromiseAnswer(Said(facts["answer"]), facts["words"], facts.get("day"))
        answering.answer_promise(by=request.user, invitation=invitation, promise=row, answer=answer)
        return reverse("partner:thanks")

    line = presenters.promise_line(invitation, row, None, hidden_at(door))
    return ask(request, form, keep, "promise", invitation, line=line)


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

    question = presenters.question(row, hidden_at(door))
    return ask(request, form, keep, "part", invitation, question=question)


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
        return f"{reverse('partner:day', args=[invitation.pk])}#wrote"

    return ask(request, form, keep, "day", invitation, said=queries.own_entries(door, invitation))


@at_the_door
@require_safe
def thanks(request: SignedIn, door: PartnerDoor) -> HttpResponse:
    """Say that it came."""
    return shown(request, "thanks", holder=door.holder)
