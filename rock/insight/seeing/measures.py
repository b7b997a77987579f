"""A measure says what it counts, of which rows, whether it is a stock or a flow, and what it can be compared with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from rock.accounts.models import User
from rock.core.measuring import Measured
from rock.reach.queries import reached
from rock.records.models import Person

NOT_PUBLISHED = "Nobody publishes it"
MOST_SHOWN = 200


@dataclass(frozen=True)
class Share:
    """A share: `rows` yields one row for each thing counted, with `who` (a child's id) and `done` (whether it counts).

    Of `harm`, those who count are whom to look at first; of all else, those who do not.
    """

    key: str
    name: str
    counts: str
    things: str
    rows: Callable[[], QuerySet[Any]]
    done: str
    missing: str
    compared: str = NOT_PUBLISHED
    harm: bool = False

    def found(self) -> Measured:
        """Return of how many, how many (one query)."""
        row = self.rows().aggregate(of=Count("pk"), count=Count("pk", filter=Q(done=True)))
        return Measured(row["of"], row["count"])

    def children(self, user: User, *, done: bool) -> list[Person]:
        """Return the children whom the user reaches and of whom it is so, or is not (one query)."""
        ids = self.rows().filter(done=done).values("who")
        people = Person.objects.filter(reached(user, "pk"), pk__in=ids)
        return list(people.order_by("family_name", "given_name", "pk")[:MOST_SHOWN])
