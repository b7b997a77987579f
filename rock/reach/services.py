"""Writes of reach: grants, and the log of who looked."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Actor, service
from rock.reach.models import Basis, Capacity, Circle, Grant, ViewLog, ViewPurpose
from rock.records.models import Person


@service
def grant(
    *,
    by: Actor,
    people: Iterable[Person],
    capacity: Capacity,
    basis: Basis,
    source: str,
    user: User | None = None,
    circle: Circle | None = None,
    allow: bool = True,
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> list[Grant]:
    """Let one user or one circle reach these people (or deny it), once for each source; return the grants that were new."""
    moment = starts or time.now()
    people = list(people)
    standing = Grant.objects.filter(person__in=people, user=user, circle=circle, source=source, ends__isnull=True)
    have = set(standing.filter(capacity=capacity, allow=allow).values_list("person_id", flat=True))
    return Grant.objects.bulk_create(
        Grant(
            person=person,
            user=user,
            circle=circle,
            capacity=capacity,
            basis=basis,
            allow=allow,
            source=source,
            starts=moment,
            ends=ends,
            given_by_id=by.actor_id,
        )
        for person in people
        if person.pk not in have
    )


@service
def end_grants(
    *,
    by: Actor,
    source: str,
    people: Iterable[Person] | None = None,
    user: User | None = None,
    at: datetime | None = None,
) -> int:
    """End what a source granted (of these people or to this user only, if said), now or at a moment; return how many."""
    moment = at or time.now()
    rows = Grant.objects.filter(Q(ends__isnull=True) | Q(ends__gt=moment), source=source)
    if people is not None:
        rows = rows.filter(person__in=list(people))
    if user is not None:
        rows = rows.filter(user=user)
    return rows.update(ends=moment)


def log_views(
    *,
    user: User | None,
    people: Iterable[int],
    page: str,
    purpose: ViewPurpose,
    terms: str = "",
    held_back: bool = False,
) -> None:
    """Write that the user opened a page about these people: one insert, in the transaction that shows it."""
    moment = time.now()
    ids: list[int | None] = [*people] or [None]
    ViewLog.objects.bulk_create(
        ViewLog(
            user=user, person_id=pk, page=page, purpose=purpose, terms=terms[:300], held_back=held_back, seen_at=moment
        )
        for pk in ids
    )
