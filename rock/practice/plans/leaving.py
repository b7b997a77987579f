"""What a colleague leaves of plans: those that they lead, and the promises that they made to do."""

from dataclasses import replace

from django.urls import reverse

from rock.accounts.models import User
from rock.practice.plans.facts import wording_of
from rock.practice.plans.models import Plan, PlanItem, PlanWording
from rock.practice.plans.services import common
from rock.practice.plans.services.writing import reword
from rock.records.models import Promise, PromiseState
from rock.teams.leaving import Left


def plans_left(user: User) -> list[Left]:
    """Return the plans that somebody leads (one query)."""
    rows = Plan.objects.filter(lead=user, ended_on__isnull=True).select_related("child").order_by("pk")
    return [Left(row.pk, row.child, "Leading the plan", reverse("plans:plan", args=[row.pk])) for row in rows]


def hand_on_plan(by: User, pk: int, to: User) -> None:
    """Let a colleague lead a plan."""
    plan = common.locked(Plan.objects.get(pk=pk))
    plan.lead = to
    plan.save(update_fields=["lead"])
    common.changed(by, plan)


def promises_left(user: User) -> list[Left]:
    """Return the open promises for a child that are somebody's own to do (one query)."""
    rows = Promise.objects.filter(owner_staff=user, state=PromiseState.OPEN, child__isnull=False)
    return [
        Left(row.pk, row.child, f"Promise due {row.due_on:%-d %B %Y}", reverse("families:person", args=[row.child.pk]))
        for row in rows.select_related("child").order_by("due_on", "pk")
        if row.child
    ]


def hand_on_promise(by: User, pk: int, to: User) -> None:
    """Give a promise to a colleague; in a plan that is a new wording, which the same readers read."""
    promise = Promise.objects.select_for_update().get(pk=pk)
    item = PlanItem.objects.filter(promise=promise, removed_at__isnull=True, plan__ended_on__isnull=True).first()
    if item:
        now = PlanWording.objects.select_related("statement", "owner", "owner_staff", "by_person").get(now_of=item)
        wording = replace(wording_of(now), owner=to)
        reword(by=by, item=item, revision=item.revision, wording=wording, by_person=now.by_person)
    else:
        promise.owner_staff = to
        promise.save(update_fields=["owner_staff"])
