"""The last look before words are shown: what would give something hidden away to this reader is not shown, nor its place."""

from dataclasses import dataclass, field

from rock.core.jobs import enqueue
from rock.core.services import Actor, service
from rock.doors.family.models import DoorHolder
from rock.doors.family.queries.doors import Door
from rock.doors.family.tasks import write_findings
from rock.practice.requests.queries.hidden import kept_from
from rock.records.hidden import Tokens


@dataclass
class Guard:
    """What one reader must not meet. What was stopped stands in `findings` as (which text, row), without its words."""

    hidden: Tokens
    findings: set[tuple[str, int]] = field(default_factory=set)

    def lets(self, text: str, *, source: str, row: int) -> bool:
        """Return whether this reader may be shown a text; a text that may not is noted."""
        if not self.hidden.betrayed_by(text):
            return True
        self.findings.add((source, row))
        return False


def guard_for(door: Door) -> Guard:
    """Return the guard of a door: hidden addresses, and what askers keep back (two queries)."""
    return Guard(kept_from(door.person, door.ids))


@service
def note_findings(*, by: Actor, holder: DoorHolder, guard: Guard) -> None:
    """Have it written down for a manager what was stopped, by a job, so that the reader's page stays light."""
    enqueue(write_findings, holder_id=holder.pk, found=[list(one) for one in sorted(guard.findings)])
