"""Whether words come near to hidden ones: misspelt or inflected by one letter, or as they sound in another alphabet. Pure.

Near is only what begins and ends where words do, with the same letter first, and has enough letters with its kind: “Elm
Gorve” is near to “Elm Grove”. In a short word no letter may be another or missing: “Hill” and “Hall” are two places, and
“for court” is no “Ford Court”.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rock.records.names import plain_letters
from rock.records.other_letters import heard
from rock.records.places_written import KINDS, in_full, in_short

FEWEST = 8
FEWEST_HEARD = 5
LONG_WORD = 5
LONGEST_ENDING = 4


@dataclass(frozen=True)
class Name:
    """A hidden name as it is compared: its words in full, without digits."""

    words: tuple[str, ...]

    @cached_property
    def letters(self) -> str:
        """Return its letters without spaces."""
        return "".join(self.words)

    @cached_property
    def heard(self) -> str:
        """Return how it sounds; nothing where that is too little to tell."""
        sound = "".join(map(heard, self.words))
        return sound if len(sound) >= FEWEST_HEARD else ""

    @cached_property
    def parts(self) -> tuple[str, str]:
        """Return two parts of its letters, of which one stands in whatever is one letter off."""
        half = len(self.letters) // 2
        return self.letters[:half], self.letters[half + 1 :]

    def is_long_at(self, at: int) -> bool:
        """Return whether a letter belongs to a word that is known without it."""
        ends = accumulate(map(len, self.words))
        return len(next(word for word, end in zip(self.words, ends, strict=True) if at < end)) >= LONG_WORD


def names(tokens: dict[str, str]) -> dict[Name, str]:
    """Return the names among hidden tokens that have enough letters, with how each was written."""
    found: dict[str, tuple[Name, str]] = {}
    # With spaces first: they tell a name's words.
    for token in sorted(tokens, key=lambda token: " " not in token):
        for words in _whole_and_alone(tuple(in_full(token)), tokens):
            name = Name(words)
            if len(name.letters) >= FEWEST and name.letters.isalpha():
                found.setdefault(name.letters, (name, tokens[token]))
    return dict(found.values())


def _whole_and_alone(words: tuple[str, ...], tokens: dict[str, str]) -> Iterator[tuple[str, ...]]:
    yield words
    while words and words[-1] in KINDS:
        words = words[:-1]
    if "".join(words) in tokens:
        yield words


@dataclass(frozen=True)
class Row:
    """The words of a text in a row, without spaces."""

    words: list[str]

    @cached_property
    def letters(self) -> str:
        """Return the row itself."""
        return "".join(self.words)

    @cached_property
    def edges(self) -> frozenset[int]:
        """Return where in the row a word begins or ends."""
        return frozenset(accumulate(map(len, self.words), initial=0))

    def has(self, part: str) -> bool:
        """Return whether a part stands in the row where a word begins."""
        return bool(part) and any(at in self.edges for at in _places(self.letters, part))

    def comes_near(self, name: Name) -> bool:
        """Return whether a name stands here with at most one letter too many, missing, another or swapped with the next."""
        if not any(part in self.letters for part in name.parts):
            return False
        starts = [at for at in self._maybe(name) if at in self.edges]
        return any(_one_off(self.letters[at:end], name) for at in starts for end in self._ends(name, at))

    def _maybe(self, name: Name) -> Iterator[int]:
        head, tail = name.parts
        yield from _places(self.letters, head)
        yield from (at - len(head) - 1 + off for at in _places(self.letters, tail) for off in (-1, 0, 1))

    def _ends(self, name: Name, at: int) -> list[int]:
        """Return where a word ends that may be a name's last: as many words as it has, or run together into fewer."""
        longest = at + len(name.letters) + LONGEST_ENDING
        return [edge for edge in range(at + 1, longest) if edge in self.edges][: len(name.words)]


def near(short: str, other: str, hidden: dict[Name, str]) -> list[str]:
    """Return the hidden names to which a text comes near, as they were written.

    `short` is the text `in_short`, `other` what it has in another alphabet, `in_our_letters`: that is heard as well.
    """
    rows = [Row(in_full(words)) for words in (short, in_short(other)) if words]
    sound = Row([heard(word) for word in plain_letters(other).split()])
    return [
        written
        for name, written in hidden.items()
        if any(row.comes_near(name) for row in rows) or sound.has(name.heard)
    ]


def _places(row: str, part: str) -> Iterator[int]:
    at = row.find(part)
    while at >= 0:
        yield at
        at = row.find(part, at + 1)


def _one_off(text: str, name: Name) -> bool:
    pairs = zip(text, name.letters, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(text), len(name.letters)))
    left, meant = text[same:], name.letters[same:]
    if left[:2] == meant[1::-1] and left[2:] == meant[2:]:
        return True
    if not same or not meant or not name.is_long_at(same):
        return bool(same) and left[1:] == meant
    return left[1:] == meant or meant[1:] in {left, left[1:]} or (len(meant) == 1 and _is_ending(left))


def _is_ending(letters: str) -> bool:
    """Return whether a word ends as Polish bends a name: “Grovie”, “Courcie”."""
    return len(letters) <= LONGEST_ENDING and letters.endswith(("ie", "ze"))
