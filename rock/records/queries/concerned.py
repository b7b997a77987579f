"""Whom a thing that is to be moved or removed concerns: everybody whose record has to be reached to decide on it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q

from rock.records.models import (
    Agreement,
    InformationShare,
    Occasion,
    Person,
    PersonDocument,
    Presence,
    Promise,
    Redaction,
    RedactionPair,
    Statement,
    StatementAbout,
)

# Where somebody is named: the table, its column with the person, and its way to what they are named on.
Naming = tuple[type[Model], str, str]
ON_OCCASION: tuple[Naming, ...] = (
    (Presence, "person", "occasion"),
    (Statement, "speaker", "occasion"),
    (StatementAbout, "person", "statement__occasion"),
    (Agreement, "person", "occasion"),
    (InformationShare, "person", "occasion"),
    (Promise, "idea_of", "made_on"),
    (Promise, "owner", "made_on"),
)
IN_WORDS: tuple[Naming, ...] = ((Statement, "speaker", "pk"), (StatementAbout, "person", "statement"))
ON_DOCUMENT: tuple[Naming, ...] = ((PersonDocument, "person", "pk"),)
IN_PAIRS: tuple[Naming, ...] = ((RedactionPair, "right_person", "redaction"),)


def named(where: Iterable[Naming], ids: Iterable[int | None]) -> Q:
    """Return the condition on Person: named on one of these occasions, statements, documents or redactions."""
    found, wanted = Q(pk__in=[]), [pk for pk in ids if pk]
    for model, column, way in where:
        rows: Any = model._default_manager.filter(**{f"{way}__in": wanted, f"{column}__isnull": False})
        found |= Q(pk__in=rows.values(column))
    return found if wanted else Q(pk__in=[])


def people_on(occasion: Occasion) -> list[Person]:
    """Return the people of an occasion, eldest first (one query)."""
    return list(Person.objects.filter(named(ON_OCCASION, [occasion.pk])).order_by("birth_date", "pk"))


def people_of(rows: Iterable[Redaction]) -> list[Person]:
    """Return everybody whom what was asked concerns, the right records too (one query)."""
    found = list(rows)
    who = Q(pk__in=[pk for row in found for pk in (row.wrong_person_id, row.right_person_id) if pk])
    who |= named(ON_OCCASION, [row.occasion_id for row in found])
    who |= named(IN_WORDS, [row.statement_id for row in found])
    who |= named(ON_DOCUMENT, [row.document_id for row in found])
    who |= named(IN_PAIRS, [row.pk for row in found])
    return list(Person.objects.filter(who).order_by("pk"))
