"""The child's day: recorded, seen alone, wishes answered, and how slots changed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import TruncMonth

from rock.core import time
from rock.core.measuring import Measured, Median
from rock.insight.seeing.measures import Share
from rock.insight.seeing.queries.common import children_worked_with, day_months_ago, months_ago, months_begun, told
from rock.practice.visits.models import Alone, ChildSeen
from rock.records.models import DayEntry, Mark, Need, SlotMark, Wish
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
    old_enough = children_worked_with().exclude(child__birth_date__gt=day_months_ago(TOO_YOUNG_MONTHS))
    found: QuerySet[Any] = old_enough.annotate(who=F("child"), done=Exists(alone))
    return found


def _wishes() -> QuerySet[Any]:
    stands = words_not_under_move("statement__")
    said = Wish.objects.filter(stands, statement__occasion__happened_at__gte=months_ago(YEAR), clock__isnull=False)
    over = said.filter(Q(answered_at__isnull=False) | Q(clock__due_at__lt=time.now()))
    found: QuerySet[Any] = over.annotate(who=F("child"))
    return found


def _answered() -> QuerySet[Any]:
    return told(_wishes(), Q(answered_at__isnull=False))


def _answered_in_time() -> QuerySet[Any]:
    return told(_wishes(), Q(answered_at__lte=F("clock__due_at")))


def _marks() -> QuerySet[Any]:
    stands = not_under_move("occasion__") & words_not_under_move("statement__")
    found: QuerySet[Any] = SlotMark.objects.filter(stands, occasion__happened_at__gte=months_begun(YEAR))
    return found


def _marked(mark: Mark) -> Callable[[], QuerySet[Any]]:
    return lambda: told(_marks().annotate(who=F("child")), Q(mark=mark))


def _money_asked() -> QuerySet[Any]:
    asked = DayEntry.objects.filter(
        words_not_under_move("statement__"),
        child=OuterRef("child"),
        statement__occasion__happened_at__gte=months_ago(RECENT_MONTHS),
    ).exclude(need=Need.NOT_ASKED)
    found: QuerySet[Any] = children_worked_with().annotate(who=F("child"), done=Exists(asked))
    return found


MARKS = {
    mark: Share(
        f"marked_{mark}" if mark != Mark.BETTER else "better",
        f"Parts of the day that got {words}"
        if mark in {Mark.BETTER, Mark.HARDER}
        else f"Parts of the day marked {words}",
        "Flow: marks that somebody gave to a part of a child’s day at a review, this month and in the 11 before; of them, those"
        f" that say {words}.",
        "marks",
        _marked(mark),
        f"Somebody marked a part of their day {words}",
        "Somebody marked a part of their day otherwise",
        harm=mark == Mark.HARDER,
    )
    for mark, words in {one: one.label.lower() for one in Mark}.items()
}


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
        "Stock: children of 2 and over, or of no known age, who have a worker today; of them, those who were seen without their parents in the"
        " last 3 months.",
        "children",
        _seen_alone,
        "Seen alone",
        "Not seen alone in 3 months",
    ),
    Share(
        "answered",
        "A child’s wish is answered",
        "Flow: wishes said in the last 12 months that were answered or whose time is over; of them, those that were answered,"
        " in time or late.",
        "wishes",
        _answered,
        "Answered",
        "Not answered, and its time is over",
    ),
    Share(
        "wishes",
        "A child’s wish is answered in time",
        "Flow: wishes said in the last 12 months that were answered or whose time is over; of them, those answered within"
        " their time (14 days).",
        "wishes",
        _answered_in_time,
        "Answered in time",
        "Late, or not answered",
    ),
    MARKS[Mark.BETTER],
    Share(
        "money",
        "Somebody asked whether it is money or care",
        "Stock: children who have a worker today; of them, those of whose day it was asked in the last 3 months whether anything"
        " is missing because of money, because of care, or both.",
        "children",
        _money_asked,
        "It was asked",
        "Nobody asked in 3 months",
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
    """Return for this month and the 11 before how many slots were marked better, the same, harder, not known (one query).

    Each month is a whole one, and one without a review has its zeros; nothing is returned before the first mark.
    """
    counted = _marks().annotate(month=TruncMonth("occasion__happened_at")).values("month", "mark")
    rows = list(counted.annotate(count=Count("pk")))
    first = months_begun(YEAR).date()
    found = {time.add_months(first, n): dict.fromkeys(Mark.values, 0) for n in range(YEAR)} if rows else {}
    for row in rows:
        found[row["month"].date()][row["mark"]] = row["count"]
    return list(found.items())
