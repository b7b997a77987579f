"""An episode closes: when the last work of it ends, the referral is closed with a reason in the census's codes."""

from datetime import date

from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.practice.requests.models import ClosureReason, Referral
from rock.records.models import Clock, EventKind
from rock.records.services.clocks import stop_clock
from rock.records.services.events import record_event


@service
def close_referral(*, by: Actor, referral: Referral, reason: ClosureReason, on: date | None = None) -> Referral:
    """Close an episode once, and stop the assessment's clock of its child; closing it again changes nothing."""
    row = Referral.objects.select_for_update(of=("self",)).select_related("child").get(pk=referral.pk)
    if row.closed_on is not None:
        return row
    day = on or time.today()
    if not row.referred_on <= day <= time.today():
        raise Refused("Enter the day on which it closes: not before the child was referred, and not a day to come.")
    row.closed_on, row.closure_reason = day, reason
    row.save(update_fields=["closed_on", "closure_reason"])
    for clock in Clock.objects.filter(person=row.child, rule__key="assessment", stopped_at__isnull=True):
        stop_clock(by=by, clock=clock)
    record_event(by=by, kind=EventKind.CLOSED, people=[row.child], occasion=row.contact)
    return row
