"""Who is around a child and could write the plan: the family and its network, as far as the user reaches them."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q

from rock.accounts.models import User
from rock.core import time
from rock.practice.plans.models import PlanMember
from rock.reach.queries import reachable
from rock.records.models import Family, FamilyMember, NetworkMember, Person, Relationship, RelationshipKind
from rock.records.queries.people import open_on


def family_of(child: Person) -> Family | None:
    """Return the family that the child is worked with in (one query)."""
    rows = FamilyMember.objects.filter(open_on(time.today()), person=child).select_related("family")
    member = rows.order_by("family").first()
    return member.family if member else None


def around(user: User, family: Family, child: Person) -> list[Person]:
    """Return the child, the grown-ups and the network of a family whom the user reaches, each with `is_parent`."""
    day = time.today()
    members = FamilyMember.objects.filter(open_on(day), family=family, role="adult").values("person")
    network = NetworkMember.objects.filter(open_on(day), family=family, person__isnull=False).values("person")
    parent = Relationship.objects.filter(
        open_on(day),
        person=OuterRef("pk"),
        other=child,
        kind__in=[RelationshipKind.PARENT, RelationshipKind.STEP_PARENT],
    )
    found = Q(pk=child.pk) | Q(pk__in=members) | Q(pk__in=network)
    rows: Any = reachable(user).filter(found).annotate(is_parent=Exists(parent))
    return sorted(rows, key=lambda one: (one.pk != child.pk, not one.is_parent, one.pk))


def writers_of(child_ids: Collection[int]) -> list[Person]:
    """Return who writes the running plan of a child with us: whoever works with the child has to reach them for it (one query)."""
    rows = PlanMember.objects.filter(plan__child__in=child_ids, plan__ended_on__isnull=True, ends__isnull=True)
    return [row.person for row in rows.select_related("person").order_by("pk")]
