"""Restriction, emergency opening, conflict of interest: writes that narrow or widen reach for a reason."""

from collections.abc import Iterable
from datetime import timedelta

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Refused, service
from rock.reach.messages import tell_reviewers
from rock.reach.models import Basis, Capacity, ConflictOfInterest, EmergencyOpening, Restriction
from rock.reach.queries import is_kept_from, named_on, restriction_on
from rock.reach.services import end_grants, grant
from rock.records.models import EventKind, Person
from rock.records.queries.people import household_of
from rock.records.services.clocks import start_clock, stop_clock
from rock.records.services.events import record_event

OPENING_LASTS = timedelta(hours=24)
NOT_THIS_ONE = "You cannot open this record. Ring your manager now."


@service
def restrict(*, by: User, person: Person, reason: str, named: list[User]) -> Restriction:
    """From now on only the named people reach the person; whoever decides must be among them."""
    if not reason.strip():
        raise Refused("Say why this record is restricted.")
    if by not in named:
        raise Refused("Name yourself too, or nobody who decided could open it again.")
    if restriction_on(person):
        raise Refused("This record is restricted already.")
    restriction = Restriction.objects.create(person=person, reason=reason, decided_by=by)
    _name(by, restriction, named)
    record_event(by=by, kind=EventKind.RESTRICTED, people=[person])
    return restriction


def _name(by: User, restriction: Restriction, users: Iterable[User]) -> None:
    for user in users:
        grant(
            by=by,
            people=[restriction.person],
            capacity=Capacity.WORKER,
            basis=Basis.NAMED,
            source=f"restriction:{restriction.pk}",
            user=user,
        )


@service
def name_others(*, by: User, restriction: Restriction, named: list[User]) -> None:
    """Change who is named on a restriction that goes on standing; whoever changes it must be among them."""
    if by not in named:
        raise Refused("Name yourself too, or nobody who decided could open it again.")
    for user in set(named_on(restriction)) - set(named):
        end_grants(by=by, source=f"restriction:{restriction.pk}", user=user)
    _name(by, restriction, named)
    record_event(by=by, kind=EventKind.RESTRICTED, people=[restriction.person])


@service
def end_restriction(*, by: User, restriction: Restriction) -> None:
    """Let ordinary reach count again."""
    restriction.ends = time.now()
    restriction.save(update_fields=["ends"])
    end_grants(by=by, source=f"restriction:{restriction.pk}")
    record_event(by=by, kind=EventKind.RESTRICTED, people=[restriction.person])


@service
def open_in_emergency(*, by: User, person: Person, reason: str) -> EmergencyOpening:
    """Reach a person for 24 hours with a reason; managers are told, and one looks at it within a working day.

    A denial still stands. A restricted record is opened by a hub manager alone, and another manager reviews it.
    """
    if not by.may(Action.OPEN_IN_EMERGENCY) or (restriction_on(person) and Role.HUB_MANAGER not in by.roles):
        raise Refused(NOT_THIS_ONE)
    if len(reason.strip()) < 10:
        raise Refused("Say what the emergency is, in a sentence: a manager will read it.")
    if is_kept_from(by, person):
        raise Refused(NOT_THIS_ONE)
    moment = time.now()
    opening = EmergencyOpening.objects.create(
        person=person,
        user=by,
        reason=reason,
        opened_at=moment,
        ends=moment + OPENING_LASTS,
        clock=start_clock(by=by, key="opening_review", started_at=moment, person=person),
    )
    grant(
        by=by,
        people=[person],
        capacity=Capacity.WORKER,
        basis=Basis.EMERGENCY,
        source=f"opening:{opening.pk}",
        user=by,
        ends=opening.ends,
    )
    record_event(by=by, kind=EventKind.EMERGENCY_OPENED, people=[person])
    tell_reviewers(by=by, opening=opening)
    return opening


@service
def review_opening(*, by: User, opening: EmergencyOpening, was_right: bool, note: str) -> EmergencyOpening:
    """A manager, never the one who opened it, says whether it was right; a wrong one ends at once."""
    if opening.user_id == by.pk:
        raise Refused("Somebody else has to review what you opened.")
    if not was_right and not note.strip():
        raise Refused("Say what was not right, and what you do about it.")
    opening = EmergencyOpening.objects.select_for_update().get(pk=opening.pk)
    if opening.reviewed_at:
        raise Refused("This opening was reviewed already.")
    opening.reviewed_by, opening.reviewed_at = by, time.now()
    opening.was_right, opening.review_note = was_right, note
    opening.save(update_fields=["reviewed_by", "reviewed_at", "was_right", "review_note"])
    if opening.clock:
        stop_clock(by=by, clock=opening.clock)
    if not was_right:
        end_grants(by=by, source=f"opening:{opening.pk}")
    return opening


@service
def declare_conflict(*, by: User, user: User, person: Person, what: str) -> ConflictOfInterest:
    """Somebody is close to a person: they stop reaching that person and everyone in their family."""
    if ConflictOfInterest.objects.filter(user=user, person=person, ends__isnull=True).exists():
        raise Refused("This is declared already.")
    conflict = ConflictOfInterest.objects.create(user=user, person=person, what=what, declared_by=by)
    grant(
        by=by,
        people=Person.objects.filter(pk__in=household_of(person)),
        capacity=Capacity.RELATIVE,
        basis=Basis.CONFLICT,
        source=f"conflict:{conflict.pk}",
        user=user,
        allow=False,
    )
    return conflict


@service
def end_conflict(*, by: User, conflict: ConflictOfInterest) -> None:
    """A manager, never the one concerned, ends a declared conflict."""
    if conflict.user_id == by.pk:
        raise Refused("Somebody else has to end this.")
    conflict.ends = time.now()
    conflict.save(update_fields=["ends"])
    end_grants(by=by, source=f"conflict:{conflict.pk}")
