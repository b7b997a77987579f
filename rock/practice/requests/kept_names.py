"""The names of the people themselves that an asker says must not be learned: “her new surname is Holt” gives “Holt”. Pure.

A name is meant when words say that it is one (“surname”, “now known as”), and a family name wherever it stands after the
first line, which says from whom: nothing else belongs there. The family name of whom it is kept from is not meant.
"""

import re
from collections.abc import Iterable, Iterator

from rock.records.names import fold

_WORD = r"[^\W\d_][\w’'-]*"
_KIND = r"(?:sur|(?:family|last|first|middle|maiden|married|birth|new|other|real)\s+)names?"
_CALLED = r"(?:now|also|new|really)\s+(?:called|known\s+as|named|mrs|miss|ms|mr)\b\.?|goes\s+by|calls\s+(?:her|him)self"
_CUE = re.compile(
    rf"\b(?:{_KIND}|{_CALLED})(?:\s+(?:is|are|now|of|the\s+name)\b)*[\s:,“”\"‘(-]*({_WORD}(?:\s+{_WORD}){{0,2}})?",
    re.IGNORECASE,
)
_CAPITAL = rf"(?![a-z]){_WORD}"
_IS_NOW = re.compile(rf"\bis\s+({_CAPITAL}(?:\s+{_CAPITAL}){{0,2}})\s+now\b")
_POSSESSIVE = re.compile(r"[’']s\b")
_NO_NAME_WORDS = """
and or is are was the a an her his their at in of on to from with for which that not no must may can will now new
school address phone number job mum dad nan kids children
"""
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())


def names_meant(words: str, *, people: Iterable[str]) -> Iterator[str]:
    """Yield the names that must not be learned, the family name by itself as well."""
    names = [fold(name).split() for name in people if fold(name)]
    given = {name[0] for name in names}
    for match in [*_CUE.finditer(words), *_IS_NOW.finditer(words)]:
        yield from _after_a_cue(match[1] or "", given)
    whom, _, also = words.partition("\n")
    kept_from = {fold(word) for word in whom.split() if not _POSSESSIVE.search(word)}
    family = {word for name in names if name[0] not in kept_from for word in name[1:]} - given - kept_from
    for word in re.findall(_WORD, also):
        bare = _POSSESSIVE.sub("", word)
        if fold(bare) in family or set(fold(bare).split()) & family:
            yield bare


def _after_a_cue(text: str, given: set[str]) -> Iterator[str]:
    """Yield the run of capitals that begins a text, and each of its names; without one, its first word."""
    found: list[str] = []
    for word in text.split():
        if fold(word) in _NO_NAMES or (found and not word[0].isupper()):
            break
        found.append(_POSSESSIVE.sub("", word))
        if not word[0].isupper():
            break
    yield from [" ".join(found)] if found else []
    yield from (word for word in found if len(found) > 1 and fold(word) not in given)
