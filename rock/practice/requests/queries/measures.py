"""The hub's measures over all requests: counts and medians only, so they do not start from what the reader reaches.

The requests behind a measure do: each reader sees those that they may open.
"""

from datetime import date, datetime, timedelta
from datetime import time as clock_time
from typing import Any

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Manager,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.core.measuring import Measured, Median
from rock.practice.requests.models import AskerKind, HistoryOpening, Liaison, RequestForSupport
from rock.practice.requests.models.decisions import SOCIAL_CARE_ROUTES
from rock.practice.requests.queries.board import open_requests_for
from rock.records.models import Agreement, AgreementKind, Answer, Telling

PERIODS = ("year", "month")
MOST_SHOWN = 25
_ASKED = (AgreementKind.HELP, AgreementKind.ASK_AGENCIES)
_DECIDED = Q(decision__isnull=False)
_REACHABLE = _DECIDED & (~Q(asker_contact="") | Q(asker_kind=AskerKind.PROFESSIONAL))
_FOLLOWED = Q(decision__route__in=SOCIAL_CARE_ROUTES)


def since(period: str) -> date:
    """Return the first day of a period that ends today."""
    return time.add_months(time.today(), -12 if period == "year" else -1) + timedelta(days=1)


def _first_day(period: str) -> datetime:
    return timezone.make_aware(datetime.combine(since(period), clock_time.min))


def waiting_now() -> dict[str, int]:
    """Return how many requests wait for a decision, and how many of them are late (stock, one query)."""
    rows = RequestForSupport.objects.filter(decision__isnull=True)
    return rows.aggregate(waiting=Count("pk"), late=Count("pk", filter=Q(clock__due_at__lt=time.now())))


# Each share: the requests that count, and those of them in which it was done.
_SHARES: dict[str, tuple[Q, Q]] = {
    "in_time": (_DECIDED & Q(clock__isnull=False), Q(clock__stopped_at__lte=F("clock__due_at"))),
    "history": (_DECIDED, Q(history_first=True)),
    "asked": (Q(), Q(agreement_asked=True)),
    "family_told": (_DECIDED, Q(told_at__isnull=False)),
    "asker_told": (_REACHABLE, Q(asker_told_at__isnull=False)),
    "repeats": (_FOLLOWED, Q(decision__repeat_within_12_months=True)),
}

# Each time: the requests that wait for it, and those of them where it is known.
TIMES: dict[str, tuple[Q, Q]] = {
    "days_to_tell": (_DECIDED, Q(days_to_tell__isnull=False)),
    "to_talk": (Q(named=True), Q(to_talk__isnull=False)),
}


def measures() -> dict[str, dict[str, Measured]]:
    """Return each measure by its key and period, over the requests received in the period (one query)."""
    wanted: dict[str, Any] = {}
    for period in PERIODS:
        within = Q(occasion__happened_at__gte=_first_day(period))
        for key, (of, done) in _SHARES.items():
            wanted[f"{key}_{period}_of"] = Count("pk", filter=within & of)
            wanted[f"{key}_{period}_count"] = Count("pk", filter=within & of & done)
        for key, (_, known) in TIMES.items():
            wanted[f"{key}_{period}_of"] = wanted[f"{key}_{period}_count"] = Count("pk", filter=within & known)
            wanted[f"{key}_{period}_median"] = Median(key, filter=within & known)
    found = _rows(RequestForSupport.objects).aggregate(**wanted)
    keys = [*_SHARES, *TIMES]
    return {key: {period: _measured(found, f"{key}_{period}") for period in PERIODS} for key in keys}


def behind(user: User, key: str) -> dict[bool, list[RequestForSupport]]:
    """Return the latest requests of the year that a measure counts and the user may open: not done (False), and done."""
    of, done = (_SHARES | TIMES)[key]
    rows = _rows(open_requests_for(user)).filter(of).select_related("occasion").prefetch_related("people")
    rows = rows.order_by("-occasion__happened_at", "pk")
    return {False: list(rows.exclude(done)[:MOST_SHOWN]), True: list(rows.filter(done)[:MOST_SHOWN])}


def _measured(found: dict[str, Any], name: str) -> Measured:
    return Measured(found[f"{name}_of"], found[f"{name}_count"], found.get(f"{name}_median"))


def _rows(requests: Manager[RequestForSupport] | QuerySet[RequestForSupport]) -> QuerySet[Any]:
    opened = HistoryOpening.objects.filter(request=OuterRef("pk"), opened_at__lte=OuterRef("decision__decided_at"))
    asked = Agreement.objects.filter(
        occasion=OuterRef("occasion"), kind__in=_ASKED, asked_on__lte=TruncDate("occasion__happened_at")
    ).exclude(answer=Answer.NOT_ASKED)
    told = Telling.objects.filter(occasion=OuterRef("decision__occasion")).order_by().values("occasion")
    talks = Liaison.objects.filter(request=OuterRef("pk")).order_by().values("request")
    rows = requests.filter(occasion__happened_at__gte=_first_day("year")).annotate(
        history_first=Exists(opened),
        agreement_asked=Exists(asked),
        named=Exists(talks),
        told_at=Subquery(told.annotate(first=Min("told_at")).values("first")),
        talked_at=Subquery(talks.annotate(first=Min("first_conversation__happened_at")).values("first")),
    )
    return rows.annotate(
        days_to_tell=ExpressionWrapper(F("told_at") - F("decision__decided_at"), DurationField()),
        to_talk=ExpressionWrapper(F("talked_at") - F("occasion__happened_at"), DurationField()),
    )


def source_mix() -> list[tuple[str, int, int]]:
    """Return how many requests came from each source, in the year and in the month, most first (one query)."""
    month = Count("pk", filter=Q(occasion__happened_at__gte=_first_day("month")))
    rows = RequestForSupport.objects.filter(occasion__happened_at__gte=_first_day("year")).values("source_code")
    counted = rows.annotate(year=Count("pk"), month=month).order_by("-year", "source_code")
    return [(row["source_code"], row["year"], row["month"]) for row in counted]
