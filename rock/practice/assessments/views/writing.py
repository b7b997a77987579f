"""Writing an assessment: it starts; a passage; the factors; why money could not be looked at."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core import time
from rock.core.drafts import answers_in, discard_draft, save_draft
from rock.core.services import Refused
from rock.core.three_way import EditedMeanwhile, typed_again
from rock.practice.assessments.forms import CouldNotForm, FactorsForm, PassageForm, StartForm
from rock.practice.assessments.models import Assessment, Heading
from rock.practice.assessments.queries.page import assessment_or_404
from rock.practice.assessments.queries.quoting import Quotable, quotable
from rock.practice.assessments.services.money import MoneyNeeded, record_money_first
from rock.practice.assessments.services.starting import start
from rock.practice.assessments.services.writing import save_passage, set_factors
from rock.practice.assessments.views.common import answers, ask, draft_of, seen, tabs_of, veil_for
from rock.practice.assessments.words import HINTS, MONEY_LINKS
from rock.practice.requests.views.checking import words_to_think_about
from rock.reach.queries import person_or_404

DRAFT = "assessment"


def _here(assessment: Assessment) -> str:
    return reverse("assessments:show", args=[assessment.pk])


@allow(Action.WRITE_ASSESSMENT)
def begin(request: SignedIn, pk: int) -> HttpResponse:
    """Start the assessment of a child."""
    child = person_or_404(request.user, pk)
    form = StartForm(answers(request), initial={"started_on": time.today()})

    def act() -> str:
        return _here(start(by=request.user, child=child, started_on=form.cleaned_data["started_on"]))

    title = f"Start the assessment of {child}"
    return ask(request, form, act, title=title, back=reverse("assessments:list"), people=[child.pk], button="Start")


@allow(Action.WRITE_ASSESSMENT)
def say(request: SignedIn, pk: int, heading: str) -> HttpResponse:
    """Write a passage, with what visits brought to be ticked in; two who write at once see both wordings."""
    found = assessment_or_404(request.user, pk)
    if heading not in Heading.values:
        raise Http404
    kind = Heading(heading)
    now = found.passages.filter(heading=kind).select_related("statement").first()
    if now and veil_for(request, found).tokens.betrayed_by(now.statement.words):
        raise Http404
    offers = quotable(found, kind)
    start_with = {
        "words": now.statement.words if now else _prefill(kind, offers),
        "revision": now.revision if now else 0,
    }
    options: dict[str, Any] = {"quotable": offers, "money": kind == Heading.MONEY and now is None}
    form = PassageForm(answers(request), initial=start_with, **options)
    slot = draft_of(request, form, DRAFT, f"{pk}-{heading}")
    page: dict[str, Any] = {"assessment": found, "heading": kind, "hint": HINTS[kind], "draft": slot, "edited": None}
    if request.method == "POST" and "put_in" in request.POST:
        form = PassageForm(_with(request, form), **options)
    elif form.is_valid():
        form, page = _saved(request, found, kind, form, options, page)
        if form is None:
            return redirect(_here(found))
    seen(request, [found.referral.child_id], "assessment edit")
    page |= {"form": form, "links": MONEY_LINKS if kind == Heading.MONEY else ()}
    return render(request, "assessments/say.html", {"report": None, "money": None, **page})


def _prefill(kind: Heading, offers: list[Quotable]) -> str:
    return "\n\n".join(one.text for one in offers) if kind == Heading.MONEY else ""


def _with(request: SignedIn, form: PassageForm) -> Any:
    """Return what was typed with what was ticked put in, the boxes empty again."""
    data = request.POST.copy()
    data["words"] = form.put_in()
    for name in ("quotes", "looked_at", "put_in"):
        data.pop(name, None)
    return data


def _saved(
    request: SignedIn,
    found: Assessment,
    kind: Heading,
    form: PassageForm,
    options: dict[str, Any],
    page: dict[str, Any],
) -> tuple[Any, dict[str, Any]]:
    """Save the passage and return no form; or the form again, with what stands in the way."""
    report = words_to_think_about(request, form, "words", kept=str(form.initial["words"]))
    if report is not None:
        return form, page | {"report": report}
    words, revision = form.put_in(), form.cleaned_data["revision"]
    try:
        save_passage(by=request.user, assessment=found, heading=kind, words=words, revision=revision)
    except EditedMeanwhile as edited:
        data = typed_again(_with(request, form), edited, words="words")
        return PassageForm(data, **options), page | {"edited": edited}
    except MoneyNeeded as no:
        save_draft(by=request.user, form=DRAFT, subject=f"{found.pk}-{kind}", answers=answers_in(request.POST))
        form.add_error(None, str(no))
        return form, page | {"money": found}
    except Refused as no:
        form.add_error(None, str(no))
        return form, page
    discard_draft(by=request.user, form=DRAFT, subject=f"{found.pk}-{kind}")
    return None, page


@allow(Action.WRITE_ASSESSMENT)
def factors(request: SignedIn, pk: int) -> HttpResponse:
    """Tick the factors found, in the codes of the census with plain words."""
    found = assessment_or_404(request.user, pk)
    form = FactorsForm(answers(request), ticked=found.factors.order_by("code").values_list("code", flat=True))

    def act() -> str:
        set_factors(by=request.user, assessment=found, codes=form.codes(), began_with=form.began_with())
        return _here(found)

    return ask(
        request,
        form,
        act,
        title=f"What was found about {found.referral.child}",
        back=_here(found),
        people=[found.referral.child_id],
        template="assessments/factors.html",
        assessment=found,
        tabs=tabs_of(request, found, "factors"),
    )


@allow(Action.WRITE_ASSESSMENT)
def could_not(request: SignedIn, pk: int) -> HttpResponse:
    """Write down why the money side could not be looked at."""
    found = assessment_or_404(request.user, pk)
    form = CouldNotForm(answers(request))

    def act() -> str:
        record_money_first(by=request.user, assessment=found, **form.cleaned_data)
        return _here(found)

    title = "Money could not be looked at"
    return ask(request, form, act, title=title, back=_here(found), people=[found.referral.child_id])
