"""Direct work on the worker's device: the day in pictures, part by part, and three houses; all of it flows into the visit."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import Answers
from rock.core.forms import Form
from rock.core.services import Refused
from rock.practice.visits.forms.together import house_answers, with_houses, with_slot
from rock.practice.visits.pictures import AgeSet, age_set, slots_for
from rock.practice.visits.queries.around import families_of
from rock.practice.visits.services import drafting
from rock.practice.visits.services.drafting import subject_of
from rock.practice.visits.views.common import address, seen
from rock.practice.visits.views.together import Together, houses_form, houses_page, shown, slot_form, slot_page
from rock.reach.families import family_or_404
from rock.reach.queries import person_or_404
from rock.records.models import Slot

both = require_http_methods(["GET", "HEAD", "POST"])
TRIES = 3


def _together(request: SignedIn, pk: int) -> Together:
    child = person_or_404(request.user, pk)
    given = request.GET.get("family", "")
    family = int(given) if given.isdigit() and len(given) < 18 else next(iter(families_of(request.user, child)), 0)
    if child.pk not in {one.pk for one in family_or_404(request.user, family).children}:
        raise Http404
    chosen = request.GET.get("set", "")
    for_set = AgeSet(int(chosen)) if chosen in {str(int(one)) for one in AgeSet} else age_set(child)
    return Together(child, for_set, family, drafting.kept_all(request.user, family))


@allow(Action.RECORD_VISIT)
@both
def slot(request: SignedIn, pk: int) -> HttpResponse:
    """Ask about one part of the day with pictures, a face, and words."""
    it = _together(request, pk)
    parts = slots_for(it.set)
    given = request.GET.get("slot", "")
    here = Slot(given) if given in parts else parts[0]
    form = slot_form(it, here, request.POST or None)
    if form.is_valid() and _flows(request, it, form, lambda old: with_slot(old, here, it.set, form.cleaned_data)):
        to_visit = request.POST.get("go") == "visit" or here == parts[-1]
        return HttpResponseRedirect(address(it.family, pk) if to_visit else it.slot(parts[parts.index(here) + 1]))
    return _logged(request, it, slot_page(request, it, here, form))


@allow(Action.RECORD_VISIT)
@both
def houses(request: SignedIn, pk: int) -> HttpResponse:
    """Ask what goes into the three houses, or islands."""
    it = _together(request, pk)
    if it.set is AgeSet.BABY:
        raise Http404
    form = houses_form(it, request.POST or None)
    if form.is_valid() and _flows(request, it, form, lambda old: with_houses(old, form.cleaned_data)):
        return HttpResponseRedirect(address(it.family, pk))
    return _logged(request, it, houses_page(request, it, form, islands=_islands(request)))


@allow(Action.RECORD_VISIT)
@require_safe
def print_houses(request: SignedIn, pk: int) -> HttpResponse:
    """Show the three houses on one sheet, with what is in them or empty, to be printed."""
    it = _together(request, pk)
    if it.set is AgeSet.BABY:
        raise Http404
    filled = {} if "empty" in request.GET else house_answers(it.answers)
    here = it.houses(islands=_islands(request), name="print_houses")
    page: dict[str, Any] = {"islands": _islands(request), "filled": filled, "empty": f"{here}&empty=1"}
    return _logged(request, it, shown(request, it, "visits/print_houses.html", page))


def _islands(request: SignedIn) -> bool:
    return request.GET.get("as") == "islands"


def _logged(request: SignedIn, it: Together, page: HttpResponse) -> HttpResponse:
    seen(request, [it.child.pk], "pictures")
    return page


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
