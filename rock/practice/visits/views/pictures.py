"""Direct work on the worker's device: the day in pictures, part by part, and three houses; all of it flows into the visit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import Answers
from rock.core.forms import Form
from rock.core.services import Refused
from rock.practice.visits.forms.together import (
    SlotForm,
    ThreeHousesForm,
    house_answers,
    slot_answers,
    with_houses,
    with_slot,
)
from rock.practice.visits.pictures import FACES, AgeSet, age_set, pictures, slots_for
from rock.practice.visits.queries.around import families_of
from rock.practice.visits.services import drafting
from rock.practice.visits.services.drafting import subject_of
from rock.practice.visits.views.common import address, seen
from rock.reach.families import family_or_404
from rock.reach.queries import person_or_404
from rock.records.models import Person, Slot

both = require_http_methods(["GET", "HEAD", "POST"])
TRIES = 3


@dataclass(frozen=True)
class Together:
    """A child, the set of drawings for their age, and the family whose visit it flows into."""

    child: Person
    set: AgeSet
    family: int

    @property
    def query(self) -> str:
        """Return what each address carries on."""
        return f"?family={self.family}&set={int(self.set)}"


def _together(request: SignedIn, pk: int) -> Together:
    child = person_or_404(request.user, pk)
    given = request.GET.get("family", "")
    family = int(given) if given.isdigit() and len(given) < 18 else next(iter(families_of(request.user, child)), 0)
    if child.pk not in {one.pk for one in family_or_404(request.user, family).children}:
        raise Http404
    chosen = request.GET.get("set", "")
    return Together(
        child, AgeSet(int(chosen)) if chosen in {str(int(one)) for one in AgeSet} else age_set(child), family
    )


@allow(Action.RECORD_VISIT)
@both
def slot(request: SignedIn, pk: int) -> HttpResponse:
    """Ask about one part of the day with pictures, a face, and words."""
    it = _together(request, pk)
    parts = slots_for(it.set)
    given = request.GET.get("slot", "")
    here = Slot(given) if given in parts else parts[0]
    answers = drafting.kept(request.user, subject_of(it.family, pk)).answers
    form = SlotForm(it.child, it.set, here, request.POST or None, initial=slot_answers(answers, here, it.set))
    following = parts[parts.index(here) + 1 :]
    then = f"{reverse('visits:pictures', args=[pk])}{it.query}&slot={following[0]}" if following else ""
    if form.is_valid():
        goes_to = then if request.POST.get("go") != "visit" and then else address(it.family, pk)
        if _flows(request, it, form, lambda old: with_slot(old, here, it.set, form.cleaned_data)):
            return HttpResponseRedirect(goes_to)
    drawings, number = pictures(), parts.index(here) + 1
    page = {
        "tiles": [(drawings[key], words) for key, words in form.fields["pictures"].choices],  # type: ignore[attr-defined]
        "chosen": form["pictures"].value() or [],
        "faces": FACES if "face" in form.fields else (),
        "slot": here,
        "number": number,
        "count": len(parts),
        "last": not following,
        "before": f"{it.query}&slot={parts[number - 2]}" if number > 1 else "",
    }
    return _page(request, it, "visits/slot.html", form, page)


@allow(Action.RECORD_VISIT)
@both
def houses(request: SignedIn, pk: int) -> HttpResponse:
    """Ask what goes into the three houses, or islands."""
    it = _together(request, pk)
    if it.set is AgeSet.BABY:
        raise Http404
    answers = drafting.kept(request.user, subject_of(it.family, pk)).answers
    form = ThreeHousesForm(request.POST or None, initial=house_answers(answers))
    if form.is_valid() and _flows(request, it, form, lambda old: with_houses(old, form.cleaned_data)):
        return HttpResponseRedirect(address(it.family, pk))
    return _page(request, it, "visits/houses.html", form, {"islands": _islands(request)})


@allow(Action.RECORD_VISIT)
@require_safe
def print_houses(request: SignedIn, pk: int) -> HttpResponse:
    """Show the three houses on one sheet, with what is in them or empty, to be printed."""
    it = _together(request, pk)
    if it.set is AgeSet.BABY:
        raise Http404
    answers = drafting.kept(request.user, subject_of(it.family, pk)).answers
    filled = {} if "empty" in request.GET else house_answers(answers)
    return _page(request, it, "visits/print_houses.html", None, {"islands": _islands(request), "filled": filled})


def _islands(request: SignedIn) -> bool:
    return request.GET.get("as") == "islands"


def _flows(request: SignedIn, it: Together, form: Form, change: Callable[[Answers], Answers]) -> bool:
    """Put what was chosen into the child's page of the visit, on top of whatever is kept there by now."""
    subject = subject_of(it.family, it.child.pk)
    try:
        for _try in range(TRIES):
            old = drafting.kept(request.user, subject)
            new = change(old.answers)
            if drafting.keep(by=request.user, subject=subject, answers=new, version=old.version):
                return True
    except Refused as no:
        form.add_error(None, str(no))
    return False


def _page(request: SignedIn, it: Together, template: str, form: Form | None, page: dict[str, Any]) -> HttpResponse:
    seen(request, [it.child.pk], "pictures")
    back = address(it.family, it.child.pk)
    facts = {"child": it.child, "name": it.child.given_name or str(it.child), "set": it.set, "query": it.query}
    asked = {"form": form} if form is not None else {}
    return render(request, template, {"back": back, **asked, **facts, **page})
