"""That a child said they do not feel safe, for those who decide about a request."""

from collections.abc import Iterator

from django.utils import timezone

from rock.core.words import on_day_at
from rock.doors.child.models import UnsafeCall
from rock.practice.requests.history import HistoryLine


def said_unsafe(person_ids: set[int]) -> Iterator[HistoryLine]:
    """Yield when these children said it on their own page, and whether somebody took it on (one query); never their words."""
    for call in UnsafeCall.objects.filter(child__in=person_ids):
        took_on = f"Taken on, {on_day_at(call.taken_at)}" if call.taken_at else "Nobody has taken it on yet"
        yield HistoryLine(call.child_id, timezone.localtime(call.said_at).date(), "“I don’t feel safe”", took_on)
