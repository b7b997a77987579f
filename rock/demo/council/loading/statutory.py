"""The statutory rows of referrals, whose services come with later rooms: assessments, enquiries, plans, closures, clocks."""

from datetime import date, datetime

from rock.core.time import add_working_days
from rock.demo.council.loading.script import moment_of
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.writing import FamilyRows
from rock.demo.council.story.model import Enquiry, Episode, FamilyStory, ProtectionPlan
from rock.practice.assessments.models import Assessment, AssessmentFactor, Section47Enquiry
from rock.practice.conferences.models import ProtectionPlan as Plan
from rock.practice.conferences.models import ProtectionReview
from rock.practice.plans.models import CINPlan

ENQUIRY_DAYS = 10


def write(rows: FamilyRows, story: FamilyStory, now: datetime) -> None:
    """Write what followed each referral that stands in the rows, up to a day."""
    for episode in story.episodes:
        referral = rows.referrals.get((episode.request, episode.child))
        if referral:
            clock = rows.clocks[episode.request, episode.child]
            _episode(rows, episode, referral, clock, now.date())


def _episode(rows: FamilyRows, episode: Episode, referral: Made, clock: Made, today: date) -> None:
    if episode.closed:
        referral |= {"closed_on": episode.closed, "closure_reason": episode.reason}
    referral["icpc_on"] = min((one.conference for one in episode.enquiries if one.conference), default=None)
    for one in episode.assessments:
        if one.start > today:
            continue
        facts = {"started_on": one.start, "authorised_on": one.authorised, "recorded_at": moment_of(one.start)}
        made = rows.tables.add(Assessment, referral_id=referral["id"], **facts)
        rows.assessments[episode.request, episode.child] = made
        for code in one.factors:
            rows.tables.add(AssessmentFactor, assessment_id=made["id"], code=code)
        if one.authorised:
            clock["stopped_at"] = max(moment_of(one.authorised), clock["started_at"])
    for enquiry in episode.enquiries:
        _enquiry(rows, enquiry, episode, referral, today)
    for plan in episode.cin_plans:
        facts = {"started_on": plan.start, "ended_on": plan.end, "recorded_at": moment_of(plan.start)}
        made = rows.tables.add(CINPlan, referral_id=referral["id"], **facts)
        rows.cin_plans.setdefault((episode.request, episode.child), []).append(made)
    for protection in episode.plans:
        _plan(rows, protection, referral)


def _enquiry(rows: FamilyRows, one: Enquiry, episode: Episode, referral: Made, today: date) -> None:
    """Write an enquiry and its clock to the first conference, which stops with it or when none is required."""
    begun = moment_of(one.strategy)
    rows.tables.add(
        Section47Enquiry,
        referral_id=referral["id"],
        started_on=one.strategy,
        icpc_target_on=one.conference_target,
        icpc_on=one.conference,
        icpc_not_required=one.conference_not_required,
        recorded_at=begun,
    )
    clock = rows.house.clock("initial_conference", begun, person=referral["child_id"], at=begun)
    ended = min(add_working_days(one.strategy, ENQUIRY_DAYS), episode.closed or date.max, today)
    stopped = one.conference or (ended if one.conference_not_required or episode.closed else None)
    if stopped:
        clock["stopped_at"] = moment_of(stopped)


def _plan(rows: FamilyRows, one: ProtectionPlan, referral: Made) -> None:
    made = rows.tables.add(
        Plan,
        referral_id=referral["id"],
        started_on=one.start,
        ended_on=one.end,
        initial_category=one.category,
        latest_category=one.latest_category,
        previous_plans=one.previous,
        recorded_at=moment_of(one.start),
    )
    for day in one.reviews:
        rows.tables.add(ProtectionReview, plan_id=made["id"], held_on=day)
