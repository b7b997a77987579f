"""Starting a plan, who writes it, keeping it as agreed, how it stands, its end."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core import time
from rock.core.drafts import discard_draft
from rock.practice.assessments.queries.around import last_decided
from rock.practice.plans.forms.doing import EndForm, EndReaderForm, MemberForm, StandingForm, StartForm, VersionForm
from rock.practice.plans.models import Part, Standing
from rock.practice.plans.queries.people import around, family_of
from rock.practice.plans.queries.plan import plan_or_404, standing_plan
from rock.practice.plans.queries.quoting import quotable
from rock.practice.plans.queries.readers import members_of
from rock.practice.plans.services import starting
from rock.practice.plans.services.readers import share_ending as share_why
from rock.practice.plans.services.saying import keep_version
from rock.practice.plans.services.standing import change_standing, end_plan
from rock.practice.plans.views import common
from rock.practice.requests.models import ClosureReason
from rock.reach.queries import person_or_404, who_reaches
from rock.records.models import Person

both = require_http_methods(["GET", "HEAD", "POST"])


@allow(Action.WRITE_PLAN)
@both
def start(request: SignedIn, child_pk: int) -> HttpResponse:
    """Start a child's plan; what was noticed and wished for is offered to be quoted in."""
    child = person_or_404(request.user, child_pk)
    standing = standing_plan(child)
    if standing and request.method != "POST":
        return redirect("plans:plan", standing.pk)
    family = family_of(child)
    if family is None:
        raise Http404
    people = around(request.user, family, child)
    offered: dict[str, Any] = {"family": people, "said": quotable(child)}
    offered["colleagues"] = [one for one in who_reaches(child) if one.pk != request.user.pk]
    form = StartForm(common.answers(request), user=request.user, decided=last_decided(child), **offered)

    def act() -> str:
        given = form.cleaned_data
        plan = starting.start_plan(
            by=request.user,
            family=family,
            child=child,
            standing=Standing(given["standing"]),
            review_on=given["review_on"],
            lead=given["lead"],
            partner_lead=given["partner_lead"],
            quotes=[form.said[pk] for pk in given.get("quotes", [])],
            members=[(form.family[pk], _part(form.family[pk], child)) for pk in given["members"]],
        )
        return reverse("plans:plan", args=[plan.pk])

    title, back = f"Start a plan with {child}", reverse("families:person", args=[child.pk])
    return common.ask(request, form, act, about_child=child.pk, title=title, back=back, button="Start the plan")


def _part(person: Person, child: Person) -> Part:
    if person.pk == child.pk:
        return Part.CHILD
    return Part.PARENT if getattr(person, "is_parent", False) else Part.NETWORK


@allow(Action.WRITE_PLAN)
@both
def people(request: SignedIn, pk: int) -> HttpResponse:
    """Show who writes the plan with us, and add somebody of the family or its network."""
    plan = plan_or_404(request.user, pk)
    members = members_of(plan, request.user)
    others = [one for one in around(request.user, plan.family, plan.child) if one not in members]
    form = MemberForm(common.answers(request), people=others)
    by_key = {str(one.pk): one for one in others}

    def act() -> str:
        given = form.cleaned_data
        starting.add_member(by=request.user, plan=plan, person=by_key[given["person"]], part=Part(given["part"]))
        return reverse("plans:people", args=[plan.pk])

    return common.ask(
        request,
        form,
        act,
        plan=plan,
        title="Who writes this plan",
        back=common.back_to(request, plan),
        button="Add them",
        template="plans/people.html",
        members=members,
    )


@allow(Action.WRITE_PLAN)
@require_POST
def leave(request: SignedIn, pk: int, person_pk: int) -> HttpResponse:
    """End somebody's part in the plan."""
    plan = plan_or_404(request.user, pk)
    found = next((one for one in members_of(plan, request.user) if one.pk == person_pk), None)
    if found is None:
        raise Http404
    starting.remove_member(by=request.user, plan=plan, person=found)
    return redirect("plans:people", plan.pk)


@allow(Action.WRITE_PLAN)
@both
def agree(request: SignedIn, pk: int) -> HttpResponse:
    """Keep the plan as it reads now, with what each person says to it."""
    plan = plan_or_404(request.user, pk)
    form = VersionForm(common.answers(request), people=members_of(plan, request.user))

    def act() -> str:
        keep_version(by=request.user, plan=plan, answers=form.answers(), agreed_on=form.cleaned_data["agreed_on"])
        return reverse("plans:versions", args=[plan.pk])

    title = "Keep the plan as it was talked through"
    return common.ask(request, form, act, plan=plan, title=title, back=common.back_to(request, plan), button="Keep it")


@allow(Action.WRITE_PLAN)
@both
def standing(request: SignedIn, pk: int) -> HttpResponse:
    """Let the same plan stand as something else."""
    plan = plan_or_404(request.user, pk)
    workers = list(who_reaches(plan.child))
    begin = {"lead": plan.lead_id, "partner_lead": plan.partner_lead, "on": time.today()}
    form = StandingForm(common.answers(request), workers=workers, initial=begin)

    def act() -> str:
        given = form.cleaned_data
        change_standing(
            by=request.user,
            plan=plan,
            standing=Standing(given["standing"]),
            on=given["on"],
            lead=given["lead"],
            partner_lead=given["partner_lead"],
        )
        return common.back_to(request, plan)

    title = "What kind of plan it is"
    return common.ask(request, form, act, plan=plan, title=title, back=common.back_to(request, plan))


@allow(Action.WRITE_PLAN)
@both
def end(request: SignedIn, pk: int) -> HttpResponse:
    """End the plan, in words for the family, with a named partner who stays."""
    plan = plan_or_404(request.user, pk)
    form = EndForm(common.answers(request), initial={"on": time.today(), "closure_reason": ClosureReason.RC7})
    slot = common.draft_of(request, form, "plan end", str(plan.pk))

    def act() -> str:
        given = form.cleaned_data
        end_plan(
            by=request.user,
            plan=plan,
            words=given["words"],
            partner=given["partner"],
            on=given["on"],
            drop_open_because=given["because"],
            closure_reason=ClosureReason(given["closure_reason"]),
        )
        discard_draft(by=request.user, form="plan end", subject=str(plan.pk))
        return reverse("plans:plan", args=[plan.pk])

    back = common.back_to(request, plan)
    return common.ask(request, form, act, plan=plan, title="End the plan", back=back, button="End the plan", draft=slot)


@allow(Action.SHARE_WORDS)
@both
def share_ending(request: SignedIn, pk: int) -> HttpResponse:
    """Let one member of a plan that ended read why, and who stays with the family."""
    plan = plan_or_404(request.user, pk)
    if plan.ended_because is None:
        raise Http404
    people = {str(person.pk): person for person in members_of(plan, request.user)}
    form = EndReaderForm(common.answers(request), people=list(people.values()))
    back = reverse("plans:plan", args=[plan.pk])

    def act() -> str:
        share_why(by=request.user, plan=plan, reader=people[form.cleaned_data["reader"]])
        return back

    return common.ask(request, form, act, plan=plan, title="Let somebody read why the plan ended", back=back)
