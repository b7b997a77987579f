"""What others bring: services' parts of an assessment, early help that a partner leads, and whom a worker reaches for a plan."""

from django.db.models import Exists, F, OuterRef, Q

from rock.demo.council.checking.base import Keys, check, keys_of
from rock.practice.assessments.models import AgencyPart, Assessment, ManagerDecision, Outcome
from rock.practice.plans.models import Plan, PlanMember, PlanStanding, Standing
from rock.reach.models import Basis, Grant
from rock.records.models import FamilyMember
from rock.teams.models import Allocation


@check("a service answered its part before it was asked, or after it was decided")
def _answered_out_of_turn() -> Keys:
    before = ManagerDecision.objects.filter(assessment=OuterRef("assessment"), decided_at__lt=OuterRef("answered_at"))
    return keys_of(AgencyPart.objects.filter(Q(answered_at__lt=F("asked_at")) | Exists(before)))


@check("a service was asked for its part, and nothing says what it was told and on what basis")
def _asked_in_silence() -> Keys:
    wrong = Q(share__isnull=True) | ~Q(share__direction="out") | Q(share__basis="")
    return keys_of(AgencyPart.objects.filter(wrong))


@check("early help is led by nobody, or stands on a referral")
def _led_by_nobody() -> Keys:
    stands = PlanStanding.objects.filter(plan=OuterRef("pk"), standing=Standing.EARLY_HELP)
    led = Q(lead__isnull=False) | ~Q(partner_lead="")
    plans = Plan.objects.filter(Exists(stands.filter(referral__isnull=False)) | (Exists(stands) & ~led))
    return keys_of(plans) | keys_of(Assessment.objects.filter(outcome=Outcome.EARLY_HELP, partner_lead=""))


@check("an assessment ended the work, and the referral goes on or ended on another day")
def _went_on() -> Keys:
    ended = Assessment.objects.filter(outcome__in=(Outcome.NOT_IN_NEED, Outcome.EARLY_HELP), source="")
    return keys_of(ended.filter(~Q(referral__closed_on=F("authorised_on")) | Q(referral__closed_on__isnull=True)))


@check("a worker does not reach whoever writes a child’s plan, or reaches somebody who no longer does")
def _writers() -> Keys:
    grants = Grant.objects.filter(basis=Basis.ALLOCATION, ends__isnull=True, user__isnull=False)
    have = set(grants.values_list("user", "person"))
    workers: dict[int, set[int]] = {}
    for child, worker in Allocation.objects.filter(ends__isnull=True).values_list("child", "worker"):
        workers.setdefault(child, set()).add(worker)
    writes = PlanMember.objects.filter(plan__ended_on__isnull=True, ends__isnull=True)
    facts = writes.values_list("plan", "plan__child", "person")
    found = {plan for plan, child, person in facts for one in workers.get(child, ()) if (one, person) not in have}
    family = FamilyMember.objects.filter(person=OuterRef("person"), ends__isnull=True)
    beside = grants.filter(~Exists(family), ~Exists(writes.filter(person=OuterRef("person"))))
    return found | set(beside.exclude(person__in=Allocation.objects.values("child")).values_list("pk", flat=True))
