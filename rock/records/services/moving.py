"""What two people agreed to move goes to the right record, out of the history of the wrong one too.

A later room whose own rows hang on an occasion registers a mover. It is called once for each person who was wrong, inside
the transaction, past the guards, when the records room's own rows have moved; its refusal undoes the whole move.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import models

from rock.accounts.models import User
from rock.core import time
from rock.records.models import (
    Agreement,
    Audience,
    Event,
    EventPerson,
    InformationShare,
    Occasion,
    Person,
    PersonDocument,
    Presence,
    Promise,
    Redaction,
    Statement,
    StatementAbout,
)
from rock.records.services.guards import history


class Mover(Protocol):
    """Moves what a room keeps about one person on an occasion; the occasion has its right family already."""

    def __call__(self, *, by: User, occasion: Occasion, from_person: Person, to_person: Person) -> None:
        """Move the room's rows, their history too."""


class WordsMover(Protocol):
    """Moves what a room keeps about one person with these statements, whether they move alone or with their occasion."""

    def __call__(self, *, by: User, statements: list[int], from_person: Person, to_person: Person) -> None:
        """Move the room's rows, their history too."""


_movers: list[Mover] = []
_words_movers: list[WordsMover] = []


def register_mover(mover: Mover) -> Mover:
    """Register a mover (from an app's `ready`); registering it again changes nothing."""
    if mover not in _movers:
        _movers.append(mover)
    return mover


def register_words_mover(mover: WordsMover) -> WordsMover:
    """Register what moves with words (from an app's `ready`); registering it again changes nothing."""
    if mover not in _words_movers:
        _words_movers.append(mover)
    return mover


def repoint(model: type[models.Model], column: str, wrong: Person, right: Person, **where: Any) -> None:
    """Let the rows (`where`) of a tracked model, and those that they were, name the right person."""
    rows: Any = model._default_manager
    rows.filter(**where, **{column: wrong}).update(**{column: right})
    history(model).filter(**where, **{column: wrong}).update(**{column: right})


def move_words(statements: Iterable[int], wrong: Person, right: Person, *, by: User) -> None:
    """Let words stand with the right person, as speaker and as the one they are about; who could read them no longer can."""
    ids = list(statements)
    repoint_once(StatementAbout, "statement", wrong, right, statement__in=ids)
    repoint(StatementAbout, "person", wrong, right, statement__in=ids)
    Statement.objects.filter(pk__in=ids, speaker=wrong).update(speaker=right)
    history(Statement).filter(pgh_obj__in=ids, speaker=wrong).update(speaker=right)
    Audience.objects.filter(statement__in=ids, ends__isnull=True).update(ends=time.now())
    for mover in _words_movers:
        mover(by=by, statements=ids, from_person=wrong, to_person=right)


def repoint_once(model: type[models.Model], of: str, wrong: Person, right: Person, **where: Any) -> None:
    """Drop the wrong person's rows where the right person has one of the same thing already; there is one a person."""
    rows: Any = model._default_manager.filter(**where)
    have = list(rows.filter(person=right).values_list(of, flat=True))
    rows.filter(person=wrong, **{f"{of}__in": have}).delete()


def move_document(document: PersonDocument, right: Person) -> None:
    """Let a document stand with the right person."""
    PersonDocument.objects.filter(pk=document.pk).update(person=right)
    history(PersonDocument).filter(pgh_obj=document.pk).update(person=right)


def move_occasion(row: Redaction, statements: list[int], *, by: User) -> None:
    """Let an occasion stand with the right family and the right people, and every room's rows that hang on it."""
    occasion = row.occasion
    if occasion is None:
        raise ValueError("no occasion to move")
    if row.right_family_id:
        _move_family(occasion, row.right_family_id)
    for pair in row.pairs.select_related("wrong_person", "right_person").order_by("pk"):
        wrong, right = pair.wrong_person, pair.right_person
        move_words(statements, wrong, right, by=by)
        _move_person(occasion, wrong, right)
        for mover in _movers:
            mover(by=by, occasion=occasion, from_person=wrong, to_person=right)


def _move_family(occasion: Occasion, family_id: int) -> None:
    Occasion.objects.filter(pk=occasion.pk).update(family=family_id)
    history(Occasion).filter(pgh_obj=occasion.pk).update(family=family_id)
    Event.objects.filter(occasion=occasion).update(family=family_id)
    Promise.objects.filter(made_on=occasion).update(family=family_id)
    history(Promise).filter(made_on=occasion).update(family=family_id)
    occasion.refresh_from_db()


def _move_person(occasion: Occasion, wrong: Person, right: Person) -> None:
    repoint(Presence, "person", wrong, right, occasion=occasion)
    repoint(Agreement, "person", wrong, right, occasion=occasion)
    repoint(InformationShare, "person", wrong, right, occasion=occasion)
    for column in ("idea_of", "owner"):
        repoint(Promise, column, wrong, right, made_on=occasion)
    repoint_once(EventPerson, "event", wrong, right, event__occasion=occasion)
    EventPerson.objects.filter(event__occasion=occasion, person=wrong).update(person=right)
