"""Who reaches whom. Every page about people starts here; nothing here is ever widened by a family or a network.

The rule, in one place (`reachable`): a grant that stands now, to the user or to a circle they are in today, to the person
or to a record that is read as one with them; no standing denial; nobody in a family with somebody the user is close to
(conflict of interest); and, where the person is restricted, a grant that names the user. Denials and restrictions count
over every record that is one person.

The rule itself is the database function `reach_may` (migration 0003): it looks at the rows of the one person in question,
so that no query builds the set of everyone whom a busy team reaches.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.http import Http404

from rock.accounts.models import User, UserKind
from rock.core import time
from rock.core.built_once import built_once
from rock.reach.models import Basis, Capacity, CircleMember, ConflictOfInterest, Grant, Restriction
from rock.records.models import FamilyMember, Person, SameRecord
from rock.records.queries.people import open_on

Who = User | int  # whose reach: a query that is built once knows them by their id alone


def _standing() -> Q:
    moment = time.now()
    return Q(starts__lte=moment) & (Q(ends__isnull=True) | Q(ends__gt=moment))


def _held_by(user: Who) -> Q:
    day = time.today()
    circles = CircleMember.objects.filter(user=user, starts__lte=day).exclude(ends__lte=day).values("circle")
    return Q(user=user) | Q(circle__in=circles)


def grants(user: Who) -> QuerySet[Grant]:
    """Return the grants and denials that stand now for the user, their circles' included."""
    return Grant.objects.filter(_standing(), _held_by(user))


def _on(rows: QuerySet[Any]) -> Q:
    """Return the condition on Person: one of these rows (each with a `person`) is about them, or about the same person."""
    own = Exists(rows.filter(person=OuterRef("pk")))
    same = SameRecord.objects.filter(person=OuterRef("pk"), same__in=rows.values("person"))
    return Q(own) | Q(Exists(same))


def _close_to(user: Who) -> Q:
    """Return the condition on Person: in a family today with somebody whom the user declared to be close to."""
    standing = FamilyMember.objects.filter(open_on(time.today()))
    theirs = standing.filter(person__in=ConflictOfInterest.objects.filter(_standing(), user=user).values("person"))
    return Q(Exists(standing.filter(person=OuterRef("pk"), family__in=theirs.values("family"))))


def _kept_from(user: Who) -> Q:
    return _on(grants(user).filter(allow=False)) | _close_to(user)


def kept_from(user: User, person_ids: Iterable[int]) -> set[int]:
    """Return those of the given people from whom a denial or a conflict of interest keeps the user (one query)."""
    return {pk for (pk,) in _kept(user.pk, frozenset(person_ids))}


@built_once
def _kept(user: int, ids: frozenset[int]) -> QuerySet[Any, Any]:
    return Person.objects.filter(_kept_from(user), pk__in=ids).values_list("pk")


def is_kept_from(user: User, person: Person) -> bool:
    """Return whether a denial or a conflict of interest keeps the user from the person."""
    return bool(kept_from(user, [person.pk]))


def reached(user: Who, column: str = "pk") -> Func:
    """Return the condition that the user reaches the person whose id stands in a column (`child_id`); null is not reached."""
    moment = Value(time.now(), output_field=DateTimeField())
    return Func(
        Value(user if isinstance(user, int) else user.pk),
        F(column),
        moment,
        Value(time.today(), output_field=DateField()),
        function="reach_may",
        output_field=BooleanField(),
    )


def reachable(user: Who) -> QuerySet[Person]:
    """Return the people whom the user reaches now; narrow it further, for it asks of each person in turn."""
    return Person.objects.filter(reached(user))


def reaches(user: User, person_ids: Iterable[int]) -> set[int]:
    """Return those of the given people whom the user reaches now (one query)."""
    return {person.pk for person in reachable_among(user, person_ids)}


def reachable_among(user: User, person_ids: Iterable[int]) -> list[Person]:
    """Return those of the given people whom the user reaches now (one query)."""
    return _reachable_of(user.pk, frozenset(person_ids))


@built_once
def _reachable_of(user: int, ids: frozenset[int]) -> QuerySet[Person]:
    return reachable(user).filter(pk__in=ids)


def person_or_404(user: User, pk: int) -> Person:
    """Return a person whom the user reaches; a stranger's id and no such id give the same answer."""
    found = reachable_among(user, [pk])
    if not found:
        raise Http404
    return found[0]


def restricted(people: QuerySet[Person]) -> QuerySet[Person]:
    """Return those of the people on whom a restriction stands."""
    return people.filter(Exists(Restriction.objects.filter(_standing(), person=OuterRef("pk"))))


def closed_to(user: User, person_ids: Iterable[int]) -> set[int]:
    """Return those of the given people who are restricted, or whom the user is kept from (one query).

    Of such a person, unless the user reaches them by name, not even the name may be told.
    """
    return {pk for (pk,) in _closed(user.pk, frozenset(person_ids))}


@built_once
def _closed(user: int, ids: frozenset[int]) -> QuerySet[Any, Any]:
    closed = _on(Restriction.objects.filter(_standing())) | _kept_from(user)
    return Person.objects.filter(closed, pk__in=ids).values_list("pk")


def standing_sources(basis: Basis, prefix: str) -> set[str]:
    """Return the sources with this prefix whose grants on this basis stand now, without a planned end."""
    rows = Grant.objects.filter(basis=basis, allow=True, ends__isnull=True, source__startswith=prefix)
    return set(rows.values_list("source", flat=True).distinct())


def restriction_on(person: Person) -> Restriction | None:
    """Return the restriction that stands on the person, on whichever of the records that are one with them."""
    same = SameRecord.objects.filter(person=person.pk).values("same")
    rows = Restriction.objects.filter(_standing()).filter(Q(person=person) | Q(person__in=same))
    return rows.select_related("decided_by", "person").order_by("pk").first()


def who_reaches(person: Person) -> QuerySet[User]:
    """Return the staff who reach the person now, by name: what a restriction would shut out, unless it names them."""
    day = time.today()
    allowed = Grant.objects.filter(_standing(), person=person, allow=True)
    inside = CircleMember.objects.filter(starts__lte=day, circle__in=allowed.values("circle")).exclude(ends__lte=day)
    denied = Grant.objects.filter(_standing(), person=person, allow=False, user__isnull=False)
    found = User.objects.filter(Q(pk__in=allowed.values("user")) | Q(pk__in=inside.values("user")), kind=UserKind.STAFF)
    return found.filter(is_active=True).exclude(pk__in=denied.values("user")).order_by("name", "pk")


def named_on(restriction: Restriction) -> QuerySet[User]:
    """Return whom a restriction names, by name."""
    rows = Grant.objects.filter(_standing(), source=f"restriction:{restriction.pk}", allow=True)
    return User.objects.filter(pk__in=rows.values("user")).order_by("name", "pk")


def whom_to_ask(person_ids: Iterable[int]) -> dict[int, str]:
    """Return for each person who has one the name of the worker who reaches them now, else of the team (one query)."""
    found: dict[int, str] = {}
    for person_id, worker, team in _to_ask(frozenset(person_ids)):
        found.setdefault(person_id, worker or team)
    return found


@built_once
def _to_ask(ids: frozenset[int]) -> QuerySet[Any, Any]:
    rows = Grant.objects.filter(_standing(), person__in=ids, allow=True)
    rows = rows.filter(Q(capacity=Capacity.WORKER) | Q(circle__isnull=False)).exclude(basis=Basis.EMERGENCY)
    return rows.order_by("user", "pk").values_list("person_id", "user__name", "circle__name")
