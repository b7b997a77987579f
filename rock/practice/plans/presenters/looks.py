"""How a promise looks: late, near, kept. Computed once, for a parent, a worker and a service alike."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from rock.core import time
from rock.core.words import on_day
from rock.records.models import PromiseState

NEAR = timedelta(days=7)


@dataclass(frozen=True)
class Look:
    """A key, the words on the tag, and its colour; a late promise is red, whoever made it."""

    key: str
    words: str
    colour: str

    @property
    def classes(self) -> str:
        """Return the tag's class."""
        return f"govuk-tag--{self.colour}"


def look_of(state: str, due_on: date | None) -> Look:
    """Return how a promise looks today: its last day still counts as in time."""
    closed = {
        PromiseState.KEPT: Look("kept", _("Done"), "green"),
        PromiseState.CARRIED: Look("carried", _("Carried over"), "grey"),
        PromiseState.DROPPED: Look("dropped", _("No longer needed"), "grey"),
        PromiseState.TAKEN_BACK: Look("taken_back", _("Taken back"), "grey"),
    }
    if state in closed:
        return closed[PromiseState(state)]
    if due_on and due_on < time.today():
        return Look("late", _("Late since %(day)s") % {"day": on_day(due_on)}, "red")
    if due_on and due_on <= time.today() + NEAR:
        return Look("near", _("By %(day)s") % {"day": on_day(due_on)}, "yellow")
    return Look("open", _("By %(day)s") % {"day": on_day(due_on)}, "blue")
