"""What was said of why something has to happen, or no longer, line by line."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.models import Plan
from rock.practice.plans.services.must import MUST, MUST_ENDED
from rock.records.models import Statement


@dataclass(frozen=True)
class Reason:
    """Why something has to happen, or (`ended`) no longer: who decided, when it was written down, and beside which words."""

    why: str
    decided_by: str
    on: datetime
    ended: bool
    about: str


def reasons_of(plan: Plan, veil: Veil) -> dict[int, list[Reason]]:
    """Return the reasons of each line of a plan, by its key, the latest first (one query)."""
    rows: Any = Statement.objects.filter(occasion=plan.occasion_id, question__in=[MUST, MUST_ENDED])
    rows = rows.annotate(item=F("replies_to__plan_wording__item"), about_words=F("replies_to__words"))
    found: dict[int, list[Reason]] = defaultdict(list)
    for row in rows.select_related("speaker_staff").order_by("-recorded_at", "-pk"):
        reason = Reason(
            why=veil(row.words),
            decided_by=str(row.speaker_staff or ""),
            on=row.recorded_at,
            ended=row.question == MUST_ENDED,
            about=veil(row.about_words or ""),
        )
        found[row.item or 0].append(reason)
    return dict(found)
