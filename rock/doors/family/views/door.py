"""The door itself: one page, who looked, the letter, an answer, taking back an agreement."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.doors.family.access import Door, at_the_door, shown
from rock.doors.family.forms import AnswerForm
from rock.doors.family.guard import Guard, guard_for
from rock.doors.family.presenters.looks import looked
from rock.doors.family.presenters.page import door_page, person_for
from rock.doors.family.presenters.told import told_of
from rock.doors.family.queries.around import children_for, liaison_for
from rock.doors.family.queries.looks import looks_for
from rock.doors.family.queries.sharing import for_reader
from rock.doors.family.services import answering
from rock.doors.family.views.common import seen
from rock.doors.family.words import answers_to
from rock.practice.requests.letters import decision_letter
from rock.records.models import Telling
from rock.records.queries.agreements import answered_by


@at_the_door
@require_safe
def home(request: SignedIn, door: Door) -> HttpResponse:
    """Show where we are, what is next, who is theirs, what was decided and why, what they agreed to."""
    guard, there = guard_for(door), for_reader(door)
    page = door_page(
        door,
        guard=guard,
        children=[one.child for one in there],
        liaison=liaison_for(door),
        agreements=list(answered_by(door.ids)),
        there=there,
    )
    seen(request, door, guard, "family door")
    return shown(request, "home", page=page)


@at_the_door
@require_safe
def who_looked(request: SignedIn, door: Door) -> HttpResponse:
    """Show who looked at what is kept about them."""
    guard, children, liaison = guard_for(door), children_for(door), liaison_for(door)
    theirs = {row.worker_id for row in children if row.worker_id} | ({liaison.worker_id} if liaison else set())
    days = looked(looks_for(door, children), theirs=theirs, guard=guard)
    seen(request, door, guard, "family door")
    return shown(request, "who-looked", days=days)


def _telling_or_404(door: Door, pk: int, guard: Guard) -> Telling:
    """Return something that the reader was told and may read; anything else is not there."""
    for telling in door.tellings:
        if telling.pk == pk and told_of(telling, guard):
            return telling
    raise Http404


@at_the_door
@require_safe
def letter(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Give their own letter; its name and what it says of itself tell nothing about anybody."""
    guard = guard_for(door)
    telling = _telling_or_404(door, pk, guard)
    if guard.findings or (liaison_for(door) and person_for(liaison_for(door), [], guard) is None):
        raise Http404
    seen(request, door, guard, "family letter")
    pdf = decision_letter(telling)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="letter.pdf"'}
    )


@at_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Let the reader say back what they think; it goes into the record word for word."""
    guard = guard_for(door)
    telling = _telling_or_404(door, pk, guard)
    form = AnswerForm(request.POST if request.method == "POST" else None, answers=answers_to(telling))
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _answer(request, door, telling, form))
        except Refused as no:
            form.add_error(None, str(no))
    return shown(request, "answer", form=form, told=told_of(telling, guard))


def _answer(request: SignedIn, door: Door, telling: Telling, form: AnswerForm) -> str:
    facts = form.cleaned_data
    answering.answer(by=request.user, door=door, telling=telling, kind=facts["kind"], words=facts["words"])
    return reverse("family:home") + "#what-you-said"


@at_the_door
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Ask once more, then take back one of the reader's own agreements."""
    page = door_page(door, guard=guard_for(door), children=[], liaison=None, agreements=list(answered_by(door.ids)))
    found = next((row for row in page.agreed if row.id == pk and row.can_take_back), None)
    if request.method == "POST" and found:
        answering.withdraw_agreement(by=request.user, door=door, agreement_id=pk)
        return redirect("family:home")
    if found is None:
        raise Http404
    return shown(request, "take-back", agreed=found)
