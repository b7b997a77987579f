"""Which wording of a line a partner may read: the latest that was shared with them, or that they typed themselves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from rock.practice.plans.models import PlanWording
from rock.records.queries.standing import words_not_under_move

_ALL_BUT_THE_DAY = (
    "statement__words",
    "condition",
    "owner",
    "owner_staff",
    "owner_agency",
    "slot",
    "day_kind",
    "help_needed",
)
WORDED = JSONObject(
    pk="pk",
    by="by_person",
    typed_by="statement__recorded_by",
    says=JSONObject(**{name: name for name in _ALL_BUT_THE_DAY}),
)
"""A wording as far as it matters for who may read it."""


@dataclass(frozen=True, slots=True)
class Readable:
    """The key of a wording that a partner may read, and whether it says what they typed: that is never kept from them."""

    pk: int
    typed: bool


def worded() -> ArraySubquery:
    """Return every wording of a promise in a plan, the latest last."""
    rows = PlanWording.objects.filter(words_not_under_move("statement__"), item__promise=OuterRef("pk"))
    return ArraySubquery(rows.order_by("number").values(json=WORDED))


def latest_readable(wordings: Iterable[dict[str, Any]], shared: Collection[int], user_id: int) -> Readable | None:
    """Return the latest of one line's wordings (in order) that a partner may read, out of those `shared` with them.

    A later wording of which nothing but the day is another goes along with the one before.
    """
    found, before = None, None
    for one in wordings:
        typed = one["typed_by"] == user_id
        follows = before is not None and (one["by"], one["says"]) == (before["by"], before["says"])
        if typed or follows or one["pk"] in shared:
            found, before = Readable(one["pk"], typed or bool(follows and found and found.typed)), one
    return found
