"""A manager authorises an assessment after the family could answer it: why, what would change it, and what follows."""

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.assessments.factors import FACTORS, NONE
from rock.practice.assessments.hooks import run_when_enquired
from rock.practice.assessments.models import Assessment, ManagerDecision, Outcome, Section47Enquiry
from rock.practice.assessments.queries.waiting import still_missing
from rock.practice.assessments.services.common import child_of, locked, occasion_of
from rock.practice.assessments.services.money import check_money_first
from rock.practice.requests.models import ClosureReason
from rock.practice.requests.services.closing import close_referral
from rock.records.models import Clock, EventKind, Statement
from rock.records.queries.people import one_person
from rock.records.services.clocks import stop_clock
from rock.records.services.events import record_event
from rock.records.services.occasions import say

ICPC_WORKING_DAYS = 15
_CLOSES = {Outcome.NOT_IN_NEED: ClosureReason.RC8, Outcome.EARLY_HELP: ClosureReason.RC9}


@service
def authorise(
    *,
    by: User,
    assessment: Assessment,
    outcome: Outcome,
    reasons: str,
    would_change: str,
    family_words: str,
    partner_lead: str = "",
) -> ManagerDecision:
    """Authorise an assessment once, stop both its clocks, and let follow what was decided; telling each adult comes after."""
    row = locked(assessment)
    _check_manager(by, row)
    _check_said(reasons, would_change, family_words)
    if outcome == Outcome.EARLY_HELP and not partner_lead.strip():
        raise Refused("Name who leads the early help, and where they work.")
    missing = still_missing(row)
    if missing:
        raise Refused(" ".join(missing))
    if outcome != Outcome.NOT_IN_NEED and row.factors.filter(code=NONE).exists():
        raise Refused(f"“{FACTORS[NONE].plain}” is ticked, so nothing can follow. Tick what was found first.")
    check_money_first(row, reasons, would_change, family_words)
    decision = _decided(by, row, {"reasons": reasons, "would_change": would_change, "family_words": family_words})
    _authorised(by, row, outcome, partner_lead.strip() if outcome == Outcome.EARLY_HELP else "")
    _follow(by, row, outcome)
    return decision


def _check_manager(by: User, assessment: Assessment) -> None:
    if not by.may(Action.DECIDE_ASSESSMENT):
        raise Refused("Only a manager can authorise an assessment. Ask yours.")
    wrote = Statement.objects.filter(
        occasion=assessment.occasion, question__startswith="assessment_", speaker_staff=by
    ).exists()
    if assessment.worker_id == by.pk or wrote:
        raise Refused("You wrote some of this, so somebody else has to authorise it. Ask another manager.")


def _check_said(reasons: str, would_change: str, family_words: str) -> None:
    if not reasons.strip():
        raise Refused("Write your reasons.")
    if not would_change.strip():
        raise Refused("Write what would change this decision, either way.")
    if not family_words.strip():
        raise Refused("Write it in words for the family.")


def _decided(by: User, assessment: Assessment, texts: dict[str, str]) -> ManagerDecision:
    said = {
        name: say(
            by=by,
            occasion=occasion_of(assessment),
            question=f"decided_{name}",
            words=words,
            speaker_staff=by,
            about=[child_of(assessment)],
        )
        for name, words in texts.items()
    }
    return ManagerDecision.objects.create(assessment=assessment, decided_by=by, **said)


def _authorised(by: User, assessment: Assessment, outcome: Outcome, partner_lead: str) -> None:
    assessment.outcome, assessment.partner_lead, assessment.authorised_on = outcome, partner_lead, time.today()
    assessment.save(update_fields=["outcome", "partner_lead", "authorised_on"])
    child, occasion = child_of(assessment), occasion_of(assessment)
    if assessment.clock:
        stop_clock(by=by, clock=assessment.clock)
    ids = one_person([child.pk])
    for clock in Clock.objects.filter(person__in=ids, rule__key="assessment", stopped_at__isnull=True):
        stop_clock(by=by, clock=clock)
    record_event(by=by, kind=EventKind.ASSESSMENT_AUTHORISED, people=[child], family=occasion.family, occasion=occasion)


def _follow(by: User, assessment: Assessment, outcome: Outcome) -> None:
    if outcome in _CLOSES:
        close_referral(by=by, referral=assessment.referral, reason=_CLOSES[outcome])
    elif outcome == Outcome.STRATEGY:
        today = time.today()
        enquiry = Section47Enquiry.objects.create(
            referral=assessment.referral,
            started_on=today,
            icpc_target_on=time.add_working_days(today, ICPC_WORKING_DAYS),
        )
        run_when_enquired(by=by, assessment=assessment, enquiry=enquiry)
