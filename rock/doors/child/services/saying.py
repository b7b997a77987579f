"""What a child writes on their own page: a wish, or something of their day. It is theirs, word for word."""

from rock.accounts.models import User
from rock.core import time
from rock.core.services import service
from rock.practice.visits.facts import SlotFacts
from rock.practice.visits.services.sharing import release
from rock.practice.visits.words import without_words
from rock.records.models import DayEntry, OccasionKind, Person, Slot, Source, Statement, Wish
from rock.records.services.clocks import start_clock
from rock.records.services.occasions import hold_occasion, say

SAID = "They chose it themselves, on their own page."


@service
def wish(*, by: User, child: Person, words: str, readers: list[Person]) -> Wish:
    """Keep what a child wants different; the clock of its answer starts."""
    statement = _say(by, child, "wish", words)
    made = Wish.objects.create(
        statement=statement,
        child=child,
        clock=start_clock(by=by, key="wish", started_at=time.now(), person=child),
    )
    _give(by, statement, readers)
    return made


@service
def tell_day(*, by: User, child: Person, slot: Slot, words: str, face: int | None, readers: list[Person]) -> DayEntry:
    """Keep what a child says of a part of their day; without words, which face they pointed to."""
    pointed = without_words(SlotFacts(slot, Source.CHILD, face=face))
    statement = _say(by, child, "day", words.strip() or pointed, verbatim=bool(words.strip()))
    entry = DayEntry.objects.create(statement=statement, child=child, source=Source.CHILD, slot=slot, face=face)
    _give(by, statement, readers)
    return entry


def _say(by: User, child: Person, question: str, words: str, *, verbatim: bool = True) -> Statement:
    occasion = hold_occasion(by=by, kind=OccasionKind.DOOR)
    return say(
        by=by,
        occasion=occasion,
        question=question,
        words=words,
        speaker=child,
        about=[child],
        verbatim=verbatim,
        language="" if verbatim else "English",
    )


def _give(by: User, statement: Statement, readers: list[Person]) -> None:
    """Let each reader read it whom nothing stops; the others wait for a worker, who talks with the child first."""
    for reader in readers:
        release(by=by, statements=[statement], reader=reader, speaker_said=SAID)
