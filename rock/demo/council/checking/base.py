"""How checks are named and kept."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet

Keys = Iterable[int]
Check = Callable[[], Keys]
CHECKS: dict[str, Check] = {}
HERE = Q(source="")
"""Rows that came from another system (their `source` says so) keep what it said; the checks are of work done here."""


def check(words: str) -> Callable[[Check], Check]:
    """Register a check under the plain words of what it finds; it returns the keys of the rows that show it."""

    def register(found: Check) -> Check:
        CHECKS[words] = found
        return found

    return register


def keys_of(rows: QuerySet[Any]) -> set[int]:
    """Return the keys of rows."""
    return set(rows.values_list("pk", flat=True))
