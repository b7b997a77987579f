"""Where later rooms join in: what is to happen, in the same transaction, when it is enquired whether a child is safe."""

from typing import Protocol

from rock.accounts.models import User
from rock.practice.assessments.models import Assessment, Section47Enquiry


class WhenEnquired(Protocol):
    """Called with the enquiry that an assessment led to; it may write, and a refusal undoes the decision."""

    def __call__(self, *, by: User, assessment: Assessment, enquiry: Section47Enquiry) -> None:
        """Do what follows."""


_when_enquired: list[WhenEnquired] = []


def when_enquired(action: WhenEnquired) -> WhenEnquired:
    """Register an action (from an app's `ready`); registering it again changes nothing."""
    if action not in _when_enquired:
        _when_enquired.append(action)
    return action


def run_when_enquired(*, by: User, assessment: Assessment, enquiry: Section47Enquiry) -> None:
    """Run what later rooms registered."""
    for action in _when_enquired:
        action(by=by, assessment=assessment, enquiry=enquiry)
