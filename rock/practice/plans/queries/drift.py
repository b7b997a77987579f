"""What has stood still and nobody has answered, for those who reach the child."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from rock.accounts.models import User
from rock.core import time
from rock.core.panels import Panel
from rock.core.words import count_of, on_day
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.models import Drift, DriftKind
from rock.reach.queries import reached

MOST = 100
_WITH = ("child", "plan", "promise", "wish__statement")


def _waiting() -> QuerySet[Drift]:
    return Drift.objects.filter(answered_at__isnull=True).select_related(*_WITH).order_by("since", "pk")


def standing_still(user: User) -> list[Drift]:
    """Return what stands still for children whom the user reaches, the longest first (one query)."""
    return list(_waiting().filter(reached(user, "child_id"))[:MOST])


def drift_or_404(user: User, pk: int) -> Drift:
    """Return something that stands still, or stood, for a child whom the user reaches; all else is not there."""
    found = (
        Drift.objects.filter(reached(user, "child_id"), pk=pk).select_related(*_WITH, "answer", "answered_by").first()
    )
    if found is None:
        raise Http404
    return found


def drift_of(child_ids: Iterable[int]) -> list[Drift]:
    """Return what stands still for a child who is reached (one query)."""
    return list(_waiting().filter(child__in=list(child_ids)))


@dataclass(frozen=True)
class Still:
    """One line about something that stands still: what, about which words, and for how long."""

    pk: int
    child: str
    plan: int | None
    what: str
    about: str
    how_long: str


def still_words(row: Drift, veil: Veil) -> Still:
    """Return something that stands still in words."""
    about = row.promise.what if row.promise else row.wish.statement.words if row.wish else ""
    return Still(row.pk, str(row.child), row.plan_id, DriftKind(row.kind).label, veil(about), _how_long(row.since))


def still_of(plan: Any, veil: Veil) -> list[Still]:
    """Return what stands still for the child of a plan that `plans_of` read, in words (no query)."""
    return [
        Still(
            row["pk"],
            str(plan.child),
            row["plan"],
            DriftKind(row["kind"]).label,
            veil(row["promise"] or row["wish"] or ""),
            _how_long(date.fromisoformat(row["since"])),
        )
        for row in plan.still
    ]


def _how_long(since: date) -> str:
    return f"Since {on_day(since)}, {count_of((time.today() - since).days, 'day', 'days')}"


def panel(ids: Iterable[int]) -> Panel | None:
    """Return what stands still for a person's page (one query)."""
    rows = tuple((DriftKind(row.kind).label, on_day(row.since)) for row in drift_of(ids))
    return Panel("Stood still, and not answered yet", ("What", "Since"), rows)
