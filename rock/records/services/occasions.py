"""Occasions, words said on them, and who may read those words."""

from collections.abc import Iterable
from datetime import datetime

from rock.accounts.models import User
from rock.core import time
from rock.core.language import name_now
from rock.core.services import Actor, Refused, service
from rock.records.models import (
    Audience,
    Family,
    Occasion,
    OccasionKind,
    Person,
    Statement,
    StatementAbout,
)

LONGEST_WORDS = 50_000


@service
def hold_occasion(
    *, by: Actor, kind: OccasionKind, happened_at: datetime | None = None, place: str = "", family: Family | None = None
) -> Occasion:
    """Record that something happened; refuse a moment that has not come yet."""
    moment = happened_at or time.now()
    if moment > time.now():
        raise Refused("That date is in the future. Enter when it happened.")
    return Occasion.objects.create(
        kind=kind, happened_at=moment, place=place, family=family, recorded_by_id=by.actor_id
    )


@service
def say(
    *,
    by: Actor,
    occasion: Occasion,
    question: str,
    words: str,
    speaker: Person | None = None,
    speaker_staff: User | None = None,
    speaker_name: str = "",
    about: Iterable[Person] = (),
    verbatim: bool = True,
    language: str = "",
    corrects: Statement | None = None,
    replies_to: Statement | None = None,
    sign_off: bool = True,
) -> Statement:
    """Record somebody's words as they were said; signed off, they never change again.

    `language` is the one of the page that they were written on unless it is named.
    """
    if not words.strip():
        raise Refused("There are no words to record.")
    if len(words) > LONGEST_WORDS:
        raise Refused(f"That is too long: use up to {LONGEST_WORDS:,} characters.")
    statement = Statement.objects.create(
        occasion=occasion,
        question=question,
        words=words,
        speaker=speaker,
        speaker_staff=speaker_staff,
        speaker_name=speaker_name,
        verbatim=verbatim,
        language=language or name_now(),
        corrects=corrects,
        replies_to=replies_to,
        recorded_by_id=by.actor_id,
        signed_off_at=time.now() if sign_off else None,
    )
    people = {person.pk: person for person in about}
    StatementAbout.objects.bulk_create(StatementAbout(statement=statement, person=person) for person in people.values())
    return statement


@service
def share_words(*, by: User, statement: Statement, reader: Person, speaker_said: str = "") -> Audience:
    """Let one reader outside the staff read a statement; the speaker was asked, and `speaker_said` is the answer."""
    audience, _ = Audience.objects.get_or_create(
        statement=statement, reader=reader, ends=None, defaults={"shared_by": by, "speaker_said": speaker_said}
    )
    return audience


@service
def stop_sharing(*, by: User, statement: Statement, reader: Person) -> int:
    """Take a statement back from one reader; what they read before stays known in the row's dates."""
    return Audience.objects.filter(statement=statement, reader=reader, ends__isnull=True).update(ends=time.now())
