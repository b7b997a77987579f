"""Where later rooms join in: what is to happen, in the same transaction, when an adult has been told of a decision."""

from typing import Protocol

from rock.accounts.models import User
from rock.records.models import Telling


class WhenTold(Protocol):
    """Called with the telling that was just decided as "now"; it may write, and a refusal undoes the telling."""

    def __call__(self, *, by: User, telling: Telling) -> None:
        """Do what follows the telling."""


_when_told: list[WhenTold] = []


def when_told(action: WhenTold) -> WhenTold:
    """Register an action (from an app's `ready`); registering it again changes nothing."""
    if action not in _when_told:
        _when_told.append(action)
    return action


def run_when_told(*, by: User, telling: Telling) -> None:
    """Run what later rooms registered."""
    for action in _when_told:
        action(by=by, telling=telling)
