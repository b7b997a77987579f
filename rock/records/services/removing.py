"""What two people agreed to remove goes out of the rows and out of their history; a stone stands in its place."""

from typing import Protocol

from rock.core import time
from rock.core.documents.services import forget_file
from rock.core.services import Actor
from rock.core.words import on_day
from rock.records.models import Audience, Occasion, PersonDocument, Presence, Redaction, Statement
from rock.records.services.guards import history


class Remover(Protocol):
    """Removes what a room keeps in words beside these statements, and beside the whole occasion where one is given."""

    def __call__(self, *, statements: list[int], occasion: int | None) -> None:
        """Blank the room's words, in the rows and in their history."""


_removers: list[Remover] = []


def register_remover(remover: Remover) -> Remover:
    """Register a remover (from an app's `ready`); it is called past the guards, in the same transaction."""
    if remover not in _removers:
        _removers.append(remover)
    return remover


def stone() -> str:
    """Return the words that stand where words were removed."""
    return f"These words were removed on {on_day(time.today())}. Two people agreed that they had to go."


def document_stone() -> str:
    """Return what stands in the list where a document was removed."""
    return f"A document was removed on {on_day(time.today())}. Two people agreed that it had to go."


def remove(row: Redaction, statements: list[int], *, by: Actor) -> None:
    """Put the stone in place of these statements, of the occasion's place and names, or of the document and its file.

    The stone is for the staff: at a door it would tell whoever read there that somebody said something.
    """
    Statement.objects.filter(pk__in=statements).update(words=stone(), speaker_name="")
    history(Statement).filter(pgh_obj__in=statements).update(words=stone(), speaker_name="")
    Audience.objects.filter(statement__in=statements, ends__isnull=True).update(ends=time.now())
    for remover in _removers:
        remover(statements=statements, occasion=row.occasion_id)
    if row.occasion_id:
        Occasion.objects.filter(pk=row.occasion_id).update(place="")
        history(Occasion).filter(pgh_obj=row.occasion_id).update(place="")
        Presence.objects.filter(occasion=row.occasion_id).exclude(name="").update(name="Removed")
        history(Presence).filter(occasion=row.occasion_id).exclude(name="").update(name="Removed")
    if row.document:
        PersonDocument.objects.filter(pk=row.document.pk).update(title=document_stone())
        history(PersonDocument).filter(pgh_obj=row.document.pk).update(title=document_stone())
        forget_file(by=by, file=row.document.file)
