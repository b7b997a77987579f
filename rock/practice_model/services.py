"""Writes: bringing the shipped practice model into the house."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from rock.core.services import Actor, Refused, service
from rock.practice_model import queries, shipped
from rock.practice_model.models import LocalTerm, Principle, PrincipleVersion, WordEntry, WordListVersion
from rock.practice_model.wordlist import Word


@dataclass(frozen=True)
class Loaded:
    """How many rows a load added; all are 0 where the house had everything."""

    principles: int
    words: int
    terms: int


@service
def load_practice_model(*, by: Actor) -> Loaded:
    """Add the shipped principles, word list and local terms that are not there yet; what is there is left as it is.

    A version is known by its key. A term whose key is held belongs to the council from then on, dates and all.
    """
    loaded = Loaded(principles=_load_principles(), words=_load_words(by=by), terms=_load_terms())
    queries.forget()
    transaction.on_commit(queries.forget)
    return loaded


@service
def publish_word_list(*, by: Actor, key: str, starts: date, note: str, words: list[Word]) -> WordListVersion:
    """Publish a word list that holds from a day until the next; refused where it asks to avoid plain words for harm."""
    harm = shipped.harm_words()
    if wrong := sorted({spelling for word in words for spelling in word.avoid if spelling.lower() in harm}):
        raise Refused(f"Violence and harm keep their plain words. Take these off the list: {', '.join(wrong)}.")
    version = WordListVersion.objects.create(key=key, starts=starts, note=note)
    WordEntry.objects.bulk_create([_entry(version, word) for word in words])
    queries.forget()
    transaction.on_commit(queries.forget)
    return version


def _entry(version: WordListVersion, word: Word) -> WordEntry:
    return WordEntry(
        version=version,
        number=word.number,
        avoid=list(word.avoid),
        plain=list(word.plain),
        asked_by=list(word.asked_by),
        strength=word.strength,
        kind=word.kind,
        stays_in=sorted(word.stays_in),
        keep_and_explain=word.keep_and_explain,
        unless_next=list(word.unless_next),
        unless_previous=list(word.unless_previous),
    )


def _load_words(*, by: Actor) -> int:
    facts, listed = shipped.word_list_file(), shipped.word_list()
    if WordListVersion.objects.filter(key=facts.key).exists():
        return 0
    publish_word_list(by=by, key=facts.key, starts=facts.starts, note=facts.note, words=list(listed.words))
    return len(listed.words)


def _load_principles() -> int:
    held = set(PrincipleVersion.objects.values_list("key", flat=True))
    added = 0
    for facts in shipped.principle_versions():
        if facts["key"] in held:
            continue
        principles = facts.pop("principles")
        version = PrincipleVersion.objects.create(**facts)
        rows = [Principle(version=version, position=place, **row) for place, row in enumerate(principles, start=1)]
        added += len(Principle.objects.bulk_create(rows))
    return added


def _load_terms() -> int:
    held = set(LocalTerm.objects.values_list("key", flat=True))
    return len(LocalTerm.objects.bulk_create([LocalTerm(**row) for row in shipped.terms() if row["key"] not in held]))
