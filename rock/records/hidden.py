"""What would give a hidden address away, and whether a text does. Pure; compared without spaces, accents and case.

What somebody typed as an address, a school or a phone is read in `rock.records.places_written`; here it is compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rock.records.comparing import squeezed
from rock.records.disguises import in_digits, in_letters, undisguised, without_marks_said
from rock.records.names import plain_letters
from rock.records.nearly import Name, names, near
from rock.records.nicknames import short_forms
from rock.records.other_letters import in_our_letters
from rock.records.places_written import KINDS, also_written, in_short, in_three_words, streets

SHORTEST = 4
SHORTEST_ALONE = 6
UNKNOWN = "a place that cannot be compared"
# Words that stand in so many sentences that they alone say nothing; so do first names.
_COMMON_WORDS = """
station church chapel central market bridge garden school hospital victoria queens kings princess prince little spring
summer winter autumn forest garage medical health community family children
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_BEFORE = frozenset({"the", "st"})


@dataclass(frozen=True)
class Tokens:
    """What must not be shown, as it is compared, each with the words as they were written.

    A squeezed token counts wherever it stands; one with spaces around its words (“ tern st ”) only as whole words.
    """

    words: dict[str, str]

    def __bool__(self) -> bool:
        return bool(self.words)

    def found_in(self, text: str) -> list[str]:
        """Return the hidden words that a text gives away, as they were written, and places in it that nobody can compare."""
        if not self.words:
            return []
        read = _as_read(text)
        found = [written for token, written in self.words.items() if token in read.ways]
        found += near(read.short, read.other, self._names)
        return list(dict.fromkeys([*found, *(f"{place} ({UNKNOWN})" for place in in_three_words(read.plain))]))

    def betrayed_by(self, text: str) -> bool:
        """Return whether a text gives anything away."""
        return bool(self.found_in(text))

    def unknown_to(self, text: str) -> "Tokens":
        """Return those that do not stand in a text: whoever wrote it knows the others."""
        ways = _as_read(text).ways
        return Tokens({token: written for token, written in self.words.items() if token not in ways})

    @cached_property
    def _names(self) -> dict[Name, str]:
        return names(self.words)


NOTHING = Tokens({})


def tokens(addresses: Iterable[tuple[str, str, str]]) -> Tokens:
    """Return the tokens of hidden addresses, each as (lines, postcode, also_hidden)."""
    found: dict[str, str] = {}
    for lines, code, also in addresses:
        for written in [*streets(lines), code, *also_written(also)]:
            found |= dict.fromkeys(_tokens_of(written), written.strip())
    return Tokens(found)


def _tokens_of(written: str) -> list[str]:
    plain = undisguised(written)
    short = in_short(in_digits(plain))
    said = [squeezed(plain), squeezed(in_digits(plain)), *_alone(plain)]
    name, _, kind = short.rpartition(" ")
    in_polish = [f" ul {name} "] if kind in KINDS else []
    return [token for token in [*said, f" {short} ", *in_polish] if len(token.replace(" ", "")) >= SHORTEST]


def _alone(written: str) -> list[str]:
    """Return what is left of a name without its kind; nothing where that is too short or too common to tell."""
    if any(letter.isdigit() for letter in written):
        return []
    whole = plain_letters(written).split()
    while whole and whole[-1] in KINDS:
        whole.pop()
    words = in_short(" ".join(whole)).split()
    while words and words[-1] in KINDS:
        words.pop()
    bare = words[1:] if words and words[0] in _BEFORE else words
    left = ["".join(whole), "".join(bare)]
    return [rest for rest in left if len(rest) >= SHORTEST_ALONE and not _is_common(rest, len(bare))]


def _is_common(rest: str, words: int) -> bool:
    return words == 1 and (rest in _COMMON or bool(short_forms(rest)))


class _Read(NamedTuple):
    """A text as it is compared: plain, in short, what is in another alphabet, and all ways of it.

    The ways stand one a line, so that nothing is found across two of them.
    """

    plain: str
    short: str
    other: str
    ways: str


def _as_read(text: str) -> _Read:
    plain = undisguised(text)
    digits, other = in_digits(plain), in_our_letters(text)
    short = in_short(digits)
    written = dict.fromkeys((plain, digits, without_marks_said(digits), in_letters(plain), other))
    squeezes = [squeezed(one) for one in written]
    return _Read(plain, short, other, "\n".join([*squeezes, f" {short} "]))
