"""All that a record says of one person, over every record that is read as one, in one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from rock.core.built_once import built_once
from rock.records.models import (
    ContactPoint,
    FamilyMember,
    Identifier,
    Person,
    PersonDisability,
    PersonName,
    Residence,
)


@dataclass(frozen=True)
class Facts:
    """The records of one person, eldest record first, and their rows (dictionaries by field, dates as dates)."""

    records: list[Person]
    names: list[dict[str, Any]]
    homes: list[dict[str, Any]]
    contacts: list[dict[str, Any]]
    identifiers: list[dict[str, Any]]
    disabilities: list[str]
    families: dict[int, str]


def _rows(rows: QuerySet[Any], *fields: str, order: tuple[str, ...] = ("pk",)) -> ArraySubquery:
    chosen = rows.filter(person=OuterRef("pk")).order_by(*order)
    return ArraySubquery(chosen.values(json=JSONObject(**{field: field for field in fields})))


def facts_of(ids: set[int]) -> Facts:
    """Return what is recorded of the person whose records these are (one query)."""
    records = _records(frozenset(ids))
    return Facts(
        records=records,
        names=_all(records, "all_names"),
        homes=_all(records, "all_homes"),
        contacts=_all(records, "all_contacts"),
        identifiers=_all(records, "all_identifiers"),
        disabilities=sorted({row["code"] for row in _all(records, "all_disabilities")}),
        families={row["family_id"]: row["family__name"] for row in _all(records, "all_families")},
    )


@built_once
def _records(ids: frozenset[int]) -> QuerySet[Person]:
    return (
        Person.objects.filter(pk__in=ids)
        .annotate(
            all_names=_rows(PersonName.objects.all(), "id", "kind", "given_name", "family_name", "starts", "ends"),
            all_homes=_rows(
                Residence.objects.all(), "id", "lines", "postcode", "starts", "ends", "hidden", "also_hidden"
            ),
            all_contacts=_rows(
                ContactPoint.objects.all(), "id", "channel", "value", "preferred", "safe", "rule", "shared_with", "ends"
            ),
            all_identifiers=_rows(Identifier.objects.all(), "id", "kind", "value", "source", "verified_on"),
            all_disabilities=_rows(PersonDisability.objects.all(), "code"),
            all_families=_rows(
                FamilyMember.objects.filter(ends__isnull=True).select_related("family"), "family_id", "family__name"
            ),
        )
        .order_by("pk")
    )


_DATES = ("starts", "ends", "verified_on")


def _all(records: list[Any], attribute: str) -> list[dict[str, Any]]:
    return [_with_dates(row) for record in records for row in getattr(record, attribute)]


def _with_dates(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in _DATES and isinstance(value, str) else value
        for name, value in row.items()
    }
