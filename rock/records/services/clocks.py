"""The one engine of deadlines: start a clock by its rule, stop it once."""

from datetime import date, datetime, timedelta
from datetime import time as clock_time

from django.db.models import Q
from django.utils import timezone

from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.records.models import Clock, ClockRule, ClockUnit, Family, Person


def rule_on(key: str, day: date) -> ClockRule:
    """Return the rule with this key as it stood on the day."""
    rules = ClockRule.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day), key=key, starts__lte=day)
    rule = rules.order_by("-starts").first()
    if rule is None:
        raise Refused(
            f"No rule for the clock “{key}” stands on {day:%d %B %Y}. Ask the data officer to load the rules."
        )
    return rule


def due(rule: ClockRule, started_at: datetime) -> datetime:
    """Return the last moment in time under a rule: for days and months the end of the last day, the start being day 0."""
    if rule.unit == ClockUnit.HOURS:
        return started_at + timedelta(hours=rule.limit)
    start = timezone.localtime(started_at).date()
    if rule.unit == ClockUnit.WORKING_DAYS:
        last = time.add_working_days(start, rule.limit)
    elif rule.unit == ClockUnit.MONTHS:
        last = time.add_months(start, rule.limit)
    else:
        last = start + timedelta(days=rule.limit)
    return timezone.make_aware(datetime.combine(last, clock_time.max))


@service
def start_clock(
    *, by: Actor, key: str, started_at: datetime, person: Person | None = None, family: Family | None = None
) -> Clock:
    """Start a clock under the rule of the day; imported, closed history never starts one (its callers do not come here)."""
    rule = rule_on(key, timezone.localtime(started_at).date())
    return Clock.objects.create(
        rule=rule, person=person, family=family, started_at=started_at, due_at=due(rule, started_at)
    )


@service
def run_again(*, by: Actor, clock: Clock) -> Clock:
    """Let a clock run on as if it had not been stopped: it is due when it was due."""
    clock.stopped_at = None
    clock.save(update_fields=["stopped_at"])
    return clock


@service
def stop_clock(*, by: Actor, clock: Clock, at: datetime | None = None) -> Clock:
    """Stop a clock; stopping it again changes nothing."""
    if clock.stopped_at is None:
        clock.stopped_at = at or time.now()
        clock.save(update_fields=["stopped_at"])
    return clock
