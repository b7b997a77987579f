"""A wish that waits for its answer, in words."""

from dataclasses import dataclass

from django.utils import timezone

from rock.core import time
from rock.core.words import on_day
from rock.practice.families.presenters.veil import Veil
from rock.records.models import Wish


@dataclass(frozen=True)
class Waiting:
    """One wish in the list: whose, what, since when, and by when it is to be answered."""

    pk: int
    child_id: int
    child: str
    words: str
    said_on: str
    due: str
    late: bool


def waiting(wish: Wish, veil: Veil) -> Waiting:
    """Return a wish as the list shows it."""
    clock = wish.clock
    due = timezone.localtime(clock.due_at).date() if clock else None
    return Waiting(
        pk=wish.pk,
        child_id=wish.child_id,
        child=str(wish.child),
        words=veil(wish.statement.words),
        said_on=on_day(wish.statement.occasion.happened_at),
        due=on_day(due) if due else "",
        late=bool(due and due < time.today()),
    )
