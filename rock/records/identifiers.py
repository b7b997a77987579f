"""The checks that each register's numbers carry in themselves. Pure; a wrong number is named before it is kept."""

import re
from collections.abc import Callable

from rock.records.models.people import IdentifierKind

# Check letters of a unique pupil number: the alphabet without I, O and S (DfE, guide to unique pupil numbers).
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")
_CHILD_ID = re.compile(r"[A-Za-z0-9/_-]{1,10}")


def tidy(kind: IdentifierKind, value: str) -> str:
    """Return an identifier as its register writes it: no spaces, and capitals except in a council's own number."""
    bare = re.sub(r"\s+", "", value)
    return bare if kind == IdentifierKind.LA_CHILD_ID else re.sub(r"[.-]", "", bare).upper()


def nhs_number_is_right(value: str) -> bool:
    """Return whether ten digits end in their own check digit (modulus 11, NHS data dictionary)."""
    if not re.fullmatch(r"[0-9]{10}", value):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(value[9])


def upn_is_right(value: str) -> bool:
    """Return whether a unique pupil number, permanent or temporary, begins with its own check letter (modulus 23)."""
    if not _UPN.fullmatch(value) or value[12] in "IOS":
        return False
    figures = [int(c) if c.isdigit() else _UPN_LETTERS.index(c) for c in value[1:]]
    total = sum(figure * weight for weight, figure in enumerate(figures, start=2))
    return _UPN_LETTERS[total % 23] == value[0]


def child_id_is_right(value: str) -> bool:
    """Return whether a council child number has the census's shape: 1 to 10 letters, digits and marks."""
    return bool(_CHILD_ID.fullmatch(value))


_CHECKS: dict[IdentifierKind, tuple[Callable[[str], bool], str]] = {
    IdentifierKind.NHS_NUMBER: (
        nhs_number_is_right,
        "That is not an NHS number. It has 10 digits, and the last one checks the others. Read it again.",
    ),
    IdentifierKind.UPN: (
        upn_is_right,
        "That is not a unique pupil number. It is a letter and 12 digits, and the letter checks the digits. Read it again.",
    ),
    IdentifierKind.FORMER_UPN: (
        upn_is_right,
        "That is not a unique pupil number. It is a letter and 12 digits, and the letter checks the digits. Read it again.",
    ),
    IdentifierKind.LA_CHILD_ID: (
        child_id_is_right,
        "That is not a council child number. It has 1 to 10 letters and digits.",
    ),
}


def fault(kind: IdentifierKind, value: str) -> str:
    """Return what is wrong with a tidied identifier and how to mend it; an empty string when it passes its check."""
    check, words = _CHECKS[kind]
    return "" if check(value) else words
