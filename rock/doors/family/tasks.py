"""The jobs of the family door."""

from rock.core.jobs import job, nightly
from rock.core.nightly import each_night
from rock.core.services import SYSTEM
from rock.doors.family.models import DoorHolder
from rock.doors.family.services.entering import forget_old_codes
from rock.doors.family.services.findings import record_findings


@each_night
@nightly("40 3 * * *")
def forget_codes() -> None:
    """Delete links and codes that are over."""
    forget_old_codes()


@job
def write_findings(holder_id: int, found: list[list[str | int]]) -> None:
    """Write down what was stopped at a door: pairs of which kind of text, and its row."""
    holder = DoorHolder.objects.select_related("person").get(pk=holder_id)
    record_findings(by=SYSTEM, holder=holder, found=[(str(source), int(row)) for source, row in found])
