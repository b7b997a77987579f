"""The names in what an asker wrote that must not be learned: “Lee must not learn Gull Primary” gives “Gull Primary”. Pure.

A name is a run of words with capitals, with its kind after it (“Gull primary school”). Names of
the people themselves are left out unless they are meant (`kept_names`), so are words that only start a sentence. After the first line, which says from whom,
each part between commas counts too, as it does of a hidden address.
"""

import re
from collections.abc import Iterable, Iterator

from rock.practice.requests.kept_names import names_meant
from rock.records.hidden import KINDS, Tokens, tokens
from rock.records.names import fold
from rock.records.nicknames import short_forms

_WORD = r"[A-Z][\w’'-]*"
_KIND = "(?:" + "|".join(sorted(KINDS, key=len, reverse=True)) + r")\b"
_RUN = re.compile(rf"{_WORD}(?:\s+(?:of\s+|the\s+)*(?:{_WORD}|{_KIND}))*")
_CODE = re.compile(r"\b[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*[0-9][A-Za-z]{2}\b")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{8,}[0-9]")
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
    names = list(people)
    own = {fold(part) for name in names for part in name.split()}
    found = [*_names(words, own), *_short_parts(words.partition("\n")[2], own), *names_meant(words, people=names)]
    found += [match[0] for pattern in (_CODE, _PHONE) for match in pattern.finditer(words)]
    return tokens([("", "", ",".join(part.replace(",", " ") for part in found))])


def _short_parts(lines: str, own: set[str]) -> Iterator[str]:
    for part in re.split(r"[,;\n]|\band\b", lines):
        kept = part.strip(" .").split()
        while kept and fold(kept[0]) in _ARTICLES:
            kept = kept[1:]
        if 0 < len(kept) <= _MOST_WORDS and not {fold(word) for word in kept} <= own | _NO_NAMES:
            yield " ".join(kept)


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
