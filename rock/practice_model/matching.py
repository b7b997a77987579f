"""One compiled pattern that finds every spelling of a word list in a text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GAP = r"(?:\r\n| {1,3}|[\s\u2011-])"
_ODD_PLURALS = {"child": "child(?:ren)?", "person": "(?:person|people)", "children": "children"}


@dataclass(frozen=True)
class Found:
    """A spelling found: which row of the list it belongs to, and its place in the text, end not included."""

    row: int
    start: int
    end: int


class Matcher:
    """Finds whole words, whatever their case, in the singular and plural; where two overlap, the first and longest.

    A spelling in capitals (LAC, MASH) is an acronym and matches in capitals alone: a child may eat mash. A space stands
    for a space, a hyphen or a line's end; # stands for a number (section 31A).
    """

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        by_letter: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for row, spellings in enumerate(rows):
            for spelling in spellings:
                by_letter[spelling[0].lower()].append((spelling, row))
        self._rows: list[int] = []
        branches = [self._branch(letter, spellings) for letter, spellings in sorted(by_letter.items())]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)" if branches else r"(?!)", re.IGNORECASE)

    def _branch(self, letter: str, spellings: list[tuple[str, int]]) -> str:
        spellings.sort(key=lambda pair: -len(pair[0]))
        self._rows += [row for _, row in spellings]
        either = "|".join(f"({spelling_pattern(spelling)})" for spelling, _ in spellings)
        return f"(?={re.escape(letter)})(?:{either})(?!\\w)"

    def find(self, text: str) -> Iterator[Found]:
        """Yield what stands in the text, in order, without overlaps."""
        for match in self._pattern.finditer(text):
            if match.lastindex is not None:
                yield Found(self._rows[match.lastindex - 1], match.start(), match.end())


def spelling_pattern(spelling: str) -> str:
    """Return the pattern of one spelling, without groups."""
    words = re.split(r"[ -]+", spelling)
    return _GAP.join([*(_literal(word) for word in words[:-1]), _with_plural(words[-1])])


def _literal(word: str) -> str:
    if len(word) > 1 and word.isalpha() and word.isupper():
        return f"(?-i:{word})"
    return re.escape(word).replace(r"\#", r"\d+[a-z]{0,2}").replace("’", "['’]")


def _with_plural(word: str) -> str:
    if word in _ODD_PLURALS:
        return _ODD_PLURALS[word]
    if not word.isalpha():
        return _literal(word)
    if re.search(r"[^aeiou]y$", word):
        return _literal(word[:-1]) + "(?:y|ies)"
    return _literal(word) + ("(?:es)?" if re.search(r"(?:s|x|ch|sh)$", word) else "s?")
