"""The code sets of the children-in-need census, and how the codes of older dialects become today's.

The sets are data (`data/codes_2026.json`, from the sector's schema of 2026; see `data/LICENCES.md`). 18A and 19A stay
in the set: they stand in every file made before their split into B and C. The factors of an assessment are the room's
that ticks them (`rock.practice.assessments.factors`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from rock.practice.assessments.factors import FACTORS

DATA = Path(__file__).parent / "data"
SPLIT_FACTORS: Mapping[str, str] = MappingProxyType({"18A": "18B or 18C", "19A": "19B or 19C"})

_OLDER: dict[str, dict[str, str]] = {
    # GenderCurrent, collected until Sex took its place
    "sex": {"1": "M", "2": "F", "0": "U", "9": "U", "MALE": "M", "FEMALE": "F", "UNKNOWN": "U"},
    "abuse_category": {"SAL": "SAB"},
}
_YES = frozenset({"1", "true", "yes", "y", "t"})
_NO = frozenset({"0", "false", "no", "n", "f"})


@dataclass(frozen=True, slots=True)
class CodeSet:
    """One set of codes: its name, each code's label, and the older spellings that are read as one of them."""

    name: str
    labels: Mapping[str, str]
    older: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, code: object) -> bool:
        return code in self.labels

    def label(self, code: str) -> str:
        """Return the census's label of a code, or the code itself where it gives none; KeyError if unknown."""
        return self.labels[code] or code

    def read(self, text: str) -> str | None:
        """Return today's code for what a file says, in any case and older spelling; None if it is none of these."""
        code = text.strip().upper()
        code = self.older.get(code, code)
        return code if code in self.labels else None


def _load() -> Mapping[str, CodeSet]:
    sets: dict[str, dict[str, str]] = json.loads((DATA / "codes_2026.json").read_text("utf-8"))["sets"]
    sets["assessment_factor"] = {code: factor.census for code, factor in FACTORS.items()}
    return MappingProxyType(
        {name: CodeSet(name, MappingProxyType(labels), _OLDER.get(name, {})) for name, labels in sets.items()}
    )


CODE_SETS = _load()
SEX = CODE_SETS["sex"]
ETHNICITY = CODE_SETS["ethnicity"]
DISABILITY = CODE_SETS["disability"]
UPN_UNKNOWN = CODE_SETS["upn_unknown"]
REFERRAL_SOURCE = CODE_SETS["referral_source"]
PRIMARY_NEED = CODE_SETS["primary_need"]
CLOSURE_REASON = CODE_SETS["closure_reason"]
ASSESSMENT_FACTOR = CODE_SETS["assessment_factor"]
ABUSE_CATEGORY = CODE_SETS["abuse_category"]


def read_flag(text: str) -> bool | None:
    """Return yes or no from 1/0, true/false, yes/no in any case; None if it is neither."""
    word = text.strip().lower()
    if word in _YES:
        return True
    return False if word in _NO else None
