"""The families whose children somebody works with: a worker chooses among them what to take where there is no signal."""

from dataclasses import dataclass

from rock.accounts.models import User
from rock.reach.queries import reached
from rock.records.models import Family, Person
from rock.teams.queries.children import standing_allocations


@dataclass(frozen=True)
class Mine:
    """A family, and those of its children whom the user works with or knows as the second person."""

    family: Family
    children: list[Person]


def my_families(user: User) -> list[Mine]:
    """Return the families of somebody's own children by name (one query)."""
    rows = standing_allocations().filter(reached(user, "child_id"), worker=user)
    found: dict[int, Mine] = {}
    for row in rows.order_by("family__name", "family_id", "child__birth_date", "child_id"):
        mine = found.setdefault(row.family_id, Mine(row.family, []))
        if row.child not in mine.children:
            mine.children.append(row.child)
    return list(found.values())
