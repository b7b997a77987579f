"""What has to happen: all of it on one page, what was said of why, and how it begins, is worded anew and ends."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import discard_draft
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.plans.facts import Must
from rock.practice.plans.forms.must import EndMustForm, MustForm
from rock.practice.plans.models import Plan, PlanItem
from rock.practice.plans.presenters.must import musts_shown
from rock.practice.plans.queries.must import reasons_of
from rock.practice.plans.queries.plan import item_or_404, plan_or_404, plan_page
from rock.practice.plans.queries.readers import members_of
from rock.practice.plans.services.must import must_happen, no_longer_must
from rock.practice.plans.views import common
from rock.records.models import Promise, PromiseState

both = require_http_methods(["GET", "HEAD", "POST"])
DRAFT = "plan must"
NOT_HERE = Refused("Part of this would give away a hidden address. Ask the team manager to change it.")


@allow(Action.SEE_PLAN)
@require_safe
def must(request: SignedIn, pk: int) -> HttpResponse:
    """Show what has to happen, with why, who decided and what the family says; and what no longer has to."""
    plan = plan_or_404(request.user, pk)
    page, veil = plan_page(plan, request.user), common.veil_for(request, plan)
    found = musts_shown(page, reasons_of(plan, veil), veil)
    common.seen(request, plan, "plan must", {member["person"] for member in page.members})
    may_write = request.user.may(Action.WRITE_PLAN) and not plan.ended_on
    return render(request, "plans/must.html", {"plan": plan, "found": found, "may_write": may_write})


def _open_or_404(plan: Plan, item_pk: int) -> tuple[PlanItem, Promise]:
    item = item_or_404(plan, item_pk)
    if item.promise is None or item.promise.state != PromiseState.OPEN or plan.ended_on:
        raise Http404
    return item, item.promise


def _page(plan: Plan) -> str:
    return reverse("plans:must", args=[plan.pk])


@allow(Action.WRITE_PLAN)
@both
def happen(request: SignedIn, pk: int, item_pk: int) -> HttpResponse:
    """Say that a promise has to happen, or say anew why, and who decided."""
    plan = plan_or_404(request.user, pk)
    item, promise = _open_or_404(plan, item_pk)
    veil = common.veil_for(request, plan)
    if veil(promise.why) != promise.why:
        return refusal(request, NOT_HERE, back=_page(plan))
    reading = {reader.pk for reader in members_of(plan, request.user)} & set(item.readers)  # type: ignore[attr-defined]
    form = MustForm(
        common.answers(request),
        user=request.user,
        colleagues=common.colleagues(request.user, plan),
        readers=[str(one) for one in members_of(plan, request.user) if one.pk in reading],
        initial={"why": promise.why, "decided_by": promise.decided_by_id or request.user.pk},
    )
    slot = common.draft_of(request, form, DRAFT, str(item.pk))

    def act() -> str:
        given = form.cleaned_data
        must_happen(by=request.user, promise=promise, must=Must(given["why"], given["decided_by"]))
        discard_draft(by=request.user, form=DRAFT, subject=str(item.pk))
        return _page(plan)

    title = "Why it has to happen"
    return common.ask(
        request, form, act, plan=plan, title=title, back=_page(plan), draft=slot, about=veil(promise.what)
    )


@allow(Action.WRITE_PLAN)
@both
def end(request: SignedIn, pk: int, item_pk: int) -> HttpResponse:
    """Say why a promise no longer has to happen, and who decided."""
    plan = plan_or_404(request.user, pk)
    item, promise = _open_or_404(plan, item_pk)
    if not promise.has_to_happen:
        raise Http404
    form = EndMustForm(common.answers(request), user=request.user, colleagues=common.colleagues(request.user, plan))
    slot = common.draft_of(request, form, f"{DRAFT} end", str(item.pk))

    def act() -> str:
        no_longer_must(by=request.user, promise=promise, **form.cleaned_data)
        discard_draft(by=request.user, form=f"{DRAFT} end", subject=str(item.pk))
        return _page(plan)

    about = common.veil_for(request, plan)(promise.what)
    title = "It no longer has to happen"
    return common.ask(request, form, act, plan=plan, title=title, back=_page(plan), draft=slot, about=about)
