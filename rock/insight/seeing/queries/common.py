"""The children whom somebody works with, and the months that measures look back over."""

from datetime import date, datetime
from datetime import time as clock_time
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from rock.core import time
from rock.teams.models import AllocationKind
from rock.teams.queries.children import standing_allocations


def months_ago(months: int) -> datetime:
    """Return the beginning of the day so many months ago, in London."""
    return timezone.make_aware(datetime.combine(time.add_months(time.today(), -months), clock_time.min))


def day_months_ago(months: int) -> date:
    """Return the day so many months ago."""
    return time.add_months(time.today(), -months)


def months_begun(months: int) -> datetime:
    """Return the beginning in London of the first of so many calendar months, this one the last."""
    return timezone.make_aware(
        datetime.combine(time.add_months(time.today().replace(day=1), 1 - months), clock_time.min)
    )


def told(rows: QuerySet[Any], condition: Q) -> QuerySet[Any]:
    """Return rows with `done`, whether it is so; what is not known is not so."""
    found: QuerySet[Any] = rows.annotate(done=Case(When(condition, then=Value(True)), default=Value(False)))
    return found


def children_worked_with() -> QuerySet[Any]:
    """Return a row for each child who has a worker today."""
    return standing_allocations().filter(kind=AllocationKind.PRIMARY)
