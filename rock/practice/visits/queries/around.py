"""Who can stand on the page of a visit: those of the family and its network whom the worker reaches, and names."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from rock.accounts.models import User
from rock.core import time
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.queries.related import network_of
from rock.practice.visits.words import first_names
from rock.reach.families import family_or_404
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.queries import closed_to, reaches
from rock.records.models import Family, MemberRole, Person, Relationship, RelationshipKind
from rock.records.queries.people import open_on

_PARENTS = (RelationshipKind.PARENT, RelationshipKind.STEP_PARENT)


@dataclass(frozen=True)
class Around:
    """A family on a visit: its children and adults, the network with and without records, and who is whose parent."""

    family: Family
    children: list[Person]
    adults: list[Person]
    network: list[tuple[Person, str]]
    names: list[tuple[int, str]]
    parents: frozenset[tuple[int, int]]

    @cached_property
    def people(self) -> dict[int, Person]:
        """Return everybody with a record, by its id."""
        return {one.pk: one for one in (*self.children, *self.adults, *(person for person, _ in self.network))}

    @cached_property
    def called(self) -> dict[int, str]:
        """Return how each child is called on the pages of a visit, by id."""
        return first_names(self.children)

    def child_or_404(self, pk: int) -> Person:
        """Return one of the children; anybody else is not there."""
        for child in self.children:
            if child.pk == pk:
                return child
        raise Http404

    def is_parent(self, adult: Person, child: Person) -> bool:
        """Return whether the adult is a parent or step-parent of the child."""
        return (adult.pk, child.pk) in self.parents


def around_or_404(user: User, family_pk: int) -> Around:
    """Return who can stand on a visit to a family of which the user reaches a child (six queries); else it is not there."""
    found = family_or_404(user, family_pk)
    children = found.children
    if not children:
        raise Http404
    adults = [member.person for member in found.members if member.role != MemberRole.CHILD]
    ids = [*found.ids]
    parents = Relationship.objects.filter(open_on(time.today()), person__in=ids, other__in=ids, kind__in=_PARENTS)
    network, names = _network(user, found.family, found.ids)
    pairs = frozenset(parents.values_list("person_id", "other_id"))
    return Around(found.family, children, adults, network, names, pairs)


def _network(user: User, family: Family, members: set[int]) -> tuple[list[tuple[Person, str]], list[tuple[int, str]]]:
    rows = [row for row in network_of(family) if row.person_id not in members]
    ids = {row.person_id for row in rows if row.person_id}
    reached, closed = reaches(user, ids), closed_to(user, ids)
    veil = Veil(hidden_from(user, members), sees_hidden(user))
    people = [(row.person, veil(row.who)) for row in rows if row.person and row.person_id in reached]
    open_rows = (row for row in rows if row.person_id is None or row.person_id not in reached | closed)
    names = [(row.pk, _called(veil(row.name), veil(row.who))) for row in open_rows]
    return people, names


def _called(name: str, who: str) -> str:
    return f"{name} ({who})" if name else who


def families_of(user: User, child: Person) -> list[int]:
    """Return the ids of the families that the child, who is reached, belongs to today (one query)."""
    rows = child.memberships.filter(open_on(time.today()), role=MemberRole.CHILD)
    return list(rows.order_by("-starts", "pk").values_list("family_id", flat=True))
