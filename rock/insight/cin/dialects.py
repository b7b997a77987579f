"""How the dialects of the census differ when it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

DialectName = Literal["2026", "2017"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One dialect: the element and codes for sex, the words for yes and no, wrappers for reviews, order of elements."""

    sex_name: str
    sex_codes: Mapping[str, str]
    yes: str
    no: str
    wrapper_for_each_review: bool
    reversed_order: bool


DIALECTS: Mapping[DialectName, Dialect] = MappingProxyType(
    {
        "2026": Dialect("Sex", {"M": "M", "F": "F", "U": "U"}, "1", "0", False, False),
        "2017": Dialect("GenderCurrent", {"M": "1", "F": "2", "U": "0"}, "true", "false", True, True),
    }
)
