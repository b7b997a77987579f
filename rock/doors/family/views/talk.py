"""My questions and my ideas; what I offered."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn
from rock.doors.family.access import Door, at_the_door, shown
from rock.doors.family.forms import OfferForm, QuestionForm
from rock.doors.family.guard import Guard, guard_for
from rock.doors.family.presenters.talk import asked_shown, ideas_shown
from rock.doors.family.presenters.ways_in import ways_in
from rock.doors.family.queries.around import children_around
from rock.doors.family.queries.plans import places_of
from rock.doors.family.queries.questions import ideas_of, questions_of
from rock.doors.family.queries.sharing import offers_of, offers_typed
from rock.doors.family.services import talking
from rock.doors.family.views.common import asked, both, seen
from rock.records.models import NetworkMember


@at_the_door
@both
def questions(request: SignedIn, door: Door) -> HttpResponse:
    """Show the reader's questions with their answers, and what they wrote into plans; let them ask."""
    guard = guard_for(door)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    around = children_around(door)
    children = {pk for row in around for pk in row.ids}
    page = {
        "asked": asked_shown(questions_of(door), guard),
        "ideas": ideas_shown(ideas_of(door, children)),
        "ways_in": ways_in(places_of(door, around), guard),
    }

    def act() -> str:
        talking.ask(by=request.user, door=door, words=form.cleaned_data["words"])
        return reverse("family:questions")

    if request.method != "POST":
        seen(request, door, guard, "family questions")
    return asked(request, form, act, "questions", **page)


def _lets(guard: Guard, row: NetworkMember) -> bool:
    return guard.lets(row.offers, source="offer", row=row.pk)


@at_the_door
@require_safe
def offers(request: SignedIn, door: Door) -> HttpResponse:
    """Show what the reader offered: their own words, and nobody else's about them."""
    rows, guard = offers_of(door), guard_for(door)
    if not rows:
        raise Http404
    typed = offers_typed(door)
    shown_rows = [(row.pk, row.offers) for row in rows if row.pk in typed or _lets(guard, row)]
    seen(request, door, guard, "family offer")
    return shown(request, "offers", offers=shown_rows)


@at_the_door
@both
def offer(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Let somebody of the network change what they offer, or take it back."""
    row = next((one for one in offers_of(door) if one.pk == pk), None)
    if row is None or not (pk in offers_typed(door) or _lets(guard_for(door), row)):
        raise Http404
    form = OfferForm(request.POST if request.method == "POST" else None, initial={"words": row.offers})

    def act() -> str:
        talking.change_offer(by=request.user, door=door, offer=row, words=form.cleaned_data["words"])
        return reverse("family:offers")

    return asked(request, form, act, "offer")
