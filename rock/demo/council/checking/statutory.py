"""Referrals and what follows them."""

from itertools import pairwise

from django.db.models import Exists, F, OuterRef, Q

from rock.demo.council.checking.base import HERE, Keys, check, keys_of
from rock.practice.assessments.models import Assessment, Section47Enquiry
from rock.practice.conferences.models import ProtectionPlan, ProtectionReview
from rock.practice.plans.models import CINPlan
from rock.practice.requests.models import Referral
from rock.practice.requests.models.decisions import SOCIAL_CARE_ROUTES
from rock.records.models import (
    Clock,
)


@check("a referral was made here without a request")
def _no_contact() -> Keys:
    return keys_of(Referral.objects.filter(HERE, contact__isnull=True))


@check("a referral was made on a route that is not social care’s")
def _wrong_route() -> Keys:
    routes = Q(contact__request__decision__route__in=SOCIAL_CARE_ROUTES)
    return keys_of(Referral.objects.filter(HERE, ~routes, contact__isnull=False, no_further_action=False))


@check("a child was referred again while a referral was open")
def _referred_twice() -> Keys:
    found = []
    rows = Referral.objects.filter(HERE, no_further_action=False).order_by("child", "referred_on", "pk")
    for one, other in pairwise(rows.values_list("pk", "child", "referred_on", "closed_on")):
        if one[1] == other[1] and (one[3] is None or one[3] > other[2]):
            found.append(other[0])
    return found


@check("a referral on a social-care route has no assessment clock")
def _no_assessment_clock() -> Keys:
    clocks = Clock.objects.filter(
        rule__key="assessment", person=OuterRef("child"), started_at=OuterRef("contact__happened_at")
    )
    return keys_of(Referral.objects.filter(HERE, ~Exists(clocks), no_further_action=False))


def _outside(starts: str, ends: str = "") -> Q:
    """Return the condition of a row of a referral lying outside it."""
    before = Q(**{f"{starts}__lt": F("referral__referred_on")})
    last = ends or starts
    after = Q(**{f"{last}__gt": F("referral__closed_on")})
    return HERE & (before | after | (Q(**{f"{last}__isnull": True}) & Q(referral__closed_on__isnull=False)))


@check("an assessment lies outside its episode, or is open though the episode is closed")
def _assessment_outside() -> Keys:
    return keys_of(Assessment.objects.filter(_outside("started_on", "authorised_on")))


@check("a section 47 enquiry lies outside its episode")
def _enquiry_outside() -> Keys:
    return keys_of(Section47Enquiry.objects.filter(_outside("started_on")))


@check("a child-in-need plan lies outside its episode, or is open though the episode is closed")
def _cin_outside() -> Keys:
    return keys_of(CINPlan.objects.filter(_outside("started_on", "ended_on")))


@check("a protection plan lies outside its episode, or is open though the episode is closed")
def _plan_outside() -> Keys:
    return keys_of(ProtectionPlan.objects.filter(_outside("started_on", "ended_on")))


@check("a protection plan began without an initial conference")
def _no_conference() -> Keys:
    held = Section47Enquiry.objects.filter(referral=OuterRef("referral"), icpc_on=OuterRef("started_on"))
    return keys_of(ProtectionPlan.objects.filter(HERE & ~Exists(held)))


@check("a review was held outside its plan")
def _review_outside() -> Keys:
    outside = Q(held_on__lte=F("plan__started_on")) | Q(held_on__gt=F("plan__ended_on"))
    return keys_of(ProtectionReview.objects.filter(HERE & outside))


@check("an assessment was authorised and its clock still runs")
def _assessed_still_running() -> Keys:
    done = Assessment.objects.filter(
        referral__child=OuterRef("person"),
        referral__contact__happened_at=OuterRef("started_at"),
        authorised_on__isnull=False,
    )
    return keys_of(Clock.objects.filter(Exists(done), rule__key="assessment", stopped_at__isnull=True))


@check("a clock stopped before it started, or is due before it")
def _clock_backwards() -> Keys:
    return keys_of(Clock.objects.filter(Q(stopped_at__lt=F("started_at")) | Q(due_at__lt=F("started_at"))))
