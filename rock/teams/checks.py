"""Allocation checks: an earlier room asks the later ones whether a worker may take a child (workload, protected year)."""

from datetime import date
from typing import Protocol

from rock.accounts.models import User
from rock.records.models import Person
from rock.teams.models import Pod


class AllocationCheck(Protocol):
    """Raises `Refused` with what would mend it, or returns."""

    def __call__(self, *, child: Person, worker: User, pod: Pod, starts: date) -> None:
        """Look at one allocation before it is made."""


_checks: list[AllocationCheck] = []


def register_allocation_check(check: AllocationCheck) -> AllocationCheck:
    """Add a check (from an app's `ready`)."""
    if check not in _checks:
        _checks.append(check)
    return check


def run_allocation_checks(*, child: Person, worker: User, pod: Pod, starts: date) -> None:
    """Run every check; the first that refuses ends it."""
    for check in _checks:
        check(child=child, worker=worker, pod=pod, starts=starts)
