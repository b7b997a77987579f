"""The factors that an assessment finds, in the census codes of the year, each with plain words to tick it by.

The list is data (`data/factors_2026.json`, see `data/LICENCES.md`), and the only one: the census reads it from here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

_DATA = json.loads((Path(__file__).parent / "data" / "factors_2026.json").read_text("utf-8"))
NEGLECT, NONE = "16A", "21"
# Split into B and C: they stand in older rows, and nobody ticks them any more.
RETIRED: frozenset[str] = frozenset(_DATA["retired"])


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor: its code, the plain words beside its box, the group that it stands in, and the census's own label."""

    code: str
    group: str
    plain: str
    census: str


FACTORS: Mapping[str, Factor] = MappingProxyType({row["code"]: Factor(**row) for row in _DATA["factors"]})


def offered() -> dict[str, list[Factor]]:
    """Return the factors that can be ticked today, by group, in the order of the census."""
    groups: dict[str, list[Factor]] = {}
    for factor in FACTORS.values():
        if factor.code not in RETIRED:
            groups.setdefault(factor.group, []).append(factor)
    return groups
