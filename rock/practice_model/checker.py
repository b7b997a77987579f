"""Checks words against the word list. It suggests and never rewrites; what a child or a parent said is left alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rock.practice_model.explaining import is_explained, means_another_thing
from rock.practice_model.matching import Found
from rock.practice_model.models.words import Kind, Strength
from rock.practice_model.queries import word_list
from rock.practice_model.reading import Reading, reading
from rock.practice_model.wordlist import Word, WordList

Span = tuple[int, int]

_QUOTED = re.compile(r"“[^”]{1,3000}”|\"[^\"\n]{1,1000}\"")

_WHY = {
    Kind.JARGON: "Families may not know this word, or do not like it.",
    Kind.BLAME: "This blames or labels somebody. Say what happened.",
    Kind.VAGUE: "This says too little. Say what it is.",
    Kind.SOFTENING: "This makes harm sound smaller than it was. Say who did what.",
}
_KEEP = "The law needs this word. Keep it, and say beside it what it means."
_EXPLAIN = "You can keep this word if you say beside it what it means."


@dataclass(frozen=True)
class Flag:
    """A word to think about, with its place in the text: `text[start:end] == found`."""

    found: str
    start: int
    end: int
    word: Word

    @property
    def term(self) -> str:
        """Return the term as the list shows it."""
        return self.word.term

    @property
    def plain(self) -> str:
        """Return what could stand there instead, or beside it."""
        return self.word.plain_words

    @property
    def why(self) -> str:
        """Return the reason, in a sentence or two."""
        if self.word.keep_and_explain:
            return _KEEP
        return _EXPLAIN if self.word.strength == Strength.EXPLAIN else _WHY[Kind(self.word.kind)]


@dataclass(frozen=True)
class Report:
    """What the check found; the reading is of the writer's own words, with quoted words left out."""

    flags: tuple[Flag, ...]
    reading: Reading

    @property
    def clear(self) -> bool:
        """Return whether nothing was flagged."""
        return not self.flags


def check(
    text: str, *, audience: str, on: date | None = None, quotes: Iterable[Span] = (), words: WordList | None = None
) -> Report:
    """Return what to think about before the audience (a value of `Audience`) reads the text.

    `quotes` are spans (start, end) of somebody's own words, beside those that stand in double quotation marks. `words`
    is the list in force on the day (today without one) unless given.
    """
    listed = words or word_list(on)
    left_alone = _merged([*quotes, *(match.span() for match in _QUOTED.finditer(text))])
    own = _blanked(text, left_alone)
    return Report(tuple(_flags(own, listed, audience)), reading(_without(text, left_alone)))


def _flags(text: str, listed: WordList, audience: str) -> list[Flag]:
    flags, explained = [], set()
    for found in listed.matcher.find(text):
        word = listed.words[found.row]
        if audience in word.stays_in or word.number in explained:
            continue
        if means_another_thing(word, text, found.start, found.end):
            continue
        if word.strength == Strength.EXPLAIN and is_explained(word, text, found.start, found.end):
            explained.add(word.number)
            continue
        flags.append(_flag(text, found, word))
    return flags


def _flag(text: str, found: Found, word: Word) -> Flag:
    return Flag(text[found.start : found.end], found.start, found.end, word)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """Return the text, just as long, with the spans made of a sign that is part of no word."""
    for start, end in spans:
        text = text[:start] + "·" * (min(end, len(text)) - start) + text[end:]
    return text


def _without(text: str, spans: Sequence[Span]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text
