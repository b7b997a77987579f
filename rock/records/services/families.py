"""Make a family, say who is in it, and who around it could help."""

from collections.abc import Iterable
from datetime import date

from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.records.models import EventKind, Family, FamilyMember, MemberRole, NetworkCircle, NetworkMember, Person
from rock.records.services.events import record_event


@service
def create_family(*, by: Actor, name: str, members: Iterable[tuple[Person, MemberRole]] = ()) -> Family:
    """Make a family with its first members, from today."""
    if not name.strip():
        raise Refused("Enter what the family is called.")
    family = Family.objects.create(name=name.strip(), recorded_by_id=by.actor_id)
    for person, role in members:
        add_member(by=by, family=family, person=person, role=role)
    return family


@service
def rename_family(*, by: Actor, family: Family, name: str) -> Family:
    """Change what a family is called."""
    if not name.strip():
        raise Refused("Enter what the family is called.")
    family.name = name.strip()
    family.save(update_fields=["name"])
    record_event(by=by, kind=EventKind.PERSON_CHANGED, family=family)
    return family


@service
def add_member(
    *, by: Actor, family: Family, person: Person, role: MemberRole, since: date | None = None
) -> FamilyMember:
    """Say that somebody belongs to a family; said again, it changes only whether they are a child or an adult in it."""
    day = since or time.today()
    if day > time.today():
        raise Refused("That date is in the future.")
    row, _ = FamilyMember.objects.update_or_create(
        family=family, person=person, ends=None, defaults={"role": role}, create_defaults={"role": role, "starts": day}
    )
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person], family=family)
    return row


@service
def end_member(*, by: Actor, member: FamilyMember, on: date | None = None) -> FamilyMember:
    """Say that somebody no longer belongs to a family from a day; their record and the past stay."""
    day = on or time.today()
    if day < member.starts:
        raise Refused("That is before they joined. Check the date.")
    member.ends = day
    member.save(update_fields=["ends"])
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[member.person], family=member.family)
    return member


@service
def add_to_network(
    *,
    by: Actor,
    family: Family,
    who: str,
    circle: NetworkCircle,
    person: Person | None = None,
    name: str = "",
    offers: str = "",
    cannot: str = "",
    named_by: Person | None = None,
) -> NetworkMember:
    """Put somebody into a family's network: by their record or by name, with what they offered."""
    if person is None and not name.strip():
        raise Refused("Enter their name.")
    if not who.strip():
        raise Refused("Say who they are to the family, for example: Nan.")
    row = NetworkMember.objects.create(
        family=family,
        person=person,
        name=name.strip(),
        who=who.strip(),
        circle=circle,
        offers=offers.strip(),
        cannot=cannot.strip(),
        named_by=named_by,
    )
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person] if person else [], family=family)
    return row


@service
def change_in_network(
    *, by: Actor, member: NetworkMember, who: str, circle: NetworkCircle, offers: str, cannot: str
) -> NetworkMember:
    """Change how close somebody stands, or what they can and cannot do."""
    if not who.strip():
        raise Refused("Say who they are to the family, for example: Nan.")
    member.who, member.circle, member.offers, member.cannot = who.strip(), circle, offers.strip(), cannot.strip()
    member.save(update_fields=["who", "circle", "offers", "cannot"])
    record_event(by=by, kind=EventKind.PERSON_CHANGED, family=member.family)
    return member


@service
def leave_network(*, by: Actor, member: NetworkMember, on: date | None = None) -> NetworkMember:
    """Say that somebody is no longer in the network; leaving again changes nothing."""
    if member.ends is None:
        member.ends = on or time.today()
        member.save(update_fields=["ends"])
        record_event(by=by, kind=EventKind.PERSON_CHANGED, family=member.family)
    return member
