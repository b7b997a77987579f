"""Words are given to a reader after asking their speaker; what could harm is held until a worker looks at it again."""

from dataclasses import dataclass

from rock.accounts.models import User, UserKind
from rock.core.services import Refused, service
from rock.practice.requests.queries.hidden import kept_from
from rock.practice.visits.models import HeldBecause, HeldShare
from rock.practice.visits.naming import SpokenOf, spoken_of
from rock.practice.visits.pictures import pictures
from rock.records.hidden import Tokens
from rock.records.models import Audience, EventKind, Person, Statement
from rock.records.services.events import record_event
from rock.records.services.occasions import share_words, stop_sharing

LONGEST_SAID = 300
# Pictures that say something of the grown-ups at home, whoever reads them.
TELLING = frozenset({"shouting", "grown_ups", "nobody_in"})
HIDDEN = "Part of this would give away a hidden address, so it is not shared. The words stay as they were said."
SAY_WHAT_THEY_SAID = "Ask the speaker first, and write what they said."


@dataclass(frozen=True)
class Guard:
    """What is looked for in words before one reader is given them."""

    tokens: Tokens
    spoken_of: SpokenOf
    reader: int

    def hidden_in(self, statement: Statement) -> list[str]:
        """Return the hidden words that a statement, its translation, or who signed it from where, would give away."""
        texts = [*texts_of(statement), statement.speaker_name]
        return [found for text in texts for found in self.tokens.found_in(text)]

    def naming_in(self, statement: Statement) -> list[str]:
        """Return what of a statement, or its translation, speaks of the reader: words, the time with them, a telling picture."""
        found = [word for text in texts_of(statement) for word in self.spoken_of.found_in(text)]
        entry = getattr(statement, "day_entry", None)
        if entry is not None:
            found += [f"with {entry.carer}"] if entry.carer_id == self.reader else []
            found += [known[key].worker for key in entry.pictures if key in TELLING and key in (known := pictures())]
        return list(dict.fromkeys(found))


def guard_for(reader: Person, statements: list[Statement]) -> Guard:
    """Return what to look for in these statements before the reader is given them.

    Hidden addresses of everyone around those whom they are about count, and not only their own: a child tells where Mum is.
    So does what an asker keeps back.
    """
    concerned = {row.person_id for one in statements for row in one.about.all()}
    concerned |= {one.speaker_id for one in statements if one.speaker_id}
    return Guard(kept_from(reader, concerned | {reader.pk}), spoken_of(reader, concerned - {reader.pk}), reader.pk)


def texts_of(statement: Statement) -> list[str]:
    """Return every text that goes to a reader with a statement: its words, translations, and what runs out."""
    found = [statement.words, *(row.words for row in statement.translations.all())]
    entry = getattr(statement, "day_entry", None)
    return [*found, entry.runs_out] if entry is not None and entry.runs_out else found


def _why_not(guard: Guard, statement: Statement, reader: Person) -> HeldBecause | None:
    if _typed_it(statement, reader):
        return None
    if guard.hidden_in(statement):
        return HeldBecause.HIDDEN
    if statement.speaker_id != reader.pk and guard.naming_in(statement):
        return HeldBecause.NAMES_READER
    return None


def _typed_it(statement: Statement, reader: Person) -> bool:
    """Return whether a reader typed this on their own page: what came not back would tell that a guess was right."""
    typist = statement.recorded_by
    return statement.speaker_id == reader.pk and typist is not None and typist.kind != UserKind.STAFF


@service
def release(*, by: User, statements: list[Statement], reader: Person, speaker_said: str = "") -> list[HeldShare]:
    """Give a reader the statements that nothing stops; return the others, which wait to be looked at again."""
    guard = guard_for(reader, statements)
    held = []
    for statement in statements:
        because = _why_not(guard, statement, reader)
        if because is None:
            _give(by, statement, reader, speaker_said)
        else:
            held.append(_hold(statement, reader, because, speaker_said))
    return held


def _give(by: User, statement: Statement, reader: Person, speaker_said: str) -> Audience:
    already = Audience.objects.filter(statement=statement, reader=reader, ends__isnull=True).first()
    if already:
        return already
    people = [row.person for row in statement.about.all()]
    record_event(by=by, kind=EventKind.WORDS_SHARED, people=people, occasion=statement.occasion)
    return share_words(by=by, statement=statement, reader=reader, speaker_said=speaker_said)


def _hold(statement: Statement, reader: Person, because: HeldBecause, speaker_said: str) -> HeldShare:
    row, _ = HeldShare.objects.get_or_create(
        statement=statement,
        reader=reader,
        shared=None,
        defaults={"because": because, "speaker_said": speaker_said},
    )
    return row


@service
def share(*, by: User, statement: Statement, reader: Person, speaker_said: str, knowingly: bool = False) -> Audience:
    """Give one statement to one reader, knowing what the speaker said; a hidden address is never given away.

    Words that speak of the reader are refused unless the worker says, with `knowingly`, that they looked at just this.
    """
    said = speaker_said.strip()
    if not said:
        raise Refused(SAY_WHAT_THEY_SAID)
    if len(said) > LONGEST_SAID:
        raise Refused(f"That is too long: what they said. Use up to {LONGEST_SAID} characters.")
    guard = guard_for(reader, [statement])
    because = _why_not(guard, statement, reader)
    if because == HeldBecause.HIDDEN:
        raise Refused(HIDDEN)
    if because == HeldBecause.NAMES_READER and not knowingly:
        raise Refused("These words speak of the reader. Look at them again, and say that you know what may come of it.")
    _settle(by, statement, reader, shared=True)
    return _give(by, statement, reader, said)


@service
def stop(*, by: User, statement: Statement, reader: Person) -> None:
    """Take words back from a reader, whatever waits for them too."""
    stop_sharing(by=by, statement=statement, reader=reader)
    _settle(by, statement, reader, shared=False)


def _settle(by: User, statement: Statement, reader: Person, *, shared: bool) -> None:
    waiting = HeldShare.objects.filter(statement=statement, reader=reader, shared__isnull=True)
    waiting.update(shared=shared, settled_by=by)
