"""Visits that a worker takes along where there is no signal: the list of them, and all pages of one in one answer."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.practice.visits.pictures import AgeSet, age_set, slots_for
from rock.practice.visits.queries.around import Around, around_or_404
from rock.practice.visits.queries.mine import by_name, my_families
from rock.practice.visits.services import drafting
from rock.practice.visits.services.drafting import Kept
from rock.practice.visits.views.common import address, seen, steps
from rock.practice.visits.views.together import Together, houses_form, houses_page, slot_form, slot_page
from rock.practice.visits.views.writing import child_page, who_page

# How many families’ pages one device keeps: a phone that is lost should not hold a whole caseload.
MOST_TAKEN = 8


@allow(Action.RECORD_VISIT)
@require_safe
def with_me(request: SignedIn) -> HttpResponse:
    """List somebody’s families, so that a visit can be begun, or taken along first."""
    found = my_families(request.user)
    seen(request, [child.pk for one in found for child in one.children], "my_children")
    return render(
        request,
        "visits/with_me.html",
        {"first": found[:MOST_TAKEN], "others": by_name(found[MOST_TAKEN:]), "most": MOST_TAKEN},
    )


@allow(Action.RECORD_VISIT)
@require_POST
def take(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out every page on which a visit to a family is written, drawings too, for the device to seal (decision 0019)."""
    around = around_or_404(request.user, pk)
    kept = drafting.kept_all(request.user, pk)
    seen(request, around.people, "visit_taken_along")
    pages = {
        address(pk): who_page(request, around, kept),
        reverse("visits:check", args=[pk]): _without_signal(request, around, kept),
    }
    for child in around.children:
        pages[address(pk, child.pk)] = child_page(request, around, kept, child.pk)
        pages |= _used_together(request, Together(child, age_set(child), pk, kept))
    return JsonResponse({"pages": {path: page.content.decode() for path, page in pages.items()}})


def _used_together(request: SignedIn, it: Together) -> dict[str, HttpResponse]:
    pages = {it.slot(one): slot_page(request, it, one, slot_form(it, one)) for one in slots_for(it.set)}
    if it.set is not AgeSet.BABY:
        for islands in (False, True):
            pages[it.houses(islands=islands)] = houses_page(request, it, houses_form(it), islands=islands)
    return pages


def _without_signal(request: SignedIn, around: Around, kept: dict[str, Kept]) -> HttpResponse:
    """Return what stands in place of reading back while there is no signal: the record’s rules are asked on the server alone."""
    page = {"family": around.family, "steps": steps(around, kept, "check")}
    return render(request, "visits/without_signal.html", page)
