"""How names are compared: written the same whatever their accents, hyphens and order; and by how they sound. Pure."""

import re
import unicodedata
from functools import lru_cache

import jellyfish

FOLDED_LENGTH = 220
SHORT_WORD = 4
SOUNDS_LENGTH = 120
_SILENT = re.compile(r"['’‘`´.]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_LETTER = re.compile(r"[^a-z]+")
# Letters that Unicode does not take apart into a plain letter and a mark.
_WHOLE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def plain_letters(text: str) -> str:
    """Return a text of any length in lower case without accents: letters a to z and single spaces only."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_WHOLE))
        plain = _NOT_ASCII.sub(lambda letter: "" if unicodedata.combining(letter[0]) else letter[0], plain)
    return _NO_LETTER.sub(" ", _SILENT.sub("", plain)).strip()


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return a name as it is compared, cut to its column: “Zoë O’Neil-Roe” gives “zoe oneil roe”."""
    return plain_letters(name)[:FOLDED_LENGTH].rstrip()


@lru_cache(maxsize=20_000)
def sounds(name: str) -> str:
    """Return how each part of a name sounds (metaphone), with spaces between: “Katharine Smith” gives “K0RN SM0”."""
    kept = ""
    for part in fold(name).split():
        code = jellyfish.metaphone(part)
        longer = f"{kept} {code}".strip()
        if code and len(longer) <= SOUNDS_LENGTH:
            kept = longer
    return kept


def spellings(word: str) -> set[str]:
    """Return a folded part of a name and, from four letters on, what it is with any one letter left out.

    Two parts that share one differ by a letter too many, too few, wrong or swapped with its neighbour. The database's
    `records_name_keys` makes the same of every name that is kept.
    """
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word)) if len(word) >= SHORT_WORD}
