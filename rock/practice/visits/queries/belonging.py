"""Who may stand in a visit to a family: its children, and everybody around them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from rock.core import time
from rock.records.models import Family, FamilyMember, MemberRole, NetworkMember, Person, Relationship
from rock.records.queries.people import one_person, open_on


def children_of(family: Family, day: date) -> set[int]:
    """Return the ids of the children who were in the family on the day, or are today."""
    rows = FamilyMember.objects.filter(open_on(day) | open_on(time.today()), family=family, role=MemberRole.CHILD)
    return set(rows.values_list("person_id", flat=True))


def people_around(family: Family, children: Iterable[int]) -> set[int]:
    """Return the ids of everyone in the family or its network, or related to one of the children (other records of them too)."""
    ids = list(children)
    found = set(FamilyMember.objects.filter(family=family).values_list("person_id", flat=True))
    found |= set(NetworkMember.objects.filter(family=family, person__isnull=False).values_list("person_id", flat=True))
    for pair in Relationship.objects.filter(Q(person__in=ids) | Q(other__in=ids)).values_list("person_id", "other_id"):
        found |= set(pair)
    return one_person(found)


def around_any(person_ids: Iterable[int]) -> Q:
    """Return the condition on Person: one of these, or around them by family, network or relationship, now or before."""
    ids = list(person_ids)
    families = FamilyMember.objects.filter(person__in=ids).values("family")
    together: list[QuerySet[Any, Any]] = [
        FamilyMember.objects.filter(family__in=families).values("person"),
        NetworkMember.objects.filter(family__in=families, person__isnull=False).values("person"),
        Relationship.objects.filter(person__in=ids).values("other"),
        Relationship.objects.filter(other__in=ids).values("person"),
    ]
    return Q(pk__in=Person.objects.filter(pk__in=ids).values("pk").union(*together))
