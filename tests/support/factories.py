"""Short ways to make the objects that tests stand on. Every person here is invented."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from rock.accounts.models import RoleHolding, User, UserKind
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM
from rock.reach import services as reach
from rock.reach.models import Basis, Capacity, Circle, CircleMember, Grant, Restriction
from rock.records import models as records
from rock.records.names import fold, sounds

_number = count(1)
LONG_AGO = date(2000, 1, 1)


def user(name: str = "", *, kind: UserKind = UserKind.STAFF, roles: Iterable[Role | str] = (), **facts: Any) -> User:
    """Return somebody who signs in, with these roles since long ago."""
    n = next(_number)
    made = User.objects.create_user(
        facts.pop("email", f"user{n}@example.org"), name=name or f"User {n}", kind=kind, **facts
    )
    for role in roles:
        RoleHolding.objects.create(user=made, role=Role(role), starts=LONG_AGO)
    return made


def staff_user(role: Role | str = Role.SOCIAL_WORKER, name: str = "", **facts: Any) -> User:
    """Return a member of staff who holds the role."""
    return user(name, roles=[role], **facts)


def person(given: str = "", family_name: str = "Ashdown", *, born: date | None = None, **facts: Any) -> records.Person:
    """Return a person with a preferred name as search reads it; without `born` the birth date is not known."""
    given = given or f"Child{next(_number)}"
    kind = records.BirthKind.EXACT if born else records.BirthKind.UNKNOWN
    facts = {"birth_date": born, "birth_kind": kind} | facts
    made = records.Person.objects.create(given_name=given, family_name=family_name, **facts)
    person_name(made, given, family_name, kind=records.NameKind.PREFERRED)
    return made


def person_name(
    of: records.Person,
    given: str,
    family_name: str,
    *,
    kind: records.NameKind = records.NameKind.FORMER,
    **facts: Any,
) -> records.PersonName:
    """Return one more name of a person."""
    whole = f"{given} {family_name}"
    return records.PersonName.objects.create(
        person=of,
        kind=kind,
        given_name=given,
        family_name=family_name,
        folded=fold(whole),
        sounds=sounds(whole),
        **facts,
    )


def family(
    name: str = "Ashdown", *, children: Iterable[records.Person] = (), adults: Iterable[records.Person] = ()
) -> records.Family:
    """Return a family with these members since long ago."""
    made = records.Family.objects.create(name=name)
    for one in children:
        member(made, one, records.MemberRole.CHILD)
    for one in adults:
        member(made, one, records.MemberRole.ADULT)
    return made


def member(
    of: records.Family,
    who: records.Person,
    role: records.MemberRole = records.MemberRole.CHILD,
    *,
    starts: date = LONG_AGO,
    ends: date | None = None,
) -> records.FamilyMember:
    """Return a place in a family."""
    return records.FamilyMember.objects.create(family=of, person=who, role=role, starts=starts, ends=ends)


def parent(
    of: Iterable[records.Person], who: records.Person, *, responsibility: bool | None = True
) -> list[records.Relationship]:
    """Return the rows that make somebody the parent of these children."""
    return [
        records.Relationship.objects.create(
            person=who, other=child, kind=records.RelationshipKind.PARENT, parental_responsibility=responsibility
        )
        for child in of
    ]


def related(who: records.Person, other: records.Person, kind: records.RelationshipKind) -> records.Relationship:
    """Return the row that says what somebody is to another."""
    return records.Relationship.objects.create(person=who, other=other, kind=kind)


def address(
    of: records.Person,
    lines: str = "12 Harbour Row, Blackpool",
    postcode: str = "FY1 1AA",
    *,
    hidden: bool = False,
    also_hidden: str = "",
    **facts: Any,
) -> records.Residence:
    """Return where somebody lives."""
    return records.Residence.objects.create(
        person=of, lines=lines, postcode=postcode, hidden=hidden, also_hidden=also_hidden, **facts
    )


def contact(
    of: records.Person,
    value: str = "07700 900123",
    *,
    channel: records.Channel = records.Channel.PHONE,
    safe: bool | None = True,
    **facts: Any,
) -> records.ContactPoint:
    """Return a way to reach somebody."""
    return records.ContactPoint.objects.create(person=of, value=value, channel=channel, safe=safe, **facts)


def circle(key: str = "", users: Iterable[User] = ()) -> Circle:
    """Return a circle of staff, these users in it since long ago."""
    key = key or f"circle-{next(_number)}"
    made, _ = Circle.objects.get_or_create(key=key, defaults={"name": key.replace("-", " ").capitalize()})
    for one in users:
        CircleMember.objects.create(circle=made, user=one, starts=LONG_AGO)
    return made


def grant(
    to: User | Circle,
    people: Iterable[records.Person] | records.Person,
    *,
    capacity: Capacity = Capacity.WORKER,
    basis: Basis = Basis.ALLOCATION,
    source: str = "",
    allow: bool = True,
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> list[Grant]:
    """Return the grants that let somebody (or a circle) reach these people from an hour ago, or deny it."""
    return reach.grant(
        by=SYSTEM,
        people=[people] if isinstance(people, records.Person) else list(people),
        capacity=capacity,
        basis=basis,
        source=source or f"test:{next(_number)}",
        user=to if isinstance(to, User) else None,
        circle=to if isinstance(to, Circle) else None,
        allow=allow,
        starts=starts or time.now() - timedelta(hours=1),
        ends=ends,
    )


def restriction(of: records.Person, by: User, *, named: Iterable[User] = ()) -> Restriction:
    """Return a restriction that stands now, with the staff who are named on it."""
    made = Restriction.objects.create(
        person=of, reason="Known to staff", decided_by=by, starts=time.now() - timedelta(hours=1)
    )
    for one in named:
        grant(one, of, basis=Basis.NAMED)
    return made


def statement(
    words: str = "I like it when Nan comes.",
    *,
    about: Iterable[records.Person] = (),
    speaker: records.Person | None = None,
    of: records.Family | None = None,
    signed_off: bool = True,
) -> records.Statement:
    """Return somebody's words on a visit yesterday, signed off unless said."""
    moment = time.now() - timedelta(days=1)
    visit = records.Occasion.objects.create(kind=records.OccasionKind.VISIT, happened_at=moment, family=of)
    said = records.Statement.objects.create(
        occasion=visit,
        speaker=speaker,
        speaker_name="" if speaker else "Somebody",
        question="going_well",
        words=words,
        signed_off_at=moment if signed_off else None,
    )
    records.StatementAbout.objects.bulk_create(records.StatementAbout(statement=said, person=one) for one in about)
    return said
