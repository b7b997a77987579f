"""Reading age, worked out here and now, with nothing sent anywhere.

Flesch-Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word - 15.59 (Kincaid and others, 1975); a United
States grade is read here as the age that is five years more. Public writing for families aims at ages 9 to 11.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import pyphen

EASY_AGE = 11
_ENOUGH_WORDS = 30
_YOUNGEST = 5
_NAME_SYLLABLES = 2

_HYPHENS = pyphen.Pyphen(lang="en_GB")
_SILENT_END = re.compile(r"(?<=[^aeiouy])(?:(?<![sxzcgh])es|(?<![td])ed|(?<!l)e|(?<=[aeiouyrl]l)e)$")
_VOWELS = re.compile(r"[aeiouyàâäéèêëíîïóôöúûü]+")

_BULLET = r"(?:[-*•–·]|\(?\d{1,2}[.)]|\(?[a-z][.)])"
_NEW_LINE = re.compile(rf"\n\s*\n|\n(?=\s*{_BULLET}\s)|\n(?=\s*[A-Z“‘\"])")
_BULLET_START = re.compile(rf"^\s*{_BULLET}\s+")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|St|Sgt|PC|No|e\.g|i\.e|etc|approx|vs)|\b[A-Z])\.$")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)")
_WORD = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\d[\d.,:/]*\w*|[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True)
class Reading:
    """How hard a text is to read; grade and age are None where there are no words."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float | None:
        """Return the Flesch-Kincaid grade, to one decimal place."""
        if not self.words:
            return None
        return round(0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59, 1)

    @property
    def age(self) -> int | None:
        """Return the reading age in years, 5 or more."""
        return None if self.grade is None else max(_YOUNGEST, round(self.grade) + 5)

    @property
    def enough(self) -> bool:
        """Return whether there are words enough for the age to mean much."""
        return self.words >= _ENOUGH_WORDS

    @property
    def easy(self) -> bool:
        """Return whether a child of 11 can read it; an empty text is easy."""
        return self.age is None or self.age <= EASY_AGE


def reading(text: str) -> Reading:
    """Return how hard the text is to read; each bullet, heading line and paragraph ends a sentence."""
    sentences = [words for sentence in sentences_of(text) if (words := _WORD.findall(sentence))]
    syllables = sum(_syllables_at(place, word) for words in sentences for place, word in enumerate(words))
    return Reading(len(sentences), sum(map(len, sentences)), syllables)


def sentences_of(text: str) -> list[str]:
    """Return the sentences: titles (Mr.), initials, numbers (3.5) and times (10.30am) do not end one."""
    found = []
    for line in _NEW_LINE.split(text.replace("\r\n", "\n")):
        rest, begin = _BULLET_START.sub("", line), 0
        for end in _SENTENCE_END.finditer(rest):
            if not _SHORT.search(rest[begin : end.end()]):
                found.append(rest[begin : end.end()].strip())
                begin = end.end()
        found.append(rest[begin:].strip())
    return [sentence for sentence in found if sentence]


def _syllables_at(place: int, word: str) -> int:
    """Count a word's syllables; a name counts for two at most, for whoever reads it knows it."""
    count = syllables(word.lower())
    return min(count, _NAME_SYLLABLES) if place and word[0].isupper() else count


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return the syllables of a word in small letters, 1 or more; a number or an address on the web counts as 1.

    Hyphenation alone counts a sixth too few (fam-ily), so it only parts a compound (some-thing), and each part's groups
    of vowels are counted.
    """
    if not word[0].isalpha() or "@" in word or "." in word:
        return 1
    parts = [piece for part in re.split(r"[’'-]", word) for piece in _HYPHENS.inserted(part, "-").split("-")]
    return max(1, sum(_part_syllables(part) for part in parts if len(part) > 1))


def _part_syllables(part: str) -> int:
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", part))))
