"""What a partner answers reaches the child's worker: a message that says nothing, and a line on their first page.

The line counts and dates; whose words they were, and from which service, stands on the page of the child's partners.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, OuterRef, QuerySet, Value

from rock.core import time
from rock.core.messages.services import channel_for, send_message
from rock.core.services import Actor, service
from rock.core.words import count_of, near_day
from rock.doors.partner.models import PromiseReply
from rock.reach.queries import reaches
from rock.records.models import EventKind, EventPerson, Occasion, Person, PromiseState, SameRecord
from rock.records.queries.people import one_person
from rock.records.queries.standing import words_not_under_move
from rock.records.services.events import record_event
from rock.teams.models import AllocationKind
from rock.teams.queries.children import standing_allocations

LATELY = timedelta(days=7)


@service
def answered(*, by: Actor, child: Person, occasion: Occasion | None = None) -> None:
    """Append that a partner answered something about a child, and tell the child's worker."""
    record_event(by=by, kind=EventKind.AGENCY_ANSWERED, people=[child], occasion=occasion)
    tell_worker(by=by, child=child)


@service
def tell_worker(*, by: Actor, child: Person) -> None:
    """Let the child's worker, if they reach the child, know by e-mail that something waits; the words say nothing."""
    rows = standing_allocations().filter(kind=AllocationKind.PRIMARY, child__in=one_person([child.pk]))
    for worker in {row.worker for row in rows.select_related("worker")}:
        channel = channel_for(worker.email)
        if worker.is_active and channel and reaches(worker, [child.pk]):
            send_message(by=by, channel=channel, to=worker.email, template="waiting")


def first_page(ids: set[int]) -> dict[int, list[str]]:
    """Return for each child when a partner answered lately, and how many promises wait for the worker (one query)."""
    came: dict[int, datetime] = {}
    waiting: dict[int, set[int]] = defaultdict(set)
    for record, same, at, promise in _answers(ids):
        for child in ids & {record, *same}:
            if promise is None:
                came[child] = max(at, came.get(child, at))
            else:
                waiting[child].add(promise)
    return {child: _sentences(len(waiting[child]), came.get(child)) for child in came.keys() | waiting.keys()}


def _answers(ids: set[int]) -> QuerySet[Any, Any]:
    """Return (record, those read as one with it, when, the promise that waits or None), from the children to their rows.

    The other way round, from all that happened lately, the whole log would be walked for each child.
    """
    records = Person.objects.filter(pk__in=ids).values("pk")
    records = records.union(SameRecord.objects.filter(person__in=ids).values("same"))
    events = EventPerson.objects.filter(
        person__in=records, event__kind=EventKind.AGENCY_ANSWERED, event__recorded_at__gt=time.now() - LATELY
    )
    waits = PromiseReply.objects.filter(
        words_not_under_move("statement__"), promise__child__in=records, promise__state=PromiseState.OPEN
    )
    no_promise = Value(None, output_field=BigIntegerField())
    came = events.annotate(promise=no_promise, same=_same("person"))
    return came.values_list("person", "same", "event__recorded_at", "promise").union(
        waits.order_by()
        .annotate(same=_same("promise__child"))
        .values_list("promise__child", "same", "said_at", "promise"),
        all=True,
    )


def _same(column: str) -> ArraySubquery:
    return ArraySubquery(SameRecord.objects.filter(person=OuterRef(column)).values("same"))


def _sentences(waiting: int, came: datetime | None) -> list[str]:
    found = []
    if waiting:
        count = count_of(waiting, "promise of a partner waits", "promises of partners wait")
        found.append(f"{count} for your answer: see “Partners who are invited”.")
    if came:
        found.append(f"A partner answered on {near_day(came)}: see the plan and the day.")
    return found
