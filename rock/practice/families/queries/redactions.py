"""What waits for a second person, as far as the reader reaches whom it concerns."""

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from rock.accounts.models import User
from rock.reach.queries import reached
from rock.records.models import Redaction, Statement, StatementAbout


def statement_or_404(user: User, pk: int) -> Statement:
    """Return words that stand with people who are all reached: the speaker, and everyone whom they are about."""
    others = StatementAbout.objects.filter(statement=OuterRef("pk")).exclude(reached(user, "person_id"))
    rows = Statement.objects.filter(Q(speaker__isnull=True) | Q(reached(user, "speaker_id")), ~Exists(others), pk=pk)
    somebody = Q(speaker__isnull=False) | Exists(StatementAbout.objects.filter(statement=OuterRef("pk")))
    found = rows.filter(somebody).select_related("speaker", "occasion").prefetch_related("about__person").first()
    if found is None:
        raise Http404
    return found


def waiting(user: User) -> list[Redaction]:
    """Return what was asked and waits for a second person, where everyone concerned is reached; oldest first."""
    others = StatementAbout.objects.filter(statement=OuterRef("statement")).exclude(reached(user, "person_id"))
    rows = Redaction.objects.filter(
        ~Exists(others),
        Q(statement__speaker__isnull=True) | Q(reached(user, "statement__speaker_id")),
        Q(right_person__isnull=True) | Q(reached(user, "right_person_id")),
        done_at__isnull=True,
        statement__isnull=False,
    )
    chosen = rows.select_related("statement__occasion", "asked_by", "wrong_person", "right_person")
    return list(chosen.prefetch_related("statement__about__person").order_by("asked_at"))


def waiting_or_404(user: User, pk: int) -> Redaction:
    """Return one of those that wait."""
    for row in waiting(user):
        if row.pk == pk:
            return row
    raise Http404


def concerned(row: Redaction | Statement) -> set[int]:
    """Return the ids of the records that the words stand with."""
    words = row.statement if isinstance(row, Redaction) else row
    if words is None:
        return set()
    speaker = {words.speaker_id} if words.speaker_id else set()
    return {about.person_id for about in words.about.all()} | speaker
