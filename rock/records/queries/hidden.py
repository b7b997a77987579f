"""What must not reach a reader: asked at every release of free text. A hit stops the release and shows what it was."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet

from rock.core import time
from rock.core.built_once import built_once
from rock.records.hidden import NOTHING, Tokens, tokens
from rock.records.models import ContactPoint, Person, Residence, SameRecord
from rock.records.queries.near import near
from rock.records.queries.people import open_on


def hidden_from(reader: int | None, people: Iterable[int] | QuerySet[Any, Any]) -> Tokens:
    """Return what would betray a hidden address of these people (ids, or a query of them) to this reader (None: to anybody).

    Whoever lives at a hidden address is not protected from it: their own, and the same place where a child of theirs
    lives, are left out. The phones and inboxes of those who are protected count as well, under whichever record they stand.
    A hidden address stays hidden before they move there and after they left: the school often stays the same. One query.
    """
    return _kept(_residences(people, reader) if isinstance(people, QuerySet) else _of(frozenset(people), reader))


def hidden_near(reader: int | None, people: Iterable[int]) -> Tokens:
    """Return the same of the hidden addresses of these people and of everyone near them (one query)."""
    return _kept(_of_everyone_near(frozenset(people), reader))


def _residences(people: Collection[int] | QuerySet[Any, Any], reader: int | None) -> QuerySet[Residence]:
    day = time.today()
    hidden = Residence.objects.filter(_records(people, reader), hidden=True)
    twins = SameRecord.objects.filter(person=OuterRef(OuterRef("person"))).values("same")
    whose = Q(person=OuterRef("person")) | Q(person__in=twins)
    contacts = ContactPoint.objects.filter(whose, open_on(day)).values("value")
    is_own = ExpressionWrapper(_records([], reader), output_field=BooleanField())
    stands = ExpressionWrapper(open_on(day), output_field=BooleanField())
    return hidden.annotate(is_own=is_own, stands=stands, contacts=ArraySubquery(contacts))


@built_once
def _of(people: frozenset[int], reader: int | None) -> QuerySet[Residence]:
    return _residences(people, reader)


@built_once
def _of_everyone_near(people: frozenset[int], reader: int | None) -> QuerySet[Residence]:
    return _residences(Person.objects.filter(pk__in=near(people)).values("pk"), reader)


def _kept(found: Iterable[Any]) -> Tokens:
    rows = list(found)
    own_places = {_place(row) for row in rows if row.is_own and row.stands}
    kept = [row for row in rows if not row.is_own and _place(row) not in own_places]
    if not kept:
        return NOTHING
    also = ",".join(value for row in kept for value in row.contacts)
    return tokens([*((row.lines, row.postcode, row.also_hidden) for row in kept), ("", "", also)])


def _records(people: Collection[int] | QuerySet[Any, Any], reader: int | None) -> Q:
    """Return the condition on a row of a person: of these or the reader, or of a record that is read as one with them.

    As one set of ids, so that the database goes from it to the rows and not over every address.
    """
    sets: list[QuerySet[Any, Any]] = []
    for ids in (people, [] if reader is None else [reader]):
        sets.append(Person.objects.filter(pk__in=ids).values("pk"))
        sets.append(SameRecord.objects.filter(person__in=ids).values("same"))
    return Q(person__in=sets[0].union(*sets[1:]))


def _place(row: Residence) -> tuple[str, str]:
    return row.lines.casefold().strip(), row.postcode.replace(" ", "").upper()
