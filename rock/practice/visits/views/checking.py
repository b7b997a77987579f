"""The last page of a visit: read it back as the record will look, then keep it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import Answers
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.practice.visits.queries.around import Around, around_or_404
from rock.practice.visits.queries.mine import kept_with
from rock.practice.visits.readback import read_back
from rock.practice.visits.services import drafting
from rock.practice.visits.services.drafting import Kept, subject_of
from rock.practice.visits.services.recording import record_visit
from rock.practice.visits.typed import Pages, facts_of, pages_of
from rock.practice.visits.views.common import address, forget_key, seen, steps, visit_key
from rock.reach.families import family_or_404


@allow(Action.RECORD_VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: SignedIn, pk: int) -> HttpResponse:
    """Show the visit as it will stand in the record, with what is not right yet; keep it when it is sent."""
    if request.method == "POST":
        return _kept_or_shown(request, pk)
    return _page(request, around_or_404(request.user, pk))


def _kept_or_shown(request: SignedIn, pk: int) -> HttpResponse:
    try:
        return once_per_form(request, lambda: _keep(request, pk))
    except Refused as no:
        return _page(request, around_or_404(request.user, pk), str(no))


def _keep(request: SignedIn, pk: int) -> str:
    around = around_or_404(request.user, pk)
    if known := _known(request, around):
        return known
    if drafting.waiting(request.user, pk):
        raise Refused("Another version of this visit waits to be compared. Compare the two first.")
    pages = _pages(around, drafting.kept_all(request.user, pk))
    if pages.wrong():
        raise Refused("Something on another page is not right yet. Open the pages named below.")
    visit = record_visit(by=request.user, facts=facts_of(pages))
    there = reverse("day:visit", args=[visit.pk])
    drafting.finish(by=request.user, family=pk, key=str(visit.key), url=there)
    forget_key(request, pk)
    messages.success(request, "The visit is kept.")
    return there


def _known(request: SignedIn, around: Around) -> str:
    """Return where the visit of this page stands when it was kept in another window meanwhile."""
    key = request.POST.get("visit_key", "")
    if not drafting.is_recorded(key):
        return ""
    mine = kept_with(key, request.user, around.family)
    return reverse("day:visit", args=[mine.pk]) if mine else ""


def _pages(around: Around, kept: dict[str, Kept]) -> Pages:
    family = around.family.pk
    children: dict[int, Answers] = {
        child.pk: kept[subject].answers
        for child in around.children
        if (subject := subject_of(family, child.pk)) in kept
    }
    return pages_of(around, kept.get(subject_of(family), Kept({})).answers, children)


def _page(request: SignedIn, around: Around, refused: str = "") -> HttpResponse:
    family, kept = around.family.pk, drafting.kept_all(request.user, around.family.pk)
    pages = _pages(around, kept)
    wrong = pages.wrong()
    facts = None if wrong else facts_of(pages)
    seen(request, around.people, "visit")
    page = {
        "family": around.family,
        "steps": steps(around, kept, "check"),
        "refused": refused,
        "wrong": [(_name(around, child), address(family, child)) for child in wrong],
        "compare": [
            (_name(around, child), address(family, child, compare=True))
            for child in _children_in(drafting.waiting(request.user, family))
        ],
        "facts": facts,
        "here": reverse("visits:check", args=[family]),
        "key": visit_key(request, family, kept),
        "children": read_back(facts) if facts else [],
    }
    return render(request, "visits/check.html", page)


def _children_in(subjects: set[str]) -> list[int | None]:
    ids = (subject.partition("/")[2] for subject in sorted(subjects))
    return [int(pk) if pk else None for pk in ids]


def _name(around: Around, child: int | None) -> str:
    return "Who and where" if child is None else around.called.get(child, "Who and where")


@allow(Action.RECORD_VISIT)
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Throw away what was written of a visit that is not wanted."""
    found = family_or_404(request.user, pk)
    drafting.discard(by=request.user, family=found.family.pk)
    forget_key(request, pk)
    return HttpResponseRedirect(reverse("families:family", args=[pk]))
