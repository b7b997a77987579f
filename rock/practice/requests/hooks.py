"""Where later rooms join in: what is to happen, in the same transaction, when a request is decided, or an adult is told."""

from typing import Protocol

from rock.accounts.models import User
from rock.practice.requests.models import Decision
from rock.records.models import Telling


class WhenTold(Protocol):
    """Called with the telling that was just decided as "now"; it may write, and a refusal undoes the telling."""

    def __call__(self, *, by: User, telling: Telling) -> None:
        """Do what follows the telling."""


class WhenDecided(Protocol):
    """Called with the decision that was just made; it may write, and a refusal undoes the decision."""

    def __call__(self, *, by: User, decision: Decision) -> None:
        """Do what follows the decision."""


_when_told: list[WhenTold] = []
_when_decided: list[WhenDecided] = []


def when_told(action: WhenTold) -> WhenTold:
    """Register an action (from an app's `ready`); registering it again changes nothing."""
    if action not in _when_told:
        _when_told.append(action)
    return action


def run_when_told(*, by: User, telling: Telling) -> None:
    """Run what later rooms registered."""
    for action in _when_told:
        action(by=by, telling=telling)


def when_decided(action: WhenDecided) -> WhenDecided:
    """Register an action (from an app's `ready`); registering it again changes nothing."""
    if action not in _when_decided:
        _when_decided.append(action)
    return action


def run_when_decided(*, by: User, decision: Decision) -> None:
    """Run what later rooms registered."""
    for action in _when_decided:
        action(by=by, decision=decision)
