"""Go through a file from its first child to its last: for the count only, or loading it as the package says."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.db import DataError, IntegrityError, connection, transaction

from rock.core import time
from rock.core.services import Actor, Refused, set_acting_user
from rock.insight.cin.loading.matching import persons_by_id
from rock.insight.cin.loading.missing import children_missing
from rock.insight.cin.loading.plan import Outcome
from rock.insight.cin.loading.planning import Read, Result, Taken, plan_children, refused
from rock.insight.cin.loading.writing import write_notes, write_plans
from rock.insight.cin.models import ImportBatch, ImportState
from rock.insight.cin.reader import Checked, read
from rock.insight.cin.records import ChildRecord, Note
from rock.insight.cin.sources import Standing, standing_of
from rock.reach.role_circles import DATA_OFFICERS, HUB_MANAGERS, role_circle, sync_role_circles

CHUNK = 1000
NOT_TAKEN = "the database did not take this child; the others were loaded. Ask for help with its record"
_ONE_AT_A_TIME = 7_062_026  # the advisory lock of imports

Progress = Callable[[int], None]
KeepNotes = Callable[[Iterable[Note]], None]


def new_counts() -> dict[str, int]:
    """Return the counts of a report, all nought."""
    return {"read": 0} | {outcome.value: 0 for outcome in Outcome}


def add_counts(counts: dict[str, int], results: Sequence[Result]) -> dict[str, int]:
    """Return the counts with these children added."""
    more = Counter(result.outcome.value for result in results)
    return {name: number + (len(results) if name == "read" else more[name]) for name, number in counts.items()}


def look_through(path: Path, checked: Checked, keep: KeepNotes, progress: Progress) -> dict[str, int]:
    """Return the counts that loading the file would give, and hand on the notes; nothing is written."""
    file, taken, counts = standing_of(checked.header), Taken(), new_counts()
    keep(checked.notes)
    with read(path) as census:
        for items in _chunks(census.children()):
            results = plan_children(items, file, taken)
            _claim(results, taken)
            keep([note for result in results for note in result.notes])
            counts = add_counts(counts, results)
            progress(counts["read"])
    keep(children_missing(file, taken.claimed))
    return counts


def load(path: Path, checked: Checked, *, by: Actor, batch: ImportBatch, progress: Progress) -> None:
    """Load the file, or the rest of it where an earlier run of the batch was stopped; inside `one_at_a_time`."""
    _Load(path, checked, by, batch).run(progress)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock of imports for this connection; Refused when another import runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            raise Refused("Another census is being loaded. Wait until it is done, then try again.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_AT_A_TIME])


def _chunks(children: Iterator[Read]) -> Iterator[list[Read]]:
    while items := list(islice(children, CHUNK)):
        yield items


def _claim(results: Iterable[Result], taken: Taken) -> None:
    for result in results:
        if result.plan and result.plan.pk:
            taken.claimed.add(result.plan.pk)
            if result.plan.is_new:
                taken.made.add(result.plan.pk)


class _Load:
    """One run over a file that writes."""

    def __init__(self, path: Path, checked: Checked, by: Actor, batch: ImportBatch) -> None:
        self.path, self.checked, self.by, self.batch = path, checked, by, batch
        self.file: Standing = standing_of(checked.header)
        self.taken = Taken(made=set(batch.made.values_list("person_id", flat=True)))

    def run(self, progress: Progress) -> None:
        self._begin()
        with read(self.path) as census:
            children = census.children()
            self._pass_over(islice(children, self.batch.counts["read"]))
            for items in _chunks(children):
                self._write_all(items)
                progress(self.batch.counts["read"])
        self._end()

    def _begin(self) -> None:
        sync_role_circles()
        self.circles = [role_circle(HUB_MANAGERS), role_circle(DATA_OFFICERS)]
        if not self.batch.counts:
            with transaction.atomic():
                write_notes(self.checked.notes, self.batch)
                self._keep_count(new_counts())

    def _pass_over(self, written: Iterator[Read]) -> None:
        """Remember the children that an earlier run wrote."""
        for items in _chunks(written):
            ids = [record.la_child_id for record, _ in items if isinstance(record, ChildRecord)]
            self.taken.claimed |= set(persons_by_id(ids).values())

    def _write_all(self, items: list[Read]) -> None:
        """Write these children; where the database refuses them together, one by one, so that one stops no other."""
        try:
            self._write(items)
        except (DataError, IntegrityError):
            for item in items:
                self._write_one(item)

    def _write_one(self, item: Read) -> None:
        try:
            self._write([item])
        except (DataError, IntegrityError):
            record, notes = item
            if not isinstance(record, ChildRecord):
                raise
            with transaction.atomic():
                self._account([refused(record, NOT_TAKEN, notes)])

    def _write(self, items: list[Read]) -> None:
        with transaction.atomic():
            set_acting_user(self.by)
            results = plan_children(items, self.file, self.taken)
            plans = [result.plan for result in results if result.plan]
            write_plans(plans, source=self.file.source, batch=self.batch, by=self.by, circles=self.circles)
            self._account(results)
        _claim(results, self.taken)

    def _account(self, results: Sequence[Result]) -> None:
        write_notes((note for result in results for note in result.notes), self.batch)
        self._keep_count(add_counts(self.batch.counts, results))

    def _keep_count(self, counts: dict[str, int]) -> None:
        now = time.now()
        ImportBatch.objects.filter(pk=self.batch.pk).update(counts=counts, moved_at=now)
        self.batch.counts, self.batch.moved_at = counts, now

    def _end(self) -> None:
        with transaction.atomic():
            write_notes(children_missing(self.file, self.taken.claimed), self.batch)
            self.batch.state, self.batch.finished_at = ImportState.DONE, time.now()
            self.batch.save(update_fields=["state", "finished_at"])
