"""The day then and now, who may read what was said of it, and the review on paper."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core import time
from rock.core.language import as_asked
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.plans.forms.doing import ReaderForm
from rock.practice.plans.models import Plan
from rock.practice.plans.picture import picture
from rock.practice.plans.presenters.then import veiled_then
from rock.practice.plans.printing_review import review_pdf
from rock.practice.plans.queries import reviews
from rock.practice.plans.queries.plan import plan_or_404
from rock.practice.plans.queries.readers import members_of, readers_offered
from rock.practice.plans.queries.then_and_now import day_held, then_and_now_from
from rock.practice.plans.views import common
from rock.practice.visits.queries.day import entries_of
from rock.practice.visits.services.sharing import share as give
from rock.practice.visits.services.sharing import stop
from rock.practice.visits.views.sharing import MOVING
from rock.records.models import Person, Statement

both = require_http_methods(["GET", "HEAD", "POST"])
OWN_WORDS = "Whoever shares it wrote it"


@allow(Action.SEE_PLAN)
@require_safe
def then(request: SignedIn, pk: int) -> HttpResponse:
    """Show the day then beside the day now: for one review, or since the plan began."""
    plan = plan_or_404(request.user, pk)
    review, since, until = _period(request, plan)
    veil = common.veil_for(request, plan)
    entries = entries_of([plan.child_id], until=until)
    found = veiled_then(then_and_now_from(plan, entries, since, until), veil)
    common.seen(request, plan, "then and now")
    may_write = request.user.may(Action.WRITE_PLAN)
    context = {
        "plan": plan,
        "review": review,
        "found": found,
        "drawing": picture(found),
        "became": reviews.became(plan, since, until, veil),
        "wishes": reviews.you_said([plan.child_id], since, until, veil),
        "came_along": reviews.came_along(plan, review, veil) if review else [],
        "people": members_of(plan, request.user) if review and may_write else [],
        "nothing": "nothing" in request.GET,
        "may_share": request.user.may(Action.SHARE_WORDS),
    }
    return render(request, "plans/then_and_now.html", context)


def _period(request: SignedIn, plan: Any) -> tuple[int | None, date, date]:
    """Return the review that was asked for and its two days; without one, from the plan's start until today."""
    given = request.GET.get("review", "")
    if not given.isdecimal():
        return None, plan.started_on, time.today()
    row = next((one for one in plan.looked if str(one["pk"]) == given), None)
    if row is None:
        raise Http404
    return row["pk"], date.fromisoformat(row["since"]), day_held(row)


def _words_or_404(plan: Plan, pk: int) -> Any:
    found = reviews.said_at_review(plan, pk)
    if found is None:
        raise Http404
    return found


def _take_back(request: SignedIn, statement: Statement, people: list[Person]) -> None:
    for one in people:
        if str(one.pk) == request.POST["take_back"]:
            stop(by=request.user, statement=statement, reader=one)


def _reader_form(request: SignedIn, plan: Plan, statement: Statement, people: list[Person]) -> ReaderForm:
    hints = {str(one.person.pk): one.because for one in readers_offered(plan, people)}
    form = ReaderForm(common.answers(request), people=people, hints=hints)
    if statement.speaker_id is None and statement.speaker_staff_id == request.user.pk:
        del form.fields["speaker_said"]  # nobody asks themselves
    return form


def _give(request: SignedIn, statement: Statement, reader: Person, said: dict[str, Any]) -> None:
    give(
        by=request.user,
        statement=statement,
        reader=reader,
        speaker_said=said.get("speaker_said", OWN_WORDS),
        knowingly=said["knowingly"],
    )


@allow(Action.SHARE_WORDS)
@both
def share(request: SignedIn, pk: int, statement_pk: int) -> HttpResponse:
    """Ask who may read what somebody said at a review; taking it back is done here too."""
    plan = plan_or_404(request.user, pk)
    statement = _words_or_404(plan, statement_pk)
    back = reverse("plans:then_and_now", args=[plan.pk])
    if not statement.stands:
        return refusal(request, MOVING, back=back)
    people = members_of(plan, request.user)
    here = reverse("plans:share_mark", args=[plan.pk, statement.pk])
    reading = reviews.readers_now(statement)
    if "take_back" in request.POST:
        _take_back(request, statement, people)
        return redirect(here)
    others = {str(one.pk): one for one in people if one.pk not in reading}
    form = _reader_form(request, plan, statement, list(others.values()))

    def act() -> str:
        _give(request, statement, others[form.cleaned_data["reader"]], form.cleaned_data)
        return here

    veil = common.veil_for(request, plan)
    return common.ask(
        request,
        form,
        act,
        plan=plan,
        title="Who may read this",
        back=back,
        template="plans/share_mark.html",
        about=veil(statement.words),
        who=str(statement.speaker or statement.speaker_staff),
        reading=[one for one in people if one.pk in reading],
    )


@allow(Action.WRITE_PLAN)
@require_safe
def paper(request: SignedIn, pk: int, review_pk: int, person_pk: int) -> HttpResponse:
    """Give the review on paper to one reader: only what is shared with them."""
    plan = plan_or_404(request.user, pk)
    review = reviews.review_or_404(plan, review_pk)
    reader = next((one for one in members_of(plan, request.user) if one.pk == person_pk), None)
    if reader is None:
        raise Http404
    common.seen(request, plan, "review print", {reader.pk})
    try:
        with as_asked(request):
            pdf = review_pdf(review, plan, reader)
    except Refused:
        return redirect(f"{reverse('plans:then_and_now', args=[plan.pk])}?review={review.pk}&nothing=1")
    headers = {"Content-Disposition": 'inline; filename="review.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
