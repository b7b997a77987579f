"""A child's wish is answered: “you said, we did”, in words that the child can read."""

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.visits.services.sharing import HIDDEN, guard_for
from rock.practice.visits.words import WISH_ANSWER
from rock.records.models import Audience, EventKind, OccasionKind, Promise, Statement, Wish
from rock.records.services.clocks import stop_clock
from rock.records.services.events import record_event
from rock.records.services.occasions import hold_occasion, say, share_words, stop_sharing

ANSWER_TO_OWN_WISH = "The answer to their own wish"
LONGEST_ANSWER = 2_000


@service
def answer_wish(
    *, by: User, wish: Wish, words: str, promise: Promise | None = None, share_with_child: bool = True
) -> Statement:
    """Answer a wish once, stop its clock, and let the child read the answer unless that is not wanted."""
    row = Wish.objects.select_for_update().get(pk=wish.pk)
    if row.answer_id:
        raise Refused("This wish has been answered already. Correct the answer if it is not right.")
    if promise is not None and promise.child_id != row.child_id:
        raise Refused("Choose a promise that was made for this child.")
    statement = _say(by, row, words)
    if share_with_child:
        share_words(by=by, statement=statement, reader=row.child, speaker_said=ANSWER_TO_OWN_WISH)
    row.answer, row.answered_at, row.promise = statement, time.now(), promise
    row.save(update_fields=["answer", "answered_at", "promise"])
    if row.clock:
        stop_clock(by=by, clock=row.clock)
    record_event(by=by, kind=EventKind.WISH_ANSWERED, people=[row.child], occasion=statement.occasion)
    return statement


@service
def correct_answer(*, by: User, wish: Wish, words: str) -> Statement:
    """Put a better answer in place of one that was not right; who could read the old one reads the new one instead."""
    row = Wish.objects.select_for_update().get(pk=wish.pk)
    old = row.answer
    if old is None:
        raise Refused("This wish has not been answered yet.")
    if old.words == words.strip():
        raise Refused("This is what the answer says already.")
    statement = _say(by, row, words, corrects=old)
    for open_row in Audience.objects.filter(statement=old, ends__isnull=True).select_related("reader"):
        share_words(by=by, statement=statement, reader=open_row.reader, speaker_said=open_row.speaker_said)
        stop_sharing(by=by, statement=old, reader=open_row.reader)
    row.answer = statement
    row.save(update_fields=["answer"])
    return statement


def _say(by: User, wish: Wish, words: str, corrects: Statement | None = None) -> Statement:
    if len(words) > LONGEST_ANSWER:
        raise Refused(f"That is too long for a child to read. Use up to {LONGEST_ANSWER:,} characters.")
    occasion = hold_occasion(by=by, kind=OccasionKind.MESSAGE, family=wish.statement.occasion.family)
    statement = say(
        by=by,
        occasion=occasion,
        question=WISH_ANSWER,
        words=words.strip(),
        speaker_staff=by,
        about=[wish.child],
        replies_to=wish.statement,
        corrects=corrects,
    )
    if guard_for(wish.child, [statement]).hidden_in(statement):
        raise Refused(HIDDEN)
    return statement
