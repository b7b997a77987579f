"""The names in what an asker wrote that must not be learned: “Lee must not learn Gull Primary” gives “Gull Primary”. Pure.

A name is a run of words with capitals, with its kind after it (“Gull primary school”); before a kind that says enough by
itself it may be written small (“gull primary”). Names of the people themselves are left out unless they are meant
(`kept_names`), so are words that only start a sentence. After the first line, which says from whom, each part between commas
counts too, as it does of a hidden address. A phone, an inbox, a name in the net and a postcode count wherever they stand.
"""

import re
from collections.abc import Iterable, Iterator

from rock.practice.requests.kept_names import names_meant
from rock.records.disguises import undisguised
from rock.records.hidden import Tokens, tokens
from rock.records.names import fold
from rock.records.nicknames import short_forms
from rock.records.places_written import EMAIL, KINDS, PHONE

_CAPITALS = "".join(letter for letter in map(chr, range(0x250)) if letter.isupper())
_WORD = rf"[{_CAPITALS}][\w’'-]*"
_KIND = "(?:" + "|".join(sorted(KINDS, key=len, reverse=True)) + r")\b"
_RUN = re.compile(rf"{_WORD}(?:\s+(?:of\s+|the\s+)*(?:{_WORD}|{_KIND}))*")
# Kinds that stand in few sentences without a name before them.
_TELLS = "street|st|road|rd|avenue|ave|lane|crescent|gardens|terrace|court|ct|primary|infants?|academy|nursery|college|surgery|school"
_SMALL = re.compile(rf"([^\W\d_][\w’'-]*)\s+(?:{_TELLS})\b(?:\s+{_KIND})*", re.IGNORECASE)
_NO_PLACE_WORDS = """
the a an this that her his their its my our your any every each some no new old other another same next whole main busy high
family crown county youth at to in from of for and or not special secondary junior infant primary nursery day after before
"""
_NO_PLACES = frozenset(_NO_PLACE_WORDS.split())
_CODE = re.compile(r"\b[A-Za-z]{1,2}[0-9][A-Za-z0-9]?[\s-]*[0-9][A-Za-z]{2}\b")
_HANDLE = re.compile(r"@[\w.]{3,}|\b(?=[\w.]*\d)(?=[\w.]*[^\W\d_])[\w.]{6,}\b")
_POSSESSIVE = re.compile(r"[’']s$")
_STARTS = re.compile(r"(?:^|[.!?:;\n]\s*)$")
_NO_NAME_WORDS = """
mum mummy dad daddy nan nana gran granny grandma grandad grandpa auntie aunty aunt uncle sister brother mother father
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
october november december christmas easter english police school council
"""
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())
_ARTICLES = frozenset({"the", "a", "an", "her", "his", "their", "my", "our", "new"})
_MOST_WORDS = 5


def kept_back(words: str, *, people: Iterable[str]) -> Tokens:
    """Return what gives away what an asker wrote must not be learned; `people` are the names of those it is about."""
    names, plain = list(people), undisguised(words)
    own = {fold(part) for name in names for part in name.split()} - {""}
    places = _tokens([*_names(plain, own), *_small_names(plain), *_short_parts(plain.partition("\n")[2], own)])
    meant = [match[0] for pattern in (_CODE, PHONE, EMAIL, _HANDLE) for match in pattern.finditer(plain)]
    meant += names_meant(plain, people=names)
    # A street may bear the name of one of them; the name alone is not meant.
    return Tokens({token: said for token, said in places.words.items() if token not in own} | _tokens(meant).words)


def _tokens(found: Iterable[str]) -> Tokens:
    return tokens([("", "", ",".join(part.replace(",", " ") for part in found))])


def _short_parts(lines: str, own: set[str]) -> Iterator[str]:
    for part in re.split(r"[,;\n]|\band\b", lines):
        kept = part.strip(" .").split()
        while kept and fold(kept[0]) in _ARTICLES:
            kept = kept[1:]
        if 0 < len(kept) <= _MOST_WORDS and not {fold(word) for word in kept} <= own | _NO_NAMES:
            yield " ".join(kept)


def _small_names(text: str) -> Iterator[str]:
    """Yield each kind with the one word before it, however it is written: “at gull primary” gives “gull primary”."""
    yield from (match[0] for match in _SMALL.finditer(text) if fold(match[1]) not in _NO_PLACES)


def _names(text: str, own: set[str]) -> Iterator[str]:
    for match in _RUN.finditer(text):
        parts = [_POSSESSIVE.sub("", part) for part in match[0].split()]
        while parts and fold(parts[0]) in own | _NO_NAMES | _ARTICLES:
            parts = parts[1:]
        starts = bool(_STARTS.search(text[: match.start()])) and match[0].startswith(parts[0] if parts else "")
        if len(parts) > 1 or (parts and not starts and _is_name(parts[0], own)):
            yield " ".join(parts)


def _is_name(word: str, own: set[str]) -> bool:
    return fold(word) not in own | _NO_NAMES and not short_forms(word)
