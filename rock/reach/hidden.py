"""What must not be shown to somebody, because it would give a hidden address away."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core.built_once import built_once
from rock.reach.queries import reached
from rock.records.hidden import Tokens, tokens
from rock.records.models import FamilyMember, NetworkMember, Person, Relationship, Residence, SameRecord


def sees_hidden(user: User) -> bool:
    """Return whether the user may see the hidden addresses of the people whom they reach."""
    return user.may(Action.SEE_HIDDEN_ADDRESS)


def hidden_from(user: User, person_ids: Iterable[int]) -> Tokens:
    """Return what a page about these people may not show the user (one query).

    It counts the hidden addresses of these people and of everyone around them, reached or not: family, relatives,
    network. Those whom the user reaches are left out where their role sees hidden addresses.
    """
    return tokens(_hidden_around(frozenset(person_ids), user.pk if sees_hidden(user) else None))


@built_once
def _hidden_around(ids: frozenset[int], seen_by: int | None) -> QuerySet[Any, Any]:
    rows = Residence.objects.filter(_around(ids), hidden=True)
    if seen_by is not None:
        rows = rows.exclude(reached(seen_by, "person_id"))
    return rows.values_list("lines", "postcode", "also_hidden").distinct()


def _around(ids: frozenset[int]) -> Q:
    families = FamilyMember.objects.filter(person__in=ids).values("family")
    around: list[QuerySet[Any, Any]] = [
        FamilyMember.objects.filter(family__in=families).values("person"),
        NetworkMember.objects.filter(family__in=families, person__isnull=False).values("person"),
        Relationship.objects.filter(person__in=ids).values("other"),
        Relationship.objects.filter(other__in=ids).values("person"),
        SameRecord.objects.filter(person__in=ids).values("same"),
    ]
    themselves: QuerySet[Any, Any] = Person.objects.filter(pk__in=ids).values("pk")
    return Q(person__in=themselves.union(*around))
