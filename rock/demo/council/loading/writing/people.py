"""What the services of people, homes, relationships and networks write."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rock.demo.council.loading.acts import (
    Act,
    Birth,
    Create,
    Death,
    Describe,
    Disabled,
    Join,
    Move,
    Network,
    Number,
    Reach,
    Relate,
    Rename,
)
from rock.demo.council.loading.writing.family import FamilyRows
from rock.records.models import (
    BirthKind,
    ContactPoint,
    EventKind,
    Identifier,
    MemberRole,
    NameKind,
    NetworkMember,
    Person,
    PersonDisability,
    PersonName,
    Relationship,
    Residence,
)
from rock.records.names import fold, sounds
from rock.records.services.people import due_date_after


def make_person(rows: FamilyRows, act: Act, number: int, given: str, family: str, born: date | None) -> None:
    """Write a new record with its preferred name."""
    kind = BirthKind.EXACT if born else BirthKind.UNKNOWN
    facts = {"given_name": given, "family_name": family, "birth_date": born, "birth_kind": kind}
    made = rows.tables.add(Person, **facts, recorded_at=act.at, recorded_by_id=rows.user(act.by))
    rows.people[number] = made
    _name(rows, number, NameKind.PREFERRED, given, family, None)
    rows.event(act, EventKind.PERSON_CREATED, [made["id"]])


def _name(rows: FamilyRows, number: int, kind: NameKind, given: str, family: str, since: date | None) -> None:
    whole = f"{given} {family}"
    facts = {"kind": kind, "given_name": given, "family_name": family, "starts": since}
    made = rows.tables.add(PersonName, person_id=rows.key(number), folded=fold(whole), sounds=sounds(whole), **facts)
    rows.names.setdefault(number, []).append(made)


def live_at(rows: FamilyRows, number: int, lines: str, code: str, since: date | None, hidden: bool, also: str) -> None:
    """Write where somebody lives."""
    facts = {"lines": lines, "postcode": code, "starts": since, "hidden": hidden, "also_hidden": also}
    made = rows.tables.add(Residence, person_id=rows.key(number), **facts)
    rows.homes.setdefault(number, []).append(made)


def changed(rows: FamilyRows, act: Act, *people: int) -> None:
    """Append that what is recorded of people changed."""
    rows.event(act, EventKind.PERSON_CHANGED, [rows.key(one) for one in people])


def _create(rows: FamilyRows, act: Create) -> None:
    make_person(rows, act, act.person, act.given, act.family, act.born)


def _describe(rows: FamilyRows, act: Describe) -> None:
    facts = {"sex": act.sex.value, "ethnicity": act.ethnicity.value, "first_language": act.language}
    rows.people[act.person] |= facts | {"needs_interpreter": act.interpreter}
    changed(rows, act, act.person)


def _birth(rows: FamilyRows, act: Birth) -> None:
    row = rows.people[act.person]
    due = due_date_after(row["birth_date"], row["birth_kind"], row["due_date"], act.kind)
    row |= {"birth_date": act.day, "birth_kind": act.kind.value, "due_date": due}
    changed(rows, act, act.person)


def _death(rows: FamilyRows, act: Death) -> None:
    rows.people[act.person]["death_date"] = act.day
    for row in (*rows.homes.get(act.person, ()), *rows.contacts.get(act.person, ())):
        row["ends"] = row["ends"] or max(row["starts"] or act.day, act.day)
    changed(rows, act, act.person)


def _disabled(rows: FamilyRows, act: Disabled) -> None:
    for code in act.codes:
        rows.tables.add(PersonDisability, person_id=rows.key(act.person), code=code)
    changed(rows, act, act.person)


def _rename(rows: FamilyRows, act: Rename) -> None:
    for standing in rows.names[act.person]:
        if standing["kind"] == act.kind.value:
            standing |= {"kind": NameKind.FORMER.value, "ends": act.since or act.at.date()}
    _name(rows, act.person, act.kind, act.given, act.family, act.since)
    if act.kind == NameKind.PREFERRED:
        rows.people[act.person] |= {"given_name": act.given, "family_name": act.family}
    changed(rows, act, act.person)


def _number(rows: FamilyRows, act: Number) -> None:
    facts = {"kind": act.kind, "value": act.value, "source": act.source}
    rows.tables.add(Identifier, person_id=rows.key(act.person), **facts)
    changed(rows, act, act.person)


def _reach(rows: FamilyRows, act: Reach) -> None:
    known = rows.contacts.setdefault(act.person, [])
    for one in known if act.preferred else ():
        one["preferred"] = False
    facts = {"channel": act.channel, "value": act.value, "safe": act.safe, "rule": act.rule}
    dated = {"preferred": act.preferred, "starts": act.at.date()}
    known.append(rows.tables.add(ContactPoint, person_id=rows.key(act.person), **facts, **dated))
    changed(rows, act, act.person)


def _move(rows: FamilyRows, act: Move) -> None:
    for number in act.people:
        for home in rows.homes.get(number, ()):
            home["ends"] = home["ends"] or act.since
    for number in act.people:
        live_at(rows, number, act.lines, act.postcode, act.since, act.hidden, act.also_hidden)
    changed(rows, act, *act.people)


def _relate(rows: FamilyRows, act: Relate) -> None:
    facts = {"kind": act.kind, "parental_responsibility": act.responsible}
    rows.tables.add(Relationship, person_id=rows.key(act.person), other_id=rows.key(act.other), **facts)
    changed(rows, act, act.person, act.other)


def _join(rows: FamilyRows, act: Join) -> None:
    rows.join(act, act.person, MemberRole.CHILD)
    rows.event(act, EventKind.PERSON_CHANGED, [rows.key(act.person)], family_id=rows.family_key)


def _network(rows: FamilyRows, act: Network) -> None:
    person = None if act.person is None else rows.key(act.person)
    facts = {"name": act.name, "who": act.who, "circle": act.circle.value, "offers": act.offers}
    told = {"named_by_id": rows.key(act.named_by), "starts": act.at.date()}
    rows.tables.add(NetworkMember, family_id=rows.family_key, person_id=person, **facts, **told)
    rows.event(act, EventKind.PERSON_CHANGED, [person] if person else [], family_id=rows.family_key)


WRITERS: dict[type[Act], Callable[[FamilyRows, Any], None]] = {
    Create: _create,
    Describe: _describe,
    Birth: _birth,
    Death: _death,
    Disabled: _disabled,
    Rename: _rename,
    Number: _number,
    Reach: _reach,
    Move: _move,
    Relate: _relate,
    Join: _join,
    Network: _network,
}
