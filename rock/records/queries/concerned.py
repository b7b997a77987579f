"""Whom a thing that is to be moved or removed concerns: everybody whose record has to be reached to decide on it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from rock.records.models import (
    Agreement,
    InformationShare,
    Occasion,
    Person,
    Presence,
    Promise,
    Redaction,
    RedactionPair,
    Statement,
    StatementAbout,
)


def _named(rows: Iterable[tuple[QuerySet[Any, Any], str]]) -> Q:
    """Return the condition on Person: named in this column of these rows."""
    found = Q(pk__in=[])
    for query, column in rows:
        found |= Q(pk__in=query.filter(**{f"{column}__isnull": False}).values(column))
    return found


def on_occasion(occasion_id: int) -> Q:
    """Return the condition on Person: there, speaking, spoken about, agreeing or promising on an occasion."""
    said = Statement.objects.filter(occasion=occasion_id)
    promises = Promise.objects.filter(made_on=occasion_id)
    return _named(
        [
            (Presence.objects.filter(occasion=occasion_id), "person"),
            (said, "speaker"),
            (StatementAbout.objects.filter(statement__occasion=occasion_id), "person"),
            (Agreement.objects.filter(occasion=occasion_id), "person"),
            (InformationShare.objects.filter(occasion=occasion_id), "person"),
            (promises, "idea_of"),
            (promises, "owner"),
        ]
    )


def in_words(statement_id: int) -> Q:
    """Return the condition on Person: the speaker of a statement, or somebody whom it is about."""
    said = Statement.objects.filter(pk=statement_id)
    return _named([(said, "speaker"), (StatementAbout.objects.filter(statement=statement_id), "person")])


def people_on(occasion: Occasion) -> list[Person]:
    """Return the people of an occasion, eldest first (one query)."""
    return list(Person.objects.filter(on_occasion(occasion.pk)).order_by("birth_date", "pk"))


def people_of(row: Redaction) -> list[Person]:
    """Return everybody whom what was asked concerns, the right records too (one query)."""
    who = Q(pk__in=[pk for pk in (row.wrong_person_id, row.right_person_id) if pk])
    who |= _named([(RedactionPair.objects.filter(redaction=row), "right_person")])
    if row.statement_id:
        who |= in_words(row.statement_id)
    if row.occasion_id:
        who |= on_occasion(row.occasion_id)
    if row.document:
        who |= Q(pk=row.document.person_id)
    return list(Person.objects.filter(who).order_by("pk"))
