"""Writing down a visit: a page for who and where, and one for each child; each is kept as a draft before anything else."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import answers_in
from rock.core.services import Refused
from rock.practice.visits.forms.child import AddForm, ChildPage
from rock.practice.visits.forms.who import WhoForm, as_sent, first_answers, interpreted
from rock.practice.visits.pictures import slots_for
from rock.practice.visits.queries.around import Around, around_or_404
from rock.practice.visits.services import drafting
from rock.practice.visits.services.drafting import Kept, subject_of
from rock.practice.visits.views.common import address, after, device, seen, steps, together_address, visit_key

both = require_http_methods(["GET", "HEAD", "POST"])


@allow(Action.RECORD_VISIT)
@both
def who(request: SignedIn, pk: int) -> HttpResponse:
    """Ask which children a visit is about, when, where, and who was there."""
    around = around_or_404(request.user, pk)
    kept = drafting.kept_all(request.user, pk)
    if request.method == "POST":
        return _sent(request, around, None, kept)
    return _logged(request, around, who_page(request, around, kept))


@allow(Action.RECORD_VISIT)
@both
def child(request: SignedIn, pk: int, child: int) -> HttpResponse:
    """Ask what was said and seen of one child: the day part by part, strengths, worries, wishes, and who may read."""
    around = around_or_404(request.user, pk)
    around.child_or_404(child)
    kept = drafting.kept_all(request.user, pk)
    if request.method == "POST":
        return _sent(request, around, child, kept)
    return _logged(request, around, child_page(request, around, kept, child))


def _logged(request: SignedIn, around: Around, page: HttpResponse) -> HttpResponse:
    seen(request, around.people, "visit")
    return page


def _sent(request: SignedIn, around: Around, child: int | None, kept: dict[str, Kept]) -> HttpResponse:
    """Keep what was typed, then go on, add parts of the day, or show what is not right yet."""
    family, answers = around.family.pk, answers_in(request.POST)
    subject = subject_of(family, child)
    if there := drafting.recorded_as(request.user, request.POST.get("visit_key", ""), subject, answers):
        return HttpResponseRedirect(there)
    if "add" in request.POST and child is not None:
        answers["parts"] = [*answers.get("parts", []), *AddForm(around, request.POST).parts()]
    try:
        version = request.POST.get("draft_version", "")
        saved = drafting.keep(by=request.user, subject=subject, answers=answers, version=version)
    except Refused as no:
        mine = kept.get(subject, Kept({}))
        return _again(request, around, child, Kept(answers, mine.version, mine.saved_at), str(no))
    if saved is None:
        return HttpResponseRedirect(address(family, child, compare=True))
    if "add" in request.POST or request.POST.get("go") == "here":
        return HttpResponseRedirect(f"{address(family, child)}#day")
    return _again(request, around, child, saved, "")


def _again(request: SignedIn, around: Around, child: int | None, mine: Kept, refused: str) -> HttpResponse:
    """Go on when the page is right; else show it again with what is wrong."""
    subject = subject_of(around.family.pk, child)
    kept = drafting.kept_all(request.user, around.family.pk)
    if not refused and _is_right(around, child, kept | {subject: mine}):
        return HttpResponseRedirect(after(steps(around, kept, subject)))
    shown = kept | {subject: mine}
    if child is None:
        return _logged(request, around, who_page(request, around, shown, refused, show=True))
    return _logged(request, around, child_page(request, around, shown, child, refused, show=True))


def _is_right(around: Around, child: int | None, kept: dict[str, Kept]) -> bool:
    if child is None:
        return WhoForm(around, as_sent(kept[subject_of(around.family.pk)].answers)).is_valid()
    return _childs_page(around, kept, child).is_valid()


def _childs_page(around: Around, kept: dict[str, Kept], child: int) -> ChildPage:
    """Return the forms of a child's page; the first page says who spoke in another language."""
    who, mine = (kept.get(subject_of(around.family.pk, of), Kept({})).answers for of in (None, child))
    return ChildPage(around, around.child_or_404(child), mine, interpreted(who))


def who_page(
    request: SignedIn, around: Around, kept: dict[str, Kept], refused: str = "", *, show: bool = False
) -> HttpResponse:
    """Return the first page of a visit as it stands; who saw it is for the caller to write down."""
    key = visit_key(request, around.family.pk, kept)
    mine = kept.get(subject_of(around.family.pk), Kept(first_answers(around, key)))
    form = WhoForm(around, as_sent(mine.answers))
    page = {"form_to_ask": form, "forms": [form], "refused": refused, "show": show}
    return _page(request, "visits/who.html", around, kept, mine, None, page)


def child_page(
    request: SignedIn, around: Around, kept: dict[str, Kept], child: int, refused: str = "", *, show: bool = False
) -> HttpResponse:
    """Return a child's page of a visit as it stands; who saw it is for the caller to write down."""
    mine = kept.get(subject_of(around.family.pk, child), Kept({}))
    asked = _childs_page(around, kept, child)
    page = {"page": asked, "add": AddForm(around), "forms": list(asked.forms), "refused": refused, "show": show}
    page |= {name: together_address(name, around.family.pk, child, asked.set) for name in ("pictures", "houses")}
    page["first_slot"] = slots_for(asked.set)[0].value
    return _page(request, "visits/child.html", around, kept, mine, child, page)


def _page(
    request: SignedIn,
    template: str,
    around: Around,
    kept: dict[str, Kept],
    mine: Kept,
    child: int | None,
    page: dict[str, Any],
) -> HttpResponse:
    family = around.family.pk
    facts = {
        "family": around.family,
        "steps": steps(around, kept, subject_of(family, child)),
        "device": device(family, child, mine, visit_key(request, family, kept)),
        "here": address(family, child),
        "wrong": [form for form in page["forms"] if page["show"] and not form.is_valid()],
    }
    return render(request, template, facts | page)
