"""When two versions of a page of a visit were written, they are shown beside each other and made one."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.practice.visits.comparing import BOTH, HERE, OTHER, Difference, differences, joined
from rock.practice.visits.queries.around import around_or_404
from rock.practice.visits.services import drafting
from rock.practice.visits.services.drafting import subject_of
from rock.practice.visits.views.common import address, seen


@allow(Action.RECORD_VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: SignedIn, pk: int, child: int | None = None) -> HttpResponse:
    """Show what differs between what is kept here and what came meanwhile; the answers make them one."""
    around = around_or_404(request.user, pk)
    person = around.child_or_404(child) if child is not None else None
    subject = subject_of(pk, child)
    here, other = drafting.kept(request.user, subject), drafting.beside(request.user, subject)
    if other is None:
        return HttpResponseRedirect(address(pk, child))
    found = differences(around, person, here.answers, other.answers)
    if request.method == "POST" and request.POST.get("versions") == f"{here.version} {other.version}":
        choices = {one.name: _choice(one, request.POST.get(f"choose-{n}", "")) for n, one in enumerate(found)}
        one = joined(here.answers, other.answers, choices)
        drafting.settle(by=request.user, subject=subject, answers=one, other=other)
        return HttpResponseRedirect(address(pk, child))
    seen(request, around.people, "visit")
    page = {
        "family": around.family,
        "child": person,
        "found": found,
        "here": here,
        "other": other,
        "back": address(pk, child),
        "again": request.method == "POST",
    }
    return render(request, "visits/compare.html", page)


def _choice(one: Difference, given: str) -> str:
    if given in {HERE, OTHER}:
        return given
    return BOTH if one.can_be_both else HERE if one.here else OTHER
