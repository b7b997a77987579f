"""As what a plan stands, and its end: early help, child in need and protection are one plan with another standing."""

from dataclasses import dataclass
from datetime import date

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.core.words import count_of
from rock.practice.assessments.models import Assessment
from rock.practice.plans.models import CINPlan, Plan, PlanStanding, Standing
from rock.practice.plans.services import common
from rock.practice.plans.services.checking import open_promises
from rock.practice.plans.services.promises import close_promise
from rock.practice.requests.models import ClosureReason, Referral
from rock.practice.requests.services.closing import close_referral
from rock.records.models import EventKind, PromiseState
from rock.records.queries.people import one_person
from rock.teams.services.allocating import refresh_child

IN_AN_EPISODE = {Standing.IN_NEED, Standing.PROTECTION}


def open_referral(child_id: int) -> Referral | None:
    """Return the referral on which the child's episode is open, the latest first."""
    rows = Referral.objects.filter(child__in=one_person([child_id]), closed_on__isnull=True, no_further_action=False)
    return rows.order_by("-referred_on", "-pk").first()


def open_standing(by: User, plan: Plan, standing: Standing, on: date, referral: Referral | None = None) -> PlanStanding:
    """Let a plan stand as something from a day; child in need is told to the census with the referral."""
    found = referral or (open_referral(plan.child_id) if standing in IN_AN_EPISODE else None)
    if standing in IN_AN_EPISODE:
        if found is None:
            raise Refused(
                "No referral is open for this child. Record the referral first, or keep the plan as early help."
            )
        if plan.lead_id is None:
            raise Refused("Name the worker who leads it: a partner cannot lead a plan of this kind alone.")
        if on < found.referred_on:
            raise Refused("The plan cannot stand so before the child was referred. Enter a later day.")
    row = PlanStanding(plan=plan, standing=standing, starts=on, referral=found, decided_by=by)
    if standing == Standing.IN_NEED and found:
        row.cin_plan = _cin_plan(found, on)
    row.save()
    return row


def _cin_plan(referral: Referral, on: date) -> CINPlan:
    """Return the census's row: one that is open already and belongs to no plan, or a new one."""
    held = CINPlan.objects.filter(referral=referral, ended_on__isnull=True, standing__isnull=True).first()
    return held or CINPlan.objects.create(referral=referral, started_on=on, recorded_at=time.now())


def _end_standing(plan: Plan, on: date) -> PlanStanding:
    row = PlanStanding.objects.select_related("cin_plan").get(plan=plan, ends__isnull=True)
    if on < row.starts:
        raise Refused("It has stood as it does from a later day. Enter that day, or one after it.")
    row.ends = on
    row.save(update_fields=["ends"])
    if row.cin_plan and row.cin_plan.ended_on is None:
        row.cin_plan.ended_on = on
        row.cin_plan.save(update_fields=["ended_on"])
    return row


@service
def change_standing(
    *,
    by: User,
    plan: Plan,
    standing: Standing,
    on: date | None = None,
    lead: User | None = None,
    partner_lead: str | None = None,
    referral: Referral | None = None,
) -> PlanStanding:
    """Let the same plan stand as something else from a day; who leads it stays, unless another is named."""
    row, day = common.locked(plan), on or time.today()
    if day > time.today():
        raise Refused("Enter today or a day that has been.")
    if row.standings.filter(ends__isnull=True, standing=standing).exists():
        raise Refused("The plan stands so already.")
    _end_standing(row, day)
    if lead:
        row.lead = lead
    if partner_lead is not None:
        row.partner_lead = partner_lead.strip()
    if row.lead is None and not row.partner_lead:
        raise Refused("Name who leads the plan: a worker, or a partner and where they work.")
    row.save(update_fields=["lead", "partner_lead"])
    now = open_standing(by, row, standing, day, referral)
    common.changed(by, row, EventKind.PLAN_STANDING)
    return now


@dataclass(frozen=True)
class Ended:
    """A plan that ended; the referral that closed with it, or what else still runs."""

    plan: Plan
    closed: Referral | None
    still_runs: list[str]


@service
def end_plan(
    *,
    by: User,
    plan: Plan,
    words: str,
    partner: str,
    on: date | None = None,
    drop_open_because: str = "",
    closure_reason: ClosureReason = ClosureReason.RC7,
) -> Ended:
    """End a plan in words for the family, with a named partner who stays; its referral closes when nothing else runs."""
    row, day = common.locked(plan), on or time.today()
    if not words.strip():
        raise Refused("Write why the plan ends, in words for the family.")
    if not partner.strip():
        raise Refused("Name who stays with the family, and where they work: somebody they can turn to.")
    if not row.started_on <= day <= time.today():
        raise Refused("Enter the day on which it ends: not before it began, and not a day to come.")
    _close_what_is_open(by, row, drop_open_because)
    referral = _end_standing(row, day).referral
    row.ended_on, row.partner_lead = day, partner.strip()
    row.ended_because = common.said_for_plan(by, row, "plan_ended", words)
    row.save(update_fields=["ended_on", "partner_lead", "ended_because"])
    refresh_child(by=by, child=row.child)
    common.changed(by, row, EventKind.PLAN_ENDED)
    runs = _still_runs(referral) if referral else []
    if referral and referral.closed_on is None and not runs:
        close_referral(by=by, referral=referral, reason=closure_reason, on=day)
        return Ended(row, referral, [])
    return Ended(row, None, runs)


def _close_what_is_open(by: User, plan: Plan, because: str) -> None:
    standing = open_promises(plan.child)
    if standing and not because.strip():
        raise Refused(
            f"{count_of(len(standing), 'promise is', 'promises are')} open. Say of each what became of it, "
            "or say once why they are no longer needed."
        )
    for promise in standing:
        close_promise(by=by, promise=promise, state=PromiseState.DROPPED, word=because)


def _still_runs(referral: Referral) -> list[str]:
    """Return what else is open in an episode, in words."""
    found = []
    if Assessment.objects.filter(referral=referral, authorised_on__isnull=True).exists():
        found.append("an assessment")
    if CINPlan.objects.filter(referral=referral, ended_on__isnull=True).exists():
        found.append("another child-in-need plan")
    return found
