"""A house to load censuses into: files by hand, what they left, and how much of everything there is."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from rock.core.services import SYSTEM, Actor
from rock.insight.cin.dialects import DialectName
from rock.insight.cin.exporting.children import children, persons_in
from rock.insight.cin.loading.imports import import_file
from rock.insight.cin.models import ImportBatch, ImportNote
from rock.insight.cin.records import CensusHeader, ChildRecord, Episode
from rock.insight.cin.writer import write
from rock.records.models import Identifier, IdentifierKind, Person

DAY = date(2025, 6, 2)
CHILD = ChildRecord(
    "C1", birth_date=date(2015, 1, 1), sex="F", ethnicity="WBRI", disabilities=("NONE",), episodes=(Episode(DAY, "1A"),)
)


def header(year: int = 2026, as_at: date | None = None) -> CensusHeader:
    return CensusHeader(year, as_at or date(year, 3, 31), "890")


def child(la_child_id: str = "C1", **facts: Any) -> ChildRecord:
    return replace(CHILD, la_child_id=la_child_id, **facts)


def census_file(
    path: Path, found: Iterable[ChildRecord], of: CensusHeader | None = None, dialect: DialectName = "2026"
) -> Path:
    with path.open("wb") as stream:
        write(stream, of or header(), found, dialect)
    return path


def load(
    folder: Path, *found: ChildRecord, year: int = 2026, as_at: date | None = None, by: Actor = SYSTEM
) -> ImportBatch:
    path = census_file(folder / "census.xml", found, header(year, as_at))
    return import_file(path, by=by, progress=lambda number: None)


def report(folder: Path, file: Path, *options: str) -> dict[str, Any]:
    place = folder / "report.json"
    call_command("import_cin", str(file), *options, report=place, skip_checks=True)
    found: dict[str, Any] = json.loads(place.read_text("utf-8"))
    return found


def outcome(batch: ImportBatch) -> tuple[int, int, int, int]:
    counts = batch.counts
    assert counts["read"] == sum(number for name, number in counts.items() if name != "read")
    return counts["created"], counts["updated"], counts["unchanged"], counts["refused"]


def notes(batch: ImportBatch) -> list[tuple[str, str, str, str]]:
    return list(ImportNote.objects.filter(batch=batch).order_by("pk").values_list("child", "field", "found", "done"))


def person(la_child_id: str = "C1") -> Person:
    return Identifier.objects.get(kind=IdentifierKind.LA_CHILD_ID, value=la_child_id).person


def everybody() -> list[ChildRecord]:
    """Return all that is held, as the census says it."""
    return list(children(persons_in(None), None))


# Imports leave their own trace: a batch and its report; nothing else may differ.
TRACES = frozenset({"cin_importbatch", "cin_importnote"})


def row_counts(leave_out: frozenset[str] = TRACES) -> dict[str, int]:
    """Return how many rows each table has, row history included."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - leave_out
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(tables & set(connection.introspection.table_names(cursor))):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


class _UndoneError(Exception):
    pass


@contextmanager
def empty_house() -> Iterator[None]:
    """Run a part of a test and leave the database as it was."""
    try:
        with transaction.atomic():
            yield
            raise _UndoneError
    except _UndoneError:
        pass


def rows_of(*models: Any) -> Sequence[int]:
    return [model.objects.count() for model in models]
