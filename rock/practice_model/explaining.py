"""Whether a word is cleared by what stands beside it: an explanation, or company that gives it another meaning."""

import re
from functools import lru_cache

from rock.practice_model.wordlist import Word

Pattern = re.Pattern[str]

_BEFORE, _AFTER = 160, 240
_SAYS_WHAT_IT_MEANS = re.compile(
    r"['’\"”]?,?\s+(?:(?:which|that|this)\s+)?(?:means|is when|is where|is how)\b"
    r"|['’\"”]?\s+\((?:[^)\s]+\s+){2,}[^)]*\)",
    re.IGNORECASE,
)
_IN_BRACKETS_BEFORE = re.compile(r"(?:\w+\W+){3,}\([^()]{0,25}$")
_IN_BRACKETS_AFTER = re.compile(r"[^()]{0,25}\)")
_NAME = r"(?-i:[A-Z][\w’'-]+)"
_NAME_NEXT = rf"(?:(?:is|was|will\s+be|called|named)[\s,]+)*{_NAME}"
_NAME_PREVIOUS = rf"{_NAME}(?:,|\s+is|\s+was|\s+will\s+be)"


def means_another_thing(word: Word, text: str, start: int, end: int) -> bool:
    """Return whether the words right beside the place show that the listed word is not meant."""
    after, before = _company(word.unless_next, word.unless_previous)
    if after and after.match(text, end):
        return True
    return bool(before and before.search(text[max(0, start - 60) : start]))


def is_explained(word: Word, text: str, start: int, end: int) -> bool:
    """Return whether the term at the place is explained beside it.

    It is when its plain form stands near, when it says what it means (“means…”, “is when…”, three words or more in
    brackets), or when it stands itself in brackets after plain words.
    """
    near = text[max(0, start - _BEFORE) : start] + " · " + text[end : end + _AFTER]
    if any(pattern.search(near) for pattern in _plain_patterns(word.plain)):
        return True
    if _SAYS_WHAT_IT_MEANS.match(text, end):
        return True
    before = text[max(0, start - _BEFORE) : start]
    return bool(_IN_BRACKETS_BEFORE.search(before) and _IN_BRACKETS_AFTER.match(text, end))


@lru_cache(maxsize=512)
def _company(following: tuple[str, ...], preceding: tuple[str, ...]) -> tuple[Pattern | None, Pattern | None]:
    after = "|".join(_NAME_NEXT if phrase == "@name" else _spaced(phrase) for phrase in following)
    before = "|".join(_NAME_PREVIOUS if phrase == "@name" else _spaced(phrase) for phrase in preceding)
    return (
        re.compile(rf"[\s,:]+(?:{after})(?!\w)", re.IGNORECASE) if after else None,
        re.compile(rf"(?<!\w)(?:{before})[\s-]+$", re.IGNORECASE) if before else None,
    )


@lru_cache(maxsize=512)
def _plain_patterns(plain: tuple[str, ...]) -> list[Pattern]:
    """Return a pattern for each plain form of two words or more: one word proves nothing (“designated teacher”)."""
    return [re.compile(_plain_pattern(text), re.IGNORECASE) for text in plain if len(text.split()) > 1]


def _plain_pattern(text: str) -> str:
    parts = re.split(r"\s*(\[[^\]]*\])\s*", re.sub(r"\([^)]*\)", "", text).strip())
    return r"\s+".join(r"\S+(?:\s\S+){0,3}" if part.startswith("[") else _spaced(part) for part in parts if part)


def _spaced(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace("’", "['’]") for word in phrase.split())
