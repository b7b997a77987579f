"""What the house does every night: each room registers its chores, one task runs them all, and one that fails stops no other.

A chore is safe to run twice, and catches up by itself after nights on which nothing ran.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

Chore = Callable[[], object]

_chores: dict[str, Chore] = {}
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Done:
    """A chore that ran: its name, and whether it failed (the log says how)."""

    name: str
    failed: bool


def each_night(chore: Chore) -> Chore:
    """Register a function of an app's `tasks.py`; it runs in a transaction of its own."""
    _chores[f"{chore.__module__}.{chore.__qualname__}"] = chore
    return chore


def run_all() -> list[Done]:
    """Run every chore in the order of the rooms, and return what became of each."""
    return [Done(name, not _run(name, chore)) for name, chore in _chores.items()]


def _run(name: str, chore: Chore) -> bool:
    try:
        with transaction.atomic():
            chore()
    except Exception:
        _log.exception("nightly: %s failed", name)
        return False
    return True
