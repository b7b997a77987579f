"""What a partner answers reaches the child's worker: a message that says nothing, and a line on their first page.

The line counts and dates; whose words they were, and from which service, stands on the page of the child's partners.
"""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

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
    """Return for each child how often partners answered lately, and how many promises wait for the worker (one query)."""
    events = EventPerson.objects.filter(
        Q(person=OuterRef("pk")) | Q(person__in=_same("pk")),
        event__kind=EventKind.AGENCY_ANSWERED,
        event__recorded_at__gt=time.now() - LATELY,
    )
    waits = PromiseReply.objects.filter(
        Q(promise__child=OuterRef("pk")) | Q(promise__child__in=_same("pk")),
        words_not_under_move("statement__"),
        promise__state=PromiseState.OPEN,
    )
    rows = Person.objects.filter(Exists(events) | Exists(waits), pk__in=ids).annotate(
        came=ArraySubquery(events.order_by("-event__recorded_at").values("event__recorded_at")),
        waits=ArraySubquery(waits.order_by().values("promise").distinct()),
    )
    return {row.pk: _sentences(row) for row in rows}


def _same(column: str) -> Any:
    return SameRecord.objects.filter(person=OuterRef(OuterRef(column))).values("same")


def _sentences(row: Any) -> list[str]:
    found = []
    if row.waits:
        waiting = count_of(len(row.waits), "promise of a partner waits", "promises of partners wait")
        found.append(f"{waiting} for your answer: see “Partners who are invited”.")
    if row.came:
        found.append(f"A partner answered on {near_day(row.came[0])}: see the plan and the day.")
    return found
