"""Whom a worker may offer a line of a plan to: its members, ticked only where neither a hidden address nor an order concerns them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from rock.accounts.models import User
from rock.core import time
from rock.practice.plans.models import Plan, PlanMember
from rock.practice.requests.models import RequestPerson
from rock.practice.requests.queries.hidden import KEY
from rock.reach.queries import reachable, reached
from rock.records.models import CourtOrder, FamilyMember, Person, Residence, Statement
from rock.records.queries.people import one_person, open_on

LIMITED = "A court order limits them. Read it before you tick them."
HIDDEN = "Something is hidden in this family. Look at the words before you tick them."


@dataclass(frozen=True)
class ReaderOffered:
    """Somebody of the plan, whether the form ticks them, and why it does not."""

    person: Person
    ticked: bool
    because: str = ""


def members_of(plan: Plan, user: User) -> list[Person]:
    """Return the people who write the plan with us and whom the user reaches, the child first (one query)."""
    rows = PlanMember.objects.filter(reached(user, "person_id"), plan=plan, ends__isnull=True)
    return [row.person for row in rows.select_related("person").order_by("part", "starts", "pk")]


def reader_or_404(item: Any, user: User, pk: int) -> Person:
    """Return somebody whom the user reaches and who may read a line now, in the plan or no longer in it."""
    found = reachable(user).filter(pk=pk).first() if pk in item.readers else None
    if found is None:
        raise Http404
    return found


def readers_offered(plan: Plan, people: list[Person]) -> list[ReaderOffered]:
    """Return these members as readers (four queries at most).

    Where an address of the family is hidden, only those who live there are ticked; where an asker keeps something back,
    nobody is; nor is anybody whom an order about a child of the family limits.
    """
    limited, protected = _limited(plan), _protected(plan)
    kept_back = _kept_back(plan)
    found = []
    for person in people:
        if person.pk in limited:
            found.append(ReaderOffered(person, False, LIMITED))
        elif kept_back or (protected and person.pk not in protected):
            found.append(ReaderOffered(person, False, HIDDEN))
        else:
            found.append(ReaderOffered(person, True))
    return found


def _limited(plan: Plan) -> set[int]:
    """Return the records of those whom an order about a child of the family limits today."""
    children = FamilyMember.objects.filter(family=plan.family_id).values("person")
    rows = CourtOrder.objects.filter(open_on(time.today()), child__in=children, limits__isnull=False)
    ids = [pk for pk in rows.values_list("limits", flat=True) if pk]
    return one_person(ids) if ids else set()


def _protected(plan: Plan) -> set[int]:
    """Return who of the family lives at an address that is hidden today."""
    people = FamilyMember.objects.filter(family=plan.family_id).values("person")
    rows = Residence.objects.filter(open_on(time.today()), person__in=people, hidden=True)
    return set(rows.values_list("person_id", flat=True))


def _kept_back(plan: Plan) -> bool:
    """Return whether a request about the family says that something must not be learned."""
    people = FamilyMember.objects.filter(family=plan.family_id).values("person")
    said = Statement.objects.filter(occasion=OuterRef("request__occasion"), question=KEY)
    rows = RequestPerson.objects.filter(person__in=people)
    return rows.filter(Q(address_hidden=True) | Q(Exists(said))).exists()
