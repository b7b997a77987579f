"""The names of the people themselves that an asker says must not be learned: “her new surname is Holt” gives “Holt”. Pure.

A name is meant when words say that it is one (“surname”, “now known as”), or when it is listed by itself, with its family
name, after the first line, which says from whom.
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
_NO_NAME_WORDS = """
and or is are was the a an her his their at in of on to from with for which that not no must may can will now new
school address phone number job mum dad nan kids children
"""
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())


def names_meant(words: str, *, people: Iterable[str]) -> Iterator[str]:
    """Yield the names that must not be learned, the family name by itself as well."""
    names = [fold(name).split() for name in people if fold(name)]
    given = {name[0] for name in names}
    family = {word for name in names for word in name[1:]} - given
    for match in _CUE.finditer(words):
        yield from _after_a_cue(match[1] or "")
    for part in re.split(r"[,;\n]|\band\b", words.partition("\n")[2]):
        bare = fold(part).split()
        if bare and set(bare) <= given | family and set(bare) & family:
            yield part.strip(" .")
            yield from (word for word in part.split() if fold(word) in family)


def _after_a_cue(text: str) -> Iterator[str]:
    """Yield the run of capitals that begins a text, and each of its names; without one, its first word."""
    found: list[str] = []
    for word in text.split():
        if fold(word) in _NO_NAMES or (found and not word[0].isupper()):
            break
        found.append(re.sub(r"[’']s$", "", word))
        if not word[0].isupper():
            break
    if found:
        yield " ".join(found)
        yield from found
