"""What is a worker’s own: the families whose children they work with, and a visit that they kept."""

from dataclasses import dataclass

from rock.accounts.models import User
from rock.practice.visits.models import Visit
from rock.reach.queries import reached
from rock.records.models import Family, Person
from rock.teams.models import AllocationKind
from rock.teams.queries.children import my_children, standing_allocations


@dataclass(frozen=True)
class Mine:
    """A family, and those of its children whom the user works with or knows as the second person."""

    family: Family
    children: list[Person]


def my_families(user: User) -> list[Mine]:
    """Return somebody's families: of their own children, whoever has something due first; then of those they know as second."""
    rows = standing_allocations().filter(reached(user, "child_id"), worker=user, kind=AllocationKind.SECOND)
    second = rows.order_by("family__name", "family_id", "child__birth_date", "child_id")
    found: dict[int, Mine] = {}
    for row in [*(card.allocation for card in my_children(user)), *second]:
        mine = found.setdefault(row.family_id, Mine(row.family, []))
        if row.child not in mine.children:
            mine.children.append(row.child)
    return list(found.values())


def by_name(families: list[Mine]) -> list[Mine]:
    """Return families in the order of their names, as one looks somebody up."""
    return sorted(families, key=lambda one: (one.family.name, one.family.pk))


def kept_with(key: str, user: User, family: Family) -> Visit | None:
    """Return the visit to a family that this user kept with a key; None for anybody else's."""
    return Visit.objects.filter(key=key, occasion__family=family, occasion__recorded_by=user).first()
