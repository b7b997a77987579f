"""Whether somebody who is to be asked or invited is close to the child: called like somebody around them, or with one of their inboxes."""

from dataclasses import dataclass
from typing import Any

from rock.core import time
from rock.practice.visits.queries.belonging import around_any
from rock.records.models import ContactPoint, FamilyMember, NetworkMember, Person, PersonName
from rock.records.names import fold
from rock.records.queries.people import one_person, open_on


@dataclass(frozen=True)
class Closeness:
    """Who around the child is called so (empty: nobody), and whether the inbox is that of somebody around the child."""

    called_so: str
    inbox: bool


def closeness(child: Person, *, name: str, email: str) -> Closeness:
    """Return what is known near the child of such a name and such an inbox (four queries)."""
    ids = one_person([child.pk])
    near = Person.objects.filter(around_any(ids)).values("pk")
    inbox = _is_inbox(near, email)
    named = PersonName.objects.filter(person__in=near, folded=fold(name)).select_related("person").first()
    return Closeness(str(named.person) if named else _in_network(ids, name), inbox)


def is_inbox_near(child: Person, email: str) -> bool:
    """Return whether an inbox is that of somebody around the child (two queries)."""
    return _is_inbox(Person.objects.filter(around_any(one_person([child.pk]))).values("pk"), email)


def _is_inbox(near: Any, email: str) -> bool:
    return ContactPoint.objects.filter(person__in=near, value__iexact=email.strip()).exists()


def _in_network(ids: set[int], name: str) -> str:
    families = FamilyMember.objects.filter(person__in=ids).values("family")
    rows = NetworkMember.objects.filter(open_on(time.today()), family__in=families).exclude(name="")
    return next((f"{row.name} ({row.who})" for row in rows if fold(row.name) == fold(name)), "")
