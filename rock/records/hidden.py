"""What would give a hidden address away, and whether a text does. Pure; compared without spaces, accents and case."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rock.records.comparing import phone, postcode, squeezed
from rock.records.names import plain_letters
from rock.records.nicknames import short_forms

SHORTEST = 4
SHORTEST_ALONE = 6
# What a street or a school is, rather than which: “Quayside Walk” is given away by “Quayside” too.
_KIND_WORDS = """
street st road rd avenue ave lane ln drive dr close court walk way place row grove gardens terrace crescent square rise
view parade promenade primary junior infant infants high school academy nursery college surgery practice clinic centre
church cofe ce rc catholic
"""
KINDS = frozenset(_KIND_WORDS.split())
# Words that stand in so many sentences that they alone say nothing; so do first names.
_COMMON_WORDS = """
station church chapel central market bridge garden school hospital victoria queens kings princess prince little spring
summer winter autumn forest garage medical health community family children
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_NUMBER_FIRST = re.compile(r"^\s*(?:(?:flat|unit|room|apartment|no)\.?\s*)?\d+\s*[a-z]?\b[\s,]*", re.IGNORECASE)


@dataclass(frozen=True)
class Tokens:
    """Squeezed words that must not be shown, each with the words as they were written."""

    words: dict[str, str]

    def __bool__(self) -> bool:
        return bool(self.words)

    def found_in(self, text: str) -> list[str]:
        """Return the hidden words that a text gives away, as they were written."""
        bare = squeezed(text) if self.words else ""
        return list(dict.fromkeys(written for token, written in self.words.items() if token in bare))

    def betrayed_by(self, text: str) -> bool:
        """Return whether a text gives anything away."""
        return bool(self.found_in(text))


NOTHING = Tokens({})


def tokens(addresses: Iterable[tuple[str, str, str]]) -> Tokens:
    """Return the tokens of hidden addresses, each as (lines, postcode, also_hidden).

    Of the lines each part counts but the last of several, which is the town; a street counts without its number too.
    """
    found: dict[str, str] = {}
    for lines, code, also in addresses:
        for written in [*_streets(lines), code, *_others(also)]:
            for token in (squeezed(written), _alone(written)):
                if len(token) >= SHORTEST:
                    found[token] = written.strip()
    return Tokens(found)


def _alone(written: str) -> str:
    """Return what is left of a name without its kind, squeezed; empty where that is too short or too common to tell."""
    words = plain_letters(written).split()
    while words and words[-1] in KINDS:
        words.pop()
    rest = "".join(words)
    is_common = len(words) == 1 and (rest in _COMMON or bool(short_forms(rest)))
    return rest if len(rest) >= SHORTEST_ALONE and not is_common and not any(c.isdigit() for c in written) else ""


def _streets(lines: str) -> list[str]:
    parts = [part.strip() for part in lines.split(",") if part.strip()]
    parts = parts[:-1] if len(parts) > 1 else parts
    bare = [_NUMBER_FIRST.sub("", part) for part in parts]
    return [part for part in bare if part]


def _others(also: str) -> list[str]:
    parts = [part.strip() for part in also.split(",") if part.strip()]
    return [phone(part) or postcode(part) or part for part in parts]
