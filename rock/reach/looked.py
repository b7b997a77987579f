"""Who looked at a person, as a manager reads it: the view log by its index, a page at a time, never as a file."""

from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock

from django.db.models import QuerySet
from django.utils import timezone

from rock.accounts.models import User, UserKind
from rock.reach.models import ViewLog, ViewSeal
from rock.records.models import Person
from rock.records.queries.people import one_person


@dataclass(frozen=True)
class Wanted:
    """What to list: a part of the colleague's name, a purpose, days (both included); what is empty is not asked."""

    who: str = ""
    purpose: str = ""
    since: date | None = None
    until: date | None = None


def start_of(day: date) -> datetime:
    """Return the first moment of a day in London."""
    return timezone.make_aware(datetime.combine(day, clock.min))


def end_of(day: date) -> datetime:
    """Return the last moment of a day in London."""
    return timezone.make_aware(datetime.combine(day, clock.max))


def views_of(person: Person, wanted: Wanted) -> QuerySet[ViewLog]:
    """Return the views of a person, on every record that is one with them, the latest first."""
    rows = ViewLog.objects.filter(person__in=one_person([person.pk])).select_related("user")
    if wanted.since:
        rows = rows.filter(seen_at__gte=start_of(wanted.since))
    if wanted.until:
        rows = rows.filter(seen_at__lte=end_of(wanted.until))
    if wanted.purpose:
        rows = rows.filter(purpose=wanted.purpose)
    for word in wanted.who.split():
        rows = rows.filter(user__in=User.objects.filter(kind=UserKind.STAFF, name__icontains=word))
    return rows.order_by("-seen_at", "-id")


def newest_seals() -> list[ViewSeal]:
    """Return the seals of the last 31 sealed days, the newest first."""
    return list(ViewSeal.objects.order_by("-day")[:31])
