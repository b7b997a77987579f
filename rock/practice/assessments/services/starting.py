"""An assessment starts: the census counts from its day; the referral's own limit runs already."""

from datetime import date, datetime
from datetime import time as clock_time

from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.queries.around import open_assessment, open_referral
from rock.practice.requests.models import Referral
from rock.records.models import EventKind, OccasionKind, Person
from rock.records.queries.people import families_of
from rock.records.services.clocks import start_clock
from rock.records.services.events import record_event
from rock.records.services.occasions import hold_occasion


@service
def start(*, by: User, child: Person, worker: User | None = None, started_on: date | None = None) -> Assessment:
    """Start the one assessment of a child whose request we follow; its worker is `by` unless said."""
    referral = open_referral(child)
    if referral is None:
        raise Refused(f"Nothing is open for {child}: no request led to getting to know them. Ask the hub first.")
    Referral.objects.select_for_update().get(pk=referral.pk)  # one assessment, even from two tabs
    if open_assessment(child):
        raise Refused(f"An assessment of {child} is being written already. Go on with that one.")
    day = started_on or time.today()
    if not referral.referred_on <= day <= time.today():
        raise Refused("Enter the day on which it started: not before the child was referred, and not a day to come.")
    return _started(by, child, worker or by, referral, day)


def _started(by: User, child: Person, worker: User, referral: Referral, day: date) -> Assessment:
    moment = time.now() if day == time.today() else timezone.make_aware(datetime.combine(day, clock_time(12)))
    family = families_of([child.pk]).order_by("pk").first()
    occasion = hold_occasion(by=by, kind=OccasionKind.ASSESSMENT, happened_at=moment, family=family)
    clock = start_clock(by=by, key="assessment_census", started_at=moment, person=referral.child)
    assessment = Assessment.objects.create(
        referral=referral, occasion=occasion, worker=worker, clock=clock, started_on=day
    )
    record_event(by=by, kind=EventKind.ASSESSMENT_STARTED, people=[child], family=family, occasion=occasion)
    return assessment


@service
def hand_on(*, by: User, assessment: Assessment, worker: User) -> Assessment:
    """Give an assessment that is being written to another worker, with all that stands in it."""
    if assessment.authorised_on:
        raise Refused("This assessment is authorised. Nobody needs to go on with it.")
    assessment.worker = worker
    assessment.save(update_fields=["worker"])
    return assessment
