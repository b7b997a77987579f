"""Writing down a review, a page for each part: who took part, each part of the day, promises, wishes, what changed it.

Each page is a draft of its own, so a session that ends in the middle loses nothing; the first page of all keeps the review.
"""

from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import answers_in, save_draft
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.plans.forms.reviewing import KeyForm
from rock.practice.plans.queries.plan import plan_or_404
from rock.practice.plans.services.reviewing import hold_review
from rock.practice.plans.views import common
from rock.practice.plans.written_review import FORM, WHO, Written

both = require_http_methods(["GET", "HEAD", "POST"])
ENDED = Refused("This plan has ended, so it is not reviewed any more.")


@allow(Action.WRITE_PLAN)
@both
def review(request: SignedIn, pk: int) -> HttpResponse:
    """Show what is written of a review so far, and keep it."""
    plan = plan_or_404(request.user, pk)
    back = reverse("plans:plan", args=[plan.pk])
    if plan.ended_on:
        return refusal(request, ENDED, back=back)
    written = Written(request.user, plan, common.veil_for(request, plan))
    form = KeyForm(common.answers(request), initial={"key": str(uuid4())})

    def act() -> str:
        row = hold_review(by=request.user, plan=plan, facts=written.facts(_key(form.cleaned_data["key"])))
        written.discard()
        return f"{reverse('plans:then_and_now', args=[plan.pk])}?review={row.pk}"

    return common.ask(
        request,
        form,
        act,
        plan=plan,
        title="Write down a review",
        back=back,
        button="Keep this review",
        template="plans/review.html",
        parts=written.parts(),
    )


def _key(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        return uuid4()


@allow(Action.WRITE_PLAN)
@both
def part(request: SignedIn, pk: int, part: str) -> HttpResponse:
    """Ask one part of a review; a right answer is kept as it was typed, and leads to the next part."""
    plan = plan_or_404(request.user, pk)
    if plan.ended_on:
        return refusal(request, ENDED, back=reverse("plans:plan", args=[plan.pk]))
    written = Written(request.user, plan, common.veil_for(request, plan))
    if not written.is_part(part):
        raise Http404
    if part != WHO and not written.has(WHO):
        return HttpResponseRedirect(reverse("plans:review_part", args=[plan.pk, WHO]))
    subject = written.subject(part)
    form = written.form(part, request.POST if request.method == "POST" else None)
    slot = common.draft_of(request, form, FORM, subject)
    if request.method == "POST" and form.is_valid():
        save_draft(by=request.user, form=FORM, subject=subject, answers=answers_in(request.POST))
        return HttpResponseRedirect(written.after(part))
    common.seen(request, plan, "review")
    page = {"plan": plan, "form": form, "draft": slot, "title": written.title(part), "said": written.said(part)}
    return render(request, "plans/review_part.html", page | {"back": reverse("plans:review", args=[plan.pk])})
