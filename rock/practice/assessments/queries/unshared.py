"""Somebody's words inside a passage: they are not given to a reader whom the speaker did not let read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from rock.core import time
from rock.practice.visits.words import DAY
from rock.records.comparing import squeezed
from rock.records.models import Audience, Person, Statement
from rock.records.queries.people import one_person

# Shorter ones say too little to be somebody's: “I am hungry” is ten letters.
SHORTEST = 9
_POINTED_TO = re.compile(r"“([^”]+)”")
_PART = re.compile(r"[.!?…;\n“”\"]+")


@dataclass(frozen=True)
class Unshared:
    """Words in a passage that its reader was not given, and whose they are."""

    speaker: str
    words: str


def unshared_in(text: str, *, about: Person, reader: Person) -> list[Unshared]:
    """Return whose words a text repeats that this reader may not read: a child's, another adult's or another service's.

    Word for word, a sentence at a time. What a worker wrote is the worker's to give, and everybody knows their own words.
    """
    bare = squeezed(text)
    found = (
        Unshared(_who(row), part)
        for row in _said(about, reader)
        for part in _parts(_own(row))
        if squeezed(part) in bare
    )
    return list(dict.fromkeys(found))


def _said(about: Person, reader: Person) -> QuerySet[Statement]:
    ids, readers = one_person([about.pk]), one_person([reader.pk])
    shared = Audience.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=time.now()), statement=OuterRef("pk"), reader__in=readers
    )
    rows = Statement.objects.filter(Q(about__person__in=ids) | Q(speaker__in=ids), speaker_staff__isnull=True)
    rows = rows.filter(~Exists(shared)).exclude(speaker__in=readers)
    return rows.select_related("speaker").order_by("pk").distinct()


def _own(row: Statement) -> str:
    """Return somebody's own words: of an answer without words only what was pointed to, not how we write that down."""
    return row.words if row.verbatim or row.question != DAY else ". ".join(_POINTED_TO.findall(row.words))


def _parts(words: str) -> Iterator[str]:
    yield from (part.strip() for part in _PART.split(words) if len(squeezed(part)) >= SHORTEST)


def _who(row: Statement) -> str:
    return str(row.speaker) if row.speaker else row.speaker_name or "Somebody"
