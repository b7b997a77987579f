"""Write how people are related, and the orders that limit it."""

from datetime import date

from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.records.models import CourtOrder, EventKind, OrderKind, Person, Relationship, RelationshipKind
from rock.records.services.events import record_event

YOUNGEST_PARENT_YEARS = 10


@service
def relate(
    *,
    by: Actor,
    person: Person,
    other: Person,
    kind: RelationshipKind,
    parental_responsibility: bool | None = None,
    since: date | None = None,
) -> Relationship:
    """Write what `person` is to `other`; said again, it changes only who has parental responsibility."""
    if person.pk == other.pk:
        raise Refused("Choose somebody else: nobody is related to themselves.")
    if kind == RelationshipKind.PARENT:
        _refuse_too_young(person, other)
    row, _ = Relationship.objects.update_or_create(
        person=person,
        other=other,
        kind=kind,
        ends=None,
        defaults={"parental_responsibility": parental_responsibility},
        create_defaults={"parental_responsibility": parental_responsibility, "starts": since},
    )
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person, other])
    return row


def _refuse_too_young(parent: Person, child: Person) -> None:
    born, childs = parent.birth_date, child.birth_date
    if born and childs and time.add_months(born, 12 * YOUNGEST_PARENT_YEARS) > childs:
        raise Refused("By their dates of birth, the first person cannot be the parent of the second. Check who is who.")


@service
def end_relationship(*, by: Actor, relationship: Relationship, on: date | None = None) -> Relationship:
    """End a relationship on a day; it stays in history."""
    day = on or time.today()
    if relationship.starts and day < relationship.starts:
        raise Refused("That is before it began. Check the date.")
    relationship.ends = day
    relationship.save(update_fields=["ends"])
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[relationship.person, relationship.other])
    return relationship


@service
def record_order(
    *,
    by: Actor,
    child: Person,
    kind: OrderKind,
    starts: date,
    limits: Person | None = None,
    what_it_says: str = "",
    ends: date | None = None,
) -> CourtOrder:
    """Write a court order about a child, and the adult whom it limits, if any."""
    if starts > time.today():
        raise Refused("That date is in the future. Enter the day when the court made the order.")
    if ends and ends < starts:
        raise Refused("The order ends before it begins. Check both dates.")
    if limits and limits.pk == child.pk:
        raise Refused("An order limits somebody else, not the child.")
    row = CourtOrder.objects.create(
        child=child, kind=kind, starts=starts, limits=limits, what_it_says=what_it_says.strip(), ends=ends
    )
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[child])
    return row


@service
def end_order(*, by: Actor, order: CourtOrder, on: date) -> CourtOrder:
    """Write the day on which an order ended."""
    if on < order.starts:
        raise Refused("That is before it began. Check the date.")
    order.ends = on
    order.save(update_fields=["ends"])
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[order.child])
    return order
