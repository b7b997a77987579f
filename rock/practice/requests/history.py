"""History first: what is already held about people, from where and how old.

Later rooms add what they hold by registering a provider; the requests app adds requests and referrals itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, DateField, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate

from rock.core.words import on_day
from rock.practice.requests.models import ClosureReason, Referral, RequestForSupport
from rock.practice.requests.models.referrals import ReferralSource
from rock.practice.requests.words import ROUTE_PAST

REQUEST = "Request for support"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that is held: about whom (id), on which day, what it was, what came of it, and where it is from."""

    person_id: int
    on: date
    what: str
    outcome: str = ""
    source: str = ""


Provider = Callable[[set[int]], Iterable[HistoryLine]]
_providers: list[Provider] = []


def register_history(provider: Provider) -> Provider:
    """Add a provider (from an app's `ready`): given ids of people, it yields what it holds in at most two queries."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def history_of(person_ids: set[int], *, leave_out: RequestForSupport | None = None) -> list[HistoryLine]:
    """Return everything held about these people, latest first."""
    lines = [line for provider in _providers for line in provider(person_ids)]
    lines += _requests_and_referrals(person_ids, leave_out)
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _requests_and_referrals(person_ids: set[int], leave_out: RequestForSupport | None) -> Iterable[HistoryLine]:
    """Yield both from one query."""
    rows = _requests(person_ids, leave_out).union(_referrals(person_ids))
    for what, _pk, person, on, came_of, closed_on, no_further_action, code, source in rows:
        if what == REQUEST:
            yield HistoryLine(person, on, what, ROUTE_PAST.get(came_of, "Not decided yet"))
        else:
            who = dict(ReferralSource.choices).get(code, code) or "source not known"
            outcome = _outcome(came_of, closed_on, no_further_action=no_further_action)
            yield HistoryLine(person, on, f"{what}: {who}", outcome, source)


def _requests(person_ids: set[int], leave_out: RequestForSupport | None) -> QuerySet[Any, Any]:
    nothing, no_day, no = Value(""), Value(None, output_field=DateField()), Value(False, output_field=BooleanField())
    rows = RequestForSupport.objects.filter(people__person__in=person_ids).order_by()
    if leave_out is not None:
        rows = rows.exclude(pk=leave_out.pk)
    on, route = TruncDate("occasion__happened_at"), Coalesce("decision__route", nothing)
    return rows.values_list(Value(REQUEST), "pk", "people__person", on, route, no_day, no, nothing, nothing)


def _referrals(person_ids: set[int]) -> QuerySet[Any, Any]:
    how_it_stands = ("closure_reason", "closed_on", "no_further_action", "source_code", "source")
    rows = Referral.objects.filter(child__in=person_ids).order_by()
    return rows.values_list(Value("Referral from"), "pk", "child", "referred_on", *how_it_stands)


def _outcome(reason: str, closed_on: date | None, *, no_further_action: bool) -> str:
    if closed_on:
        return f"{dict(ClosureReason.choices).get(reason, reason) or 'Ended'}, {on_day(closed_on)}"
    return "No further action" if no_further_action else "Still open"
