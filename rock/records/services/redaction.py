"""The law has its way out: one person asks, another agrees, and something is removed or moved to the right record.

This is the only code that passes the guards on signed-off rows. It scrubs row history too: history keeps what was said
otherwise, and words that must go would stand there still. What stays is the `Redaction` row, the stone that says so, and
an event on the old record that says that two people moved something, and when.
"""

from collections.abc import Iterable

from django.db.models import Q

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.records.models import (
    EventKind,
    Family,
    Occasion,
    Person,
    PersonDocument,
    Redaction,
    RedactionKind,
    RedactionPair,
    Statement,
)
from rock.records.queries.concerned import people_of
from rock.records.services.events import record_event
from rock.records.services.guards import past_the_guards
from rock.records.services.movable import check_move
from rock.records.services.moving import move_document, move_occasion, move_words
from rock.records.services.removing import remove, stone

__all__ = ["agree_redaction", "ask_redaction", "stone", "withdraw_redaction"]


@service
def ask_redaction(
    *,
    by: User,
    kind: RedactionKind,
    basis: str,
    statement: Statement | None = None,
    occasion: Occasion | None = None,
    document: PersonDocument | None = None,
    wrong_person: Person | None = None,
    right_person: Person | None = None,
    pairs: Iterable[tuple[Person, Person]] = (),
    right_family: Family | None = None,
) -> Redaction:
    """Ask that something is removed, or moved from the wrong person to the right one; nothing changes until another agrees.

    Words and a document move from `wrong_person` to `right_person`; an occasion by `pairs` of them, to `right_family`.
    """
    _check_asking(basis, statement, occasion, document)
    row = Redaction.objects.create(
        kind=kind,
        statement=statement,
        occasion=occasion,
        document=document,
        wrong_person=document.person if document and kind == RedactionKind.MOVE else wrong_person,
        right_person=right_person,
        wrong_family=occasion.family if occasion else None,
        right_family=right_family,
        basis=basis.strip(),
        asked_by=by,
    )
    RedactionPair.objects.bulk_create(
        RedactionPair(redaction=row, wrong_person=wrong, right_person=right) for wrong, right in pairs
    )
    if kind == RedactionKind.MOVE:
        check_move(row)
    return row


def _check_asking(
    basis: str, statement: Statement | None, occasion: Occasion | None, document: PersonDocument | None
) -> None:
    if not basis.strip():
        raise Refused("Say why the law or the truth asks for it.")
    if sum(one is not None for one in (statement, occasion, document)) != 1:
        raise Refused("Choose one thing: words, a whole occasion or a document.")
    same = Redaction.objects.filter(statement=statement, occasion=occasion, document=document, done_at__isnull=True)
    if same.exists():
        raise Refused("Somebody has asked for this already. It waits for a second person.")


@service
def agree_redaction(*, by: User, redaction: Redaction) -> Redaction:
    """Agree to what somebody else asked, and do it; the one who asked is refused."""
    row = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if row.done_at:
        raise Refused("This has been done already.")
    if row.asked_by_id == by.pk:
        raise Refused("You asked for this. A second person has to agree.")
    concerned, moved = people_of([row]), row.kind == RedactionKind.MOVE
    if moved:
        check_move(row)
    # Done before it is moved: what a room looks at anew with its rows must not take them for still in doubt.
    row.agreed_by, row.done_at = by, time.now()
    row.save(update_fields=["agreed_by", "done_at"])
    with past_the_guards():
        if moved:
            _move(row, by=by)
        else:
            remove(row, _statements(row), by=by)
    _leave_stones(row, concerned, by=by)
    return row


@service
def withdraw_redaction(*, by: User, redaction: Redaction) -> None:
    """Take back, or refuse, what was asked and not done; row history keeps that it was asked."""
    if redaction.done_at:
        raise Refused("This has been done already.")
    redaction.delete()


def _statements(row: Redaction) -> list[int]:
    """Return the ids of the statements meant, with every translation of them."""
    if not (row.statement_id or row.occasion_id):
        return []
    which = Q(pk=row.statement_id) if row.statement_id else Q(occasion=row.occasion_id)
    ids = set(Statement.objects.filter(which).values_list("pk", flat=True))
    return sorted(ids | set(Statement.objects.filter(original__in=ids).values_list("pk", flat=True)))


def _move(row: Redaction, *, by: User) -> None:
    if row.occasion_id:
        move_occasion(row, _statements(row), by=by)
    elif row.wrong_person and row.right_person:
        if row.document:
            move_document(row.document, row.right_person)
        move_words(_statements(row), row.wrong_person, row.right_person, by=by)


def _leave_stones(row: Redaction, concerned: list[Person], *, by: User) -> None:
    """Say on the old record, and apart from it on the new one, that it was done; neither names the other."""
    if row.kind != RedactionKind.MOVE:
        family = row.occasion.family if row.occasion else None
        record_event(by=by, kind=EventKind.MOVED_OR_REDACTED, people=concerned, family=family)
        return
    pairs = [(pair.wrong_person, pair.right_person) for pair in row.pairs.all()]
    if row.wrong_person and row.right_person:
        pairs.append((row.wrong_person, row.right_person))
    wrong, right = {one for one, _ in pairs}, {one for _, one in pairs}
    record_event(by=by, kind=EventKind.MOVED_OR_REDACTED, people=wrong, family=row.wrong_family)
    new = (set(concerned) - wrong) | right
    record_event(by=by, kind=EventKind.MOVED_OR_REDACTED, people=new, family=row.right_family)
