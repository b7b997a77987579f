"""Families, as far as somebody reaches them: a family opens when one member is reached, and shows only those who are."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from rock.accounts.models import User
from rock.core import time
from rock.core.built_once import built_once
from rock.reach.queries import reached
from rock.records.models import Family, FamilyMember, MemberRole, Person
from rock.records.queries.people import open_on


@dataclass(frozen=True)
class ReachedFamily:
    """A family and those of today's members whom the user reaches: children first, eldest first."""

    family: Family
    members: list[FamilyMember]

    @property
    def people(self) -> list[Person]:
        """Return the members' records."""
        return [member.person for member in self.members]

    @property
    def ids(self) -> set[int]:
        """Return the ids of the members' records."""
        return {member.person_id for member in self.members}

    @property
    def children(self) -> list[Person]:
        """Return the records of the members who are children."""
        return [member.person for member in self.members if member.role == MemberRole.CHILD]


def family_or_404(user: User, pk: int) -> ReachedFamily:
    """Return a family of which the user reaches somebody (one query); all else is not there."""
    members = _members(user.pk, pk)
    if not members:
        raise Http404
    return ReachedFamily(members[0].family, members)


@built_once
def _members(user: int, family: int) -> QuerySet[FamilyMember]:
    rows = FamilyMember.objects.filter(open_on(time.today()), reached(user, "person_id"), family=family)
    return rows.select_related("person", "family").order_by("-role", "person__birth_date", "person_id")
