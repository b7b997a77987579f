"""What is held of children, read for many at once: people with their numbers, and the rows of their episodes."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from rock.insight.cin.models import CensusChild
from rock.insight.cin.tables import EPISODES, Facts, Table
from rock.records.models import BirthKind, Identifier, IdentifierKind, Person, PersonDisability

NUMBERS = {
    "la_child_id": IdentifierKind.LA_CHILD_ID,
    "upn": IdentifierKind.UPN,
    "former_upn": IdentifierKind.FORMER_UPN,
}


@dataclass(slots=True)
class HeldRow:
    """A row that is held: its key, what it says, where it came from ("" is work here), and the rows under it."""

    pk: int
    facts: Facts
    source: str
    parts: dict[str, list["HeldRow"]] = field(default_factory=dict)


@dataclass(slots=True)
class HeldChild:
    """A person who is held, by the names of `ChildRecord`; `numbers` are the keys of the identifiers that gave them.

    `said` is what the newest census said of them and `source` which one that was, both None where none did.
    """

    pk: int
    facts: Facts
    numbers: dict[str, int]
    birth_kind: str
    said: Facts | None = None
    source: str | None = None
    episodes: list[HeldRow] = field(default_factory=list)


_PERSON = ("birth_date", "birth_kind", "due_date", "sex", "death_date", "ethnicity", "upn_unknown")


def held_children(person_ids: Collection[int]) -> dict[int, HeldChild]:
    """Return what is held of these people, by key, in a number of queries that does not depend on how many they are."""
    rows = Person.objects.filter(pk__in=person_ids).values_list("pk", *_PERSON)
    found = {pk: _child(pk, dict(zip(_PERSON, values, strict=True))) for pk, *values in rows}
    _add_numbers(found)
    codes = PersonDisability.objects.filter(person__in=found).order_by("pk").values_list("person_id", "code")
    for person_id, code in codes:
        found[person_id].facts["disabilities"] += (code,)
    for person_id, facts, source in CensusChild.objects.filter(person__in=found).values_list(
        "person_id", "facts", "source"
    ):
        found[person_id].said, found[person_id].source = facts, source
    for person_id, rows_held in held_rows(EPISODES, found).items():
        found[person_id].episodes = rows_held
    return found


def _child(pk: int, person: dict[str, Any]) -> HeldChild:
    unborn = person["birth_kind"] == BirthKind.EXPECTED
    facts: Facts = {
        "la_child_id": None,
        "upn": None,
        "former_upn": None,
        "upn_unknown": person["upn_unknown"] or None,
        "birth_date": None if unborn else person["birth_date"],
        "expected_birth_date": person["birth_date"] if unborn else person["due_date"],
        "sex": person["sex"],
        "death_date": person["death_date"],
        "ethnicity": person["ethnicity"],
        "disabilities": (),
    }
    return HeldChild(pk, facts, {}, person["birth_kind"])


def _add_numbers(found: dict[int, HeldChild]) -> None:
    """Add the council's own number that came last, and the first of each other kind."""
    names = {kind.value: name for name, kind in NUMBERS.items()}
    rows = Identifier.objects.filter(person__in=found, kind__in=names).order_by("pk")
    for pk, person_id, kind, value in rows.values_list("pk", "person_id", "kind", "value"):
        child, name = found[person_id], names[kind]
        if name == "la_child_id" or name not in child.numbers:
            child.facts[name], child.numbers[name] = value, pk


def held_rows(table: Table, parent_ids: Collection[int]) -> dict[int, list[HeldRow]]:
    """Return the rows of a table under these parents, with all that is under them, in the order of their keys."""
    model: Any = table.model
    rows: dict[int, list[HeldRow]] = defaultdict(list)
    by_pk: dict[int, HeldRow] = {}
    query = model.objects.filter(**{f"{table.parent}__in": list(parent_ids)}).order_by("pk")
    for pk, parent, source, *values in query.values_list("pk", table.parent, "source", *table.names):
        facts = {column.attr: column.read(value) for column, value in zip(table.columns, values, strict=True)}
        by_pk[pk] = HeldRow(pk, facts, source)
        rows[parent].append(by_pk[pk])
    for pk, codes in _codes(table, by_pk):
        by_pk[pk].facts[table.codes.attr] = codes  # type: ignore[union-attr]
    for part in table.parts:
        under = held_rows(part, by_pk)
        for pk, row in by_pk.items():
            row.parts[part.attr] = under.get(pk, [])
    return rows


def _codes(table: Table, by_pk: Collection[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    if table.codes is None:
        return
    model: Any = table.codes.model
    found: dict[int, tuple[str, ...]] = dict.fromkeys(by_pk, ())
    rows = model.objects.filter(**{f"{table.codes.parent}__in": list(by_pk)}).order_by("pk")
    for parent, code in rows.values_list(table.codes.parent, "code"):
        found[parent] += (code,)
    yield from found.items()
