"""Who works with a child, in words for colleagues."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rock.core import time
from rock.practice.families.presenters.person import when
from rock.teams.models import Allocation, AllocationKind


@dataclass(frozen=True)
class Worker:
    """Somebody who works, will work or worked with a child: as what, and from when to when."""

    name: str
    kind: str
    pod: str
    phone: str
    when: str


@dataclass(frozen=True)
class Workers:
    """Who stands by a child today or soon, and who did before."""

    now: list[Worker] = field(default_factory=list)
    before: list[Worker] = field(default_factory=list)


def workers(rows: Iterable[Allocation]) -> Workers:
    """Return one child's allocations in words."""
    found = Workers()
    for row in rows:
        over = row.ends is not None and row.ends <= time.today()
        (found.before if over else found.now).append(_worker(row))
    return found


def workers_by_child(rows: Iterable[Allocation]) -> dict[int, list[str]]:
    """Return for each child who works with them today, in a line each."""
    day, found = time.today(), defaultdict(list)
    for row in rows:
        if row.starts <= day and (row.ends is None or day < row.ends):
            does = "works with them" if row.kind == AllocationKind.PRIMARY else "knows them too"
            found[row.child_id].append(f"{row.worker} {does}")
    return found


def _worker(row: Allocation) -> Worker:
    return Worker(str(row.worker), row.get_kind_display(), str(row.pod), row.worker.phone, when(row.starts, row.ends))
