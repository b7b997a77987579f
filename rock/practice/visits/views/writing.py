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
from rock.practice.visits.forms.who import WhoForm, as_sent, first_answers
from rock.practice.visits.queries.around import Around, around_or_404
from rock.practice.visits.services import drafting
from rock.practice.visits.services.drafting import Kept, subject_of
from rock.practice.visits.views.common import address, after, device, seen, steps

both = require_http_methods(["GET", "HEAD", "POST"])


@allow(Action.RECORD_VISIT)
@both
def who(request: SignedIn, pk: int) -> HttpResponse:
    """Ask which children a visit is about, when, where, and who was there."""
    around = around_or_404(request.user, pk)
    kept = drafting.kept_all(request.user, pk)
    mine = kept.get(subject_of(pk), Kept(first_answers(around)))
    if request.method == "POST":
        return _sent(request, around, None, mine)
    return _who_page(request, around, kept, mine, WhoForm(around, as_sent(mine.answers)))


@allow(Action.RECORD_VISIT)
@both
def child(request: SignedIn, pk: int, child: int) -> HttpResponse:
    """Ask what was said and seen of one child: the day part by part, strengths, worries, wishes, and who may read."""
    around = around_or_404(request.user, pk)
    around.child_or_404(child)
    kept = drafting.kept_all(request.user, pk)
    mine = kept.get(subject_of(pk, child), Kept({}))
    if request.method == "POST":
        return _sent(request, around, child, mine)
    return _child_page(request, around, kept, mine, child)


def _sent(request: SignedIn, around: Around, child: int | None, mine: Kept) -> HttpResponse:
    """Keep what was typed, then go on, add parts of the day, or show what is not right yet."""
    family, answers = around.family.pk, answers_in(request.POST)
    if "add" in request.POST and child is not None:
        answers["parts"] = [*answers.get("parts", []), *AddForm(around, request.POST).parts()]
    try:
        version = request.POST.get("draft_version", "")
        saved = drafting.keep(by=request.user, subject=subject_of(family, child), answers=answers, version=version)
    except Refused as no:
        return _again(request, around, child, Kept(answers, mine.version, mine.saved_at), str(no))
    if saved is None:
        return HttpResponseRedirect(address(family, child, compare=True))
    if "add" in request.POST or request.POST.get("go") == "here":
        return HttpResponseRedirect(f"{address(family, child)}#day")
    return _again(request, around, child, saved, "")


def _again(request: SignedIn, around: Around, child: int | None, mine: Kept, refused: str) -> HttpResponse:
    """Go on when the page is right; else show it again with what is wrong."""
    kept = drafting.kept_all(request.user, around.family.pk)
    pages = steps(around, kept, subject_of(around.family.pk, child))
    if child is None:
        form = WhoForm(around, as_sent(mine.answers))
        if form.is_valid() and not refused:
            return HttpResponseRedirect(after(pages))
        return _who_page(request, around, kept, mine, form, refused, show=True)
    if ChildPage(around, around.child_or_404(child), mine.answers).is_valid() and not refused:
        return HttpResponseRedirect(after(pages))
    return _child_page(request, around, kept, mine, child, refused, show=True)


def _who_page(
    request: SignedIn,
    around: Around,
    kept: dict[str, Kept],
    mine: Kept,
    form: WhoForm,
    refused: str = "",
    *,
    show: bool = False,
) -> HttpResponse:
    page = {"form_to_ask": form, "forms": [form]}
    return _page(request, "visits/who.html", around, kept, mine, None, page, refused, show)


def _child_page(
    request: SignedIn,
    around: Around,
    kept: dict[str, Kept],
    mine: Kept,
    child: int,
    refused: str = "",
    *,
    show: bool = False,
) -> HttpResponse:
    asked = ChildPage(around, around.child_or_404(child), mine.answers)
    page = {"page": asked, "add": AddForm(around), "forms": list(asked.forms)}
    return _page(request, "visits/child.html", around, kept, mine, child, page, refused, show)


def _page(
    request: SignedIn,
    template: str,
    around: Around,
    kept: dict[str, Kept],
    mine: Kept,
    child: int | None,
    page: dict[str, Any],
    refused: str,
    show: bool,
) -> HttpResponse:
    seen(request, around.people, "visit")
    pages = steps(around, kept, subject_of(around.family.pk, child))
    wrong = [form for form in page["forms"] if show and not form.is_valid()]
    facts = {"family": around.family, "steps": pages, "device": device(around.family.pk, child, mine)}
    words = {"refused": refused, "show": show, "wrong": wrong}
    return render(request, template, facts | words | page, status=200)
