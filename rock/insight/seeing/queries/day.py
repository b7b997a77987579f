"""The child's day: recorded, seen alone, wishes answered, and how slots changed."""

from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import TruncMonth

from rock.core import time
from rock.core.measuring import Measured, Median
from rock.insight.seeing.measures import Share
from rock.insight.seeing.queries.common import children_worked_with, day_months_ago, months_ago
from rock.practice.visits.models import Alone, ChildSeen
from rock.records.models import DayEntry, Mark, SlotMark, Wish
from rock.records.queries.standing import not_under_move, words_not_under_move

TOO_YOUNG_MONTHS = 24
RECENT_MONTHS, YEAR = 3, 12


def _day_recorded() -> QuerySet[Any]:
    said = DayEntry.objects.filter(
        words_not_under_move("statement__"),
        child=OuterRef("child"),
        statement__occasion__happened_at__gte=months_ago(RECENT_MONTHS),
    )
    found: QuerySet[Any] = children_worked_with().annotate(who=F("child"), done=Exists(said))
    return found


def _seen_alone() -> QuerySet[Any]:
    alone = ChildSeen.objects.filter(
        not_under_move("visit__occasion__"),
        child=OuterRef("child"),
        alone=Alone.YES,
        visit__occasion__happened_at__gte=months_ago(RECENT_MONTHS),
    )
    old_enough = children_worked_with().filter(child__birth_date__lte=day_months_ago(TOO_YOUNG_MONTHS))
    found: QuerySet[Any] = old_enough.annotate(who=F("child"), done=Exists(alone))
    return found


def _wishes() -> QuerySet[Any]:
    stands = words_not_under_move("statement__")
    said = Wish.objects.filter(stands, statement__occasion__happened_at__gte=months_ago(YEAR), clock__isnull=False)
    over = said.filter(Q(answered_at__isnull=False) | Q(clock__due_at__lt=time.now()))
    in_time = Case(When(answered_at__lte=F("clock__due_at"), then=Value(True)), default=Value(False))
    found: QuerySet[Any] = over.annotate(who=F("child"), done=in_time)
    return found


SHARES = (
    Share(
        "recorded",
        "The child’s day is recorded",
        "Stock: children who have a worker today; of them, those of whose day somebody said or saw something in the last"
        " 3 months.",
        "children",
        _day_recorded,
        "Their day was recorded",
        "Nothing of their day was recorded in 3 months",
    ),
    Share(
        "alone",
        "Seen alone",
        "Stock: children of 2 and over who have a worker today; of them, those who were seen without their parents in the"
        " last 3 months.",
        "children",
        _seen_alone,
        "Seen alone",
        "Not seen alone in 3 months",
    ),
    Share(
        "wishes",
        "A child’s wish is answered in time",
        "Flow: wishes said in the last 12 months that were answered or whose time is over; of them, those answered within"
        " their time (14 days).",
        "wishes",
        _wishes,
        "Answered in time",
        "Late, or not answered",
    ),
)


def days_to_answer() -> Measured:
    """Return the median time from a wish to its answer, over the wishes answered of the last 12 months (one query)."""
    waited = ExpressionWrapper(F("answered_at") - F("statement__occasion__happened_at"), DurationField())
    rows = Wish.objects.filter(words_not_under_move("statement__"), answered_at__gte=months_ago(YEAR))
    rows = rows.annotate(waited=waited)
    found = rows.aggregate(of=Count("pk"), median=Median("waited"))
    median: timedelta | None = found["median"]
    return Measured(found["of"], found["of"], median)


def slots_by_month() -> list[tuple[date, dict[str, int]]]:
    """Return for each of the last 12 months how many slots were marked better, the same, harder, not known (one query)."""
    stands = not_under_move("occasion__") & words_not_under_move("statement__")
    rows = SlotMark.objects.filter(stands, occasion__happened_at__gte=months_ago(YEAR))
    counted = rows.annotate(month=TruncMonth("occasion__happened_at")).values("month", "mark")
    found: dict[date, dict[str, int]] = {}
    for row in counted.annotate(count=Count("pk")).order_by("month"):
        found.setdefault(row["month"].date(), dict.fromkeys(Mark.values, 0))[row["mark"]] = row["count"]
    return list(found.items())
