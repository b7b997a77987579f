"""Short forms of first names that are common in England: a list of our own, read once. Pure."""

import csv
from functools import cache
from pathlib import Path

from rock.records.names import fold

LIST = Path(__file__).parent / "data" / "nicknames.csv"


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Return for each name the names that stand for the same first name; two short forms of one name count too."""
    found: dict[str, set[str]] = {}
    with LIST.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            names = {fold(name) for name in row}
            for name in names:
                found.setdefault(name, set()).update(names - {name})
    return {name: frozenset(others) for name, others in found.items()}


def short_forms(name: str) -> frozenset[str]:
    """Return what else somebody of this first name may be called, folded, the name itself not among them."""
    return _groups().get(fold(name), frozenset())
