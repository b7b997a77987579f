"""History first: what is already held about people, from where and how old.

Later rooms add what they hold by registering a provider; the requests app adds requests and referrals itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from rock.practice.requests.models import Referral, RequestForSupport
from rock.practice.requests.words import ROUTE_PAST


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
    lines += _requests(person_ids, leave_out)
    lines += _referrals(person_ids)
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _requests(person_ids: set[int], leave_out: RequestForSupport | None) -> Iterable[HistoryLine]:
    rows = RequestForSupport.objects.filter(people__person__in=person_ids).values_list(
        "pk", "people__person_id", "occasion__happened_at", "decision__route"
    )
    for pk, person_id, happened_at, route in rows.distinct():
        if leave_out is None or pk != leave_out.pk:
            came_of_it = ROUTE_PAST.get(route, "Not decided yet")
            yield HistoryLine(person_id, timezone.localtime(happened_at).date(), "Request for support", came_of_it)


def _referrals(person_ids: set[int]) -> Iterable[HistoryLine]:
    for row in Referral.objects.filter(child__in=person_ids):
        if row.closed_on:
            outcome = f"{row.get_closure_reason_display() or 'Ended'}, {row.closed_on:%-d %B %Y}"
        else:
            outcome = "No further action" if row.no_further_action else "Still open"
        source = row.get_source_code_display() or "source not known"
        yield HistoryLine(row.child_id, row.referred_on, f"Referral from: {source}", outcome, row.source)
