"""Hand over what other systems are to be told, and delete what was handed over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rock.core import time
from rock.core.services import Actor, service
from rock.records.models import OutboxEntry

MOST = 50_000
# A system that has not asked for so long has to be told everything anew, from a census or a copy.
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Change:
    """A person's record changed: references and the kind of what happened, no word of it, and nobody's name."""

    change: int
    person: int
    event: int
    kind: str
    happened_at: datetime
    recorded_at: datetime


@service
def take_changes(*, by: Actor, keep: Callable[[list[Change]], None], most: int = MOST) -> int:
    """Give the oldest `most` changes to `keep`, delete them when it returns, and return how many they were.

    What `keep` raises leaves all of them: each change is told at least once, under the same number.
    """
    rows = list(OutboxEntry.objects.select_for_update(of=("self",)).select_related("event").order_by("pk")[:most])
    if rows:
        keep([_change(row) for row in rows])
        OutboxEntry.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


@service
def forget_untaken(*, by: Actor) -> int:
    """Delete what nobody took in 30 days, so that a council without other systems keeps no list for them."""
    return OutboxEntry.objects.filter(queued_at__lt=time.now() - KEPT_FOR).delete()[0]


def _change(row: OutboxEntry) -> Change:
    event = row.event
    return Change(row.pk, row.person_id, event.pk, event.kind, event.happened_at, event.recorded_at)
