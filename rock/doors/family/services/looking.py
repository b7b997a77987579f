"""Who looked is held back where a protection enquiry must, until a named manager releases it.

A decision to speak with police and health first, on a request or after an assessment, holds it back by itself, for every
child and adult concerned and of their family.
"""

from django.db.models import QuerySet

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core import time
from rock.core.services import Refused, service
from rock.doors.family.models import LooksHeld
from rock.practice.assessments.models import Assessment, Section47Enquiry
from rock.practice.requests.models import Decision, Route
from rock.practice.requests.services.handling import matched
from rock.records.models import Family, Person
from rock.records.queries.people import members, one_person

STRATEGY = "Police and health are spoken with first (strategy discussion)"


@service
def hold_views(*, by: User, person: Person, because: str) -> LooksHeld:
    """From now on, do not show the family who looks at this person; what they saw before stays seen."""
    if not because.strip():
        raise Refused("Say why who looked must be held back.")
    if _held(person).exists():
        raise Refused("Who looked is held back already.")
    return LooksHeld.objects.create(person=person, because=because.strip(), held_by=by)


@service
def hold_after_strategy(*, by: User, decision: Decision) -> None:
    """Hold back who looks at the people of a request that leads to a strategy discussion, and at the rest of their family."""
    if decision.route != Route.STRATEGY:
        return
    _hold_all(by, [*matched(decision.request), *_all_of(decision.occasion.family)])


@service
def hold_after_enquiry(*, by: User, assessment: Assessment, enquiry: Section47Enquiry) -> None:
    """Hold back who looks at the child and the family of an assessment that led to a strategy discussion."""
    family = assessment.occasion.family if assessment.occasion else None
    _hold_all(by, [enquiry.referral.child, *_all_of(family)])


def _all_of(family: Family | None) -> list[Person]:
    return [member.person for member in members(family)] if family else []


def _hold_all(by: User, people: list[Person]) -> None:
    for person in dict.fromkeys(people):
        if not _held(person).exists():
            hold_views(by=by, person=person, because=STRATEGY)


@service
def release_views(*, by: User, person: Person) -> LooksHeld:
    """Show the family who looked until now, what single pages held back too; only a manager decides this."""
    if not by.may(Action.RELEASE_HELD):
        raise Refused("Only a manager can release what is held back. Ask yours.")
    now, rows = time.now(), list(_held(person))
    rows = rows or [LooksHeld(person=person, because="Held back by the page that was opened", held_by=by, held_at=now)]
    for row in rows:
        row.released_at, row.released_by = now, by
        row.save()
    return rows[0]


def _held(person: Person) -> QuerySet[LooksHeld]:
    return LooksHeld.objects.filter(person__in=one_person([person.pk]), released_at__isnull=True).order_by(
        "held_at", "pk"
    )
