"""What was stopped at a door is written down once, and dealt with by a named manager."""

from collections.abc import Iterable

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.doors.family.models import DoorHolder, SafetyFinding
from rock.records.models import EventKind
from rock.records.services.events import record_event


@service
def record_findings(*, by: Actor, holder: DoorHolder, found: Iterable[tuple[str, int]]) -> None:
    """Write down what was stopped (which kind of text, row), each text once; what is new is an event of the reader's record."""
    DoorHolder.objects.select_for_update().get(pk=holder.pk)  # one event, even from two pages at once
    known = set(SafetyFinding.objects.filter(holder=holder).values_list("source", "source_id"))
    new = sorted(set(found) - known)
    SafetyFinding.objects.bulk_create(SafetyFinding(holder=holder, source=source, source_id=row) for source, row in new)
    if new:
        record_event(by=by, kind=EventKind.SAFETY_FINDING, people=[holder.person])


@service
def deal_with_finding(*, by: User, finding: SafetyFinding, note: str) -> SafetyFinding:
    """Write down how it was dealt with, once; the text goes on being stopped as long as it would give something away."""
    row = SafetyFinding.objects.select_for_update().get(pk=finding.pk)
    if row.dealt_at:
        raise Refused("Somebody has dealt with this already.")
    if not note.strip():
        raise Refused("Say how you dealt with it.")
    row.dealt_at, row.dealt_by, row.note = time.now(), by, note.strip()
    row.save(update_fields=["dealt_at", "dealt_by", "note"])
    return row
