"""The words of the child's own page, for two ages: short and concrete for a child, plain for a young person."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rock.core.words import at_time, on_day
from rock.doors.child.hours import opens_next, staffed

FACES = {
    1: gettext_lazy("Very sad"),
    2: gettext_lazy("Sad"),
    3: gettext_lazy("Not sad, not happy"),
    4: gettext_lazy("Happy"),
    5: gettext_lazy("Very happy"),
}


def who_reads_and_when(worker: str) -> str:
    """Return, before anything is typed, who will read that a child does not feel safe, and when."""
    if staffed():
        who = worker or _("One of our managers")
        return _("%(who)s gets a message right away. If they cannot answer within an hour, their manager does.") % {
            "who": who
        }
    return _(
        "Nobody is at our office now. The team for the night and the weekend gets a message. We are back %(when)s."
    ) % {"when": _when(opens_next())}


def _when(moment: datetime) -> str:
    local = timezone.localtime(moment)
    facts = {"day": on_day(local), "time": at_time(local)}
    return _("on %(day)s at %(time)s") % facts
