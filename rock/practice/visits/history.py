"""What is held of visits: for those who decide about a request, on a person's page, and on the worker's first page."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone

from rock.core.panels import Panel
from rock.core.words import near_day, on_day
from rock.practice.requests.history import HistoryLine
from rock.practice.visits.models import Alone, ChildSeen
from rock.records.models import DayEntry, Person

MOST_VISITS = 10


def visits_of(person_ids: set[int]) -> Iterator[HistoryLine]:
    """Yield the visits on which these children were to be seen (one query)."""
    for row in _rows(person_ids):
        day = timezone.localtime(row.visit.occasion.happened_at).date()
        yield HistoryLine(row.child_id, day, "Visit", _how(row))


def panel(ids: frozenset[int]) -> Panel | None:
    """Return the latest visits to a child for the page of what happened around them (one query)."""
    rows = tuple(
        (
            on_day(row.visit.occasion.happened_at),
            row.visit.get_place_kind_display(),
            _how(row),
            str(row.visit.occasion.recorded_by),
        )
        for row in _rows(set(ids))[:MOST_VISITS]
    )
    return Panel("Visits", ("When", "Where", "Seen", "Worker"), rows)


def first_page(ids: set[int]) -> dict[int, list[str]]:
    """Return for each child when they were last seen, seen alone, and when their day was last recorded (one query)."""
    # The latest of a child's own entries, never the child's among all by date: that would walk every occasion there is.
    entries = DayEntry.objects.filter(child=OuterRef("pk")).order_by().values("child")
    rows = Person.objects.filter(pk__in=ids).annotate(
        last_seen=Max("visits__visit__occasion__happened_at", filter=Q(visits__seen=True)),
        last_alone=Max("visits__visit__occasion__happened_at", filter=Q(visits__alone=Alone.YES)),
        last_day=Subquery(entries.annotate(last=Max("statement__occasion__happened_at")).values("last")),
    )
    return {row.pk: [_sentence(row.last_seen, row.last_alone, row.last_day)] for row in rows}


def _sentence(seen: datetime | None, alone: datetime | None, day: datetime | None) -> str:
    if seen is None:
        return "Not seen on a visit yet."
    if alone and day and near_day(seen) == near_day(alone) == near_day(day):
        return f"Seen, alone too, and their day recorded on {near_day(seen)}."
    by_themselves = f"alone {near_day(alone)}" if alone else "not alone yet"
    recorded = f"their day recorded {near_day(day)}" if day else "their day not recorded yet"
    return f"Seen {near_day(seen)}, {by_themselves}; {recorded}."


def _rows(ids: set[int]) -> list[ChildSeen]:
    rows = ChildSeen.objects.filter(child__in=ids).select_related("visit__occasion__recorded_by")
    return list(rows.order_by("-visit__occasion__happened_at", "-pk"))


def _how(row: ChildSeen) -> str:
    if not row.seen:
        return "Not seen"
    return "Seen alone" if row.alone == Alone.YES else "Watched, a baby" if row.alone == Alone.TOO_YOUNG else "Seen"
