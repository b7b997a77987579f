"""Who stands near somebody: whose hidden address could be given away where these people are spoken of."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from rock.records.models import FamilyMember, NetworkMember, Person, Relationship, SameRecord


def near(people: Collection[int]) -> QuerySet[Any, Any]:
    """Return the ids of these people and of everyone near them, as a query: now or before, under any record of theirs.

    Near are all who are in one of their families or its network, and whoever is related to anybody in those families: a
    mother may be written down as her child's mother alone.
    """
    themselves: QuerySet[Any, Any] = Person.objects.filter(pk__in=people).values("pk")
    themselves = themselves.union(SameRecord.objects.filter(person__in=people).values("same"))
    families = FamilyMember.objects.filter(person__in=themselves).values("family")
    families = families.union(NetworkMember.objects.filter(person__in=themselves).values("family"))
    members = FamilyMember.objects.filter(family__in=families).values("person")
    inside = members.union(themselves, SameRecord.objects.filter(person__in=members).values("same"))
    return inside.union(
        NetworkMember.objects.filter(family__in=families, person__isnull=False).values("person"),
        Relationship.objects.filter(person__in=inside).values("other"),
        Relationship.objects.filter(other__in=inside).values("person"),
    )
