"""Who reaches whom. Every page about people starts here; nothing here is ever widened by a family or a network.

The rule, in one place (`reachable`): a grant that stands now, to the user or to a circle they are in today, to the person
or to a record that is read as one with them; no standing denial; and, where the person is restricted, a grant that names
the user. Denials and restrictions count over every record that is one person.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from rock.accounts.models import User
from rock.core import time
from rock.reach.models import Basis, Capacity, CircleMember, Grant, Restriction
from rock.records.models import Person, SameRecord


def _standing() -> Q:
    moment = time.now()
    return Q(starts__lte=moment) & (Q(ends__isnull=True) | Q(ends__gt=moment))


def _held_by(user: User) -> Q:
    day = time.today()
    circles = CircleMember.objects.filter(user=user, starts__lte=day).exclude(ends__lte=day).values("circle")
    return Q(user=user) | Q(circle__in=circles)


def grants(user: User) -> QuerySet[Grant]:
    """Return the grants and denials that stand now for the user, their circles' included."""
    return Grant.objects.filter(_standing(), _held_by(user))


def _with_same(rows: QuerySet[Grant] | QuerySet[Restriction]) -> Q:
    """Return the condition on Person: named by these rows, or read as one with somebody who is."""
    ids: QuerySet[Any, Any] = rows.values("person")
    return Q(pk__in=ids) | Q(pk__in=SameRecord.objects.filter(person__in=ids).values("same"))


def reachable(user: User) -> QuerySet[Person]:
    """Return the people whom the user reaches now."""
    mine = grants(user)
    restricted = Restriction.objects.filter(_standing())
    named = mine.filter(allow=True, user=user, basis__in=[Basis.NAMED, Basis.EMERGENCY])
    return (
        Person.objects.filter(_with_same(mine.filter(allow=True)))
        .exclude(_with_same(mine.filter(allow=False)))
        .exclude(_with_same(restricted) & ~_with_same(named))
    )


def reaches(user: User, person_ids: Iterable[int]) -> set[int]:
    """Return those of the given people whom the user reaches now (one query)."""
    return set(reachable(user).filter(pk__in=list(person_ids)).values_list("pk", flat=True))


def person_or_404(user: User, pk: int) -> Person:
    """Return a person whom the user reaches; a stranger's id and no such id give the same answer."""
    person = reachable(user).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def capacities(user: User, person: Person) -> set[Capacity]:
    """Return as what the user reaches the person now."""
    rows = grants(user).filter(allow=True, person=person).values_list("capacity", flat=True)
    return {Capacity(row) for row in rows}


def restricted(people: QuerySet[Person]) -> QuerySet[Person]:
    """Return those of the people on whom a restriction stands."""
    return people.filter(Exists(Restriction.objects.filter(_standing(), person=OuterRef("pk"))))


def closed_to(user: User, person_ids: Iterable[int]) -> set[int]:
    """Return those of the given people who are restricted, or whom the user is kept from (one query).

    Of such a person, unless the user reaches them by name, not even the name may be told.
    """
    closed = _with_same(Restriction.objects.filter(_standing())) | _with_same(grants(user).filter(allow=False))
    return set(Person.objects.filter(closed, pk__in=list(person_ids)).values_list("pk", flat=True))


def whom_to_ask(person_ids: Iterable[int]) -> dict[int, str]:
    """Return for each person who has one the name of the worker who reaches them now, else of the team (one query)."""
    rows = (
        Grant.objects.filter(_standing(), person__in=list(person_ids), allow=True)
        .filter(Q(capacity=Capacity.WORKER) | Q(circle__isnull=False))
        .exclude(basis=Basis.EMERGENCY)
        .order_by("user", "pk")
        .values_list("person_id", "user__name", "circle__name")
    )
    found: dict[int, str] = {}
    for person_id, worker, team in rows:
        found.setdefault(person_id, worker or team)
    return found
