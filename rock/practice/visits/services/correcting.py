"""Something was written down wrongly: the right words stand beside it as a new statement, and the old stay as they are."""

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.practice.visits.models import HeldShare, Noticed
from rock.practice.visits.services.sharing import release
from rock.practice.visits.services.writing import translate
from rock.records.models import Audience, DayEntry, Person, SaidInHearing, Statement, Wish
from rock.records.services.occasions import say, stop_sharing


@service
def correct(*, by: User, statement: Statement, words: str, translation: str = "") -> Statement:
    """Write what was really said beside what was written down; readers of the old words get the new where nothing stops it."""
    _check(statement, words, translation)
    about = [row.person for row in statement.about.select_related("person")]
    made = say(
        by=by,
        occasion=statement.occasion,
        question=statement.question,
        words=words.strip(),
        speaker=statement.speaker,
        speaker_staff=statement.speaker_staff,
        speaker_name=statement.speaker_name,
        about=about,
        verbatim=statement.verbatim,
        language=statement.language,
        corrects=statement,
    )
    if translation.strip():
        translate(by, made, about, translation.strip())
    SaidInHearing.objects.bulk_create(
        SaidInHearing(statement=made, person_id=row.person_id) for row in statement.heard_by.all()
    )
    _carry_over(statement, made)
    _readers(by, statement, made)
    return made


def _check(statement: Statement, words: str, translation: str) -> None:
    if statement.signed_off_at is None:
        raise Refused("These words are not signed off yet. Change them where they are written.")
    if Statement.objects.filter(corrects=statement).exists():
        raise Refused("This has been corrected already. Correct the newer words.")
    if statement.original_id:
        raise Refused("Correct the words as they were said; their translation is beside them.")
    if statement.words == words.strip() and not translation.strip():
        raise Refused("This is what it says already. Write what was really said.")


def _carry_over(old: Statement, new: Statement) -> None:
    """Let the new words stand in the day, among what was noticed, or as the wish, where the old ones stood."""
    for entry in DayEntry.objects.filter(statement=old):
        entry.pk, entry.statement = None, new
        entry.save(force_insert=True)
    for noticed in Noticed.objects.filter(statement=old):
        noticed.pk, noticed.statement = None, new
        noticed.save(force_insert=True)
    Wish.objects.filter(statement=old).update(statement=new)


def _readers(by: User, old: Statement, new: Statement) -> None:
    """Let readers read the new words where nothing stops it; what a worker was to look at again waits with the new words."""
    HeldShare.objects.filter(statement=old, shared__isnull=True).update(statement=new)
    for row in Audience.objects.filter(statement=old, ends__isnull=True).select_related("reader"):
        reader: Person = row.reader
        stop_sharing(by=by, statement=old, reader=reader)
        release(by=by, statements=[new], reader=reader, speaker_said=row.speaker_said)
