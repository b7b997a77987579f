"""Relationships and orders in words, seen from one person."""

from collections.abc import Iterable
from dataclasses import dataclass

from rock.practice.families.presenters.person import when
from rock.practice.families.presenters.veil import Veil
from rock.records.models import CourtOrder, Person, Relationship, RelationshipKind

# The other way round of each kind: what `other` is to `person`.
_BACK = {
    RelationshipKind.PARENT: "Child",
    RelationshipKind.STEP_PARENT: "Stepchild",
    RelationshipKind.GRANDPARENT: "Grandchild",
    RelationshipKind.AUNT_UNCLE: "Niece or nephew",
    RelationshipKind.CARER: "Cared for by them",
    RelationshipKind.FOSTER_CARER: "Fostered by them",
}
_PARENTAL = {True: "has parental responsibility", False: "has no parental responsibility", None: ""}


@dataclass(frozen=True)
class Relative:
    """Somebody related to the person of the page."""

    pk: int
    person: Person
    kind: str
    notes: list[str]
    open: bool


def relatives(of: set[int], rows: Iterable[Relationship]) -> list[Relative]:
    """Return the relatives of the person whose records these are, today's first."""
    found = [_relative(of, row) for row in rows]
    return sorted(found, key=lambda one: (not one.open, one.kind, one.pk))


def _relative(of: set[int], row: Relationship) -> Relative:
    kind = RelationshipKind(row.kind)
    seen_from_other = row.other_id in of
    person = row.person if seen_from_other else row.other
    called = kind.label if seen_from_other else _BACK.get(kind, kind.label)
    parental = _PARENTAL[row.parental_responsibility] if kind == RelationshipKind.PARENT else ""
    if parental and not seen_from_other:
        parental = f"the person on this page {parental}"
    notes = [note for note in (parental, when(row.starts, row.ends)) if note]
    return Relative(row.pk, person, called, notes, row.ends is None)


@dataclass(frozen=True)
class Order:
    """A court order in words."""

    pk: int
    kind: str
    child: Person
    limits: Person | None
    says: str
    when: str
    open: bool


def orders(rows: Iterable[CourtOrder], reached: set[int], veil: Veil) -> list[Order]:
    """Return the orders, the newest first; an adult whom the reader does not reach is not named."""
    return [
        Order(
            pk=row.pk,
            kind=row.get_kind_display(),
            child=row.child,
            limits=row.limits if row.limits_id in reached else None,
            says=veil(row.what_it_says),
            when=when(row.starts, row.ends),
            open=row.ends is None,
        )
        for row in rows
    ]
