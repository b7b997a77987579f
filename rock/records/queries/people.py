"""Reads about people: which records are one person, and who belongs with whom."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from rock.core import time
from rock.records.models import Family, FamilyMember, MemberRole, Person, SameRecord


def one_person(person_ids: Iterable[int]) -> set[int]:
    """Return the ids of every record that is read as one with the given ones, themselves included."""
    ids = set(person_ids)
    return ids | set(SameRecord.objects.filter(person__in=ids).values_list("same", flat=True))


def open_on(day: date) -> Q:
    """Return the condition of a dated row (`starts` included, `ends` not) standing on the day; no start means always."""
    return (Q(starts__isnull=True) | Q(starts__lte=day)) & (Q(ends__isnull=True) | Q(ends__gt=day))


def members(family: Family, *, on: date | None = None, role: MemberRole | None = None) -> QuerySet[FamilyMember]:
    """Return who is in the family on the day (today if unsaid), children first, eldest first."""
    rows = FamilyMember.objects.filter(open_on(on or time.today()), family=family).select_related("person")
    if role:
        rows = rows.filter(role=role)
    return rows.order_by("-role", "person__birth_date", "person_id")


def families_of(person_ids: Iterable[int], *, on: date | None = None) -> QuerySet[Family]:
    """Return the families that any of these people is in on the day."""
    rows = FamilyMember.objects.filter(open_on(on or time.today()), person__in=one_person(person_ids))
    return Family.objects.filter(pk__in=rows.values("family"))


def around(ids: QuerySet[Any, Any], *, on: date | None = None) -> Q:
    """Return the condition on Person: one of these (a query of ids), read as one with them, or in a family with them.

    The three come as one set of ids, so that the database goes from them to the people and not over everybody.
    """
    same = SameRecord.objects.filter(person__in=ids).values("same")
    standing = FamilyMember.objects.filter(open_on(on or time.today()))
    families = standing.filter(person__in=ids.union(same)).values("family")
    together = standing.filter(family__in=families).values("person")
    return Q(pk__in=ids.union(same, together))


def household_of(person: Person, *, on: date | None = None) -> set[int]:
    """Return the ids of everyone who shares a family with the person on the day, the person included."""
    named = Person.objects.filter(pk=person.pk).values("pk")
    return set(Person.objects.filter(around(named, on=on)).values_list("pk", flat=True))
