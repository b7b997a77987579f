"""The law has its way out: one person asks, another agrees, and words are removed or moved to the right person.

This is the only code that passes the guards on signed-off rows. It scrubs row history too: history keeps what was said
otherwise, and words that must go would stand there still. What stays is the `Redaction` row, the stone that says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.apps import apps
from django.db import connection
from django.db.models import Q, QuerySet

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.core.words import on_day
from rock.records.models import (
    EventKind,
    Occasion,
    Person,
    Presence,
    Redaction,
    RedactionKind,
    Statement,
    StatementAbout,
)
from rock.records.services.events import record_event


@contextmanager
def _past_the_guards() -> Iterator[None]:
    """Let this transaction change signed-off rows for a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL rock.redaction = 'on'")
        yield
        cursor.execute("SET LOCAL rock.redaction = 'off'")


@service
def ask_redaction(
    *,
    by: User,
    kind: RedactionKind,
    basis: str,
    statement: Statement | None = None,
    occasion: Occasion | None = None,
    wrong_person: Person | None = None,
    right_person: Person | None = None,
) -> Redaction:
    """Ask that words are removed, or moved from the wrong person to the right one; nothing changes until another agrees."""
    if not basis.strip():
        raise Refused("Say why the law or the truth asks for it.")
    if (statement is None) == (occasion is None):
        raise Refused("Choose one thing: words, or a whole occasion.")
    if kind == RedactionKind.MOVE:
        _check_move(statement, wrong_person, right_person)
    same = Redaction.objects.filter(statement=statement, occasion=occasion, done_at__isnull=True)
    if same.exists():
        raise Refused("Somebody has asked for this already. It waits for a second person.")
    return Redaction.objects.create(
        kind=kind,
        statement=statement,
        occasion=occasion,
        wrong_person=wrong_person,
        right_person=right_person,
        basis=basis.strip(),
        asked_by=by,
    )


def _check_move(statement: Statement | None, wrong: Person | None, right: Person | None) -> None:
    if statement is None:
        raise Refused("A whole occasion cannot be moved. Move its words one by one.")
    if wrong is None or right is None or wrong.pk == right.pk:
        raise Refused("Choose the person whom the words stand with wrongly, and the right person.")
    if statement.speaker_id != wrong.pk and not statement.about.filter(person=wrong).exists():
        raise Refused("These words do not stand with that person.")


@service
def agree_redaction(*, by: User, redaction: Redaction) -> Redaction:
    """Agree to what somebody else asked, and do it; the one who asked is refused."""
    row = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if row.done_at:
        raise Refused("This has been done already.")
    if row.asked_by_id == by.pk:
        raise Refused("You asked for this. A second person has to agree.")
    concerned = _concerned(row)
    with _past_the_guards():
        if row.kind == RedactionKind.MOVE:
            _move(row)
        else:
            _remove(row)
    row.agreed_by, row.done_at = by, time.now()
    row.save(update_fields=["agreed_by", "done_at"])
    record_event(by=by, kind=EventKind.MOVED_OR_REDACTED, people=concerned)
    return row


@service
def withdraw_redaction(*, by: User, redaction: Redaction) -> None:
    """Take back, or refuse, what was asked and not done; row history keeps that it was asked."""
    if redaction.done_at:
        raise Refused("This has been done already.")
    redaction.delete()


def stone() -> str:
    """Return the words that stand where words were removed."""
    return f"These words were removed on {on_day(time.today())}. Two people agreed that they had to go."


def _statements(row: Redaction) -> list[int]:
    """Return the ids of the statements meant, with every translation of them."""
    which = Q(pk=row.statement_id) if row.statement_id else Q(occasion=row.occasion_id)
    ids = set(Statement.objects.filter(which).values_list("pk", flat=True))
    return sorted(ids | set(Statement.objects.filter(original__in=ids).values_list("pk", flat=True)))


def _concerned(row: Redaction) -> list[Person]:
    ids = _statements(row)
    who = Q(statements_about__statement__in=ids) | Q(said__in=ids)
    who |= Q(pk__in=[row.wrong_person_id, row.right_person_id])
    return list(Person.objects.filter(who).distinct())


def _remove(row: Redaction) -> None:
    """Put the stone in place of the words, in the rows and in their history."""
    ids = _statements(row)
    Statement.objects.filter(pk__in=ids).update(words=stone(), speaker_name="")
    _history(Statement).filter(pgh_obj__in=ids).update(words=stone(), speaker_name="")
    if row.occasion_id:
        Occasion.objects.filter(pk=row.occasion_id).update(place="")
        _history(Occasion).filter(pgh_obj=row.occasion_id).update(place="")
        Presence.objects.filter(occasion=row.occasion_id).exclude(name="").update(name="Removed")
        _history(Presence).filter(occasion=row.occasion_id).exclude(name="").update(name="Removed")


def _move(row: Redaction) -> None:
    """Let the words stand with the right person, as speaker and as the one they are about."""
    ids, wrong, right = _statements(row), row.wrong_person_id, row.right_person_id
    about = StatementAbout.objects.filter(statement__in=ids)
    have_right = list(about.filter(person=right).values_list("statement_id", flat=True))
    about.filter(person=wrong, statement__in=have_right).delete()
    about.filter(person=wrong).update(person=right)
    Statement.objects.filter(pk__in=ids, speaker=wrong).update(speaker=right)
    _history(Statement).filter(pgh_obj__in=ids, speaker=wrong).update(speaker=right)
    _history(StatementAbout).filter(statement__in=ids, person=wrong).update(person=right)


def _history(model: type[Statement | Occasion | Presence | StatementAbout]) -> QuerySet[Any, Any]:
    history = apps.get_model("records", f"{model.__name__}History")
    return cast(QuerySet[Any, Any], history._default_manager.all())
