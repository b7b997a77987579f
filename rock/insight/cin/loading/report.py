"""The report of an import as JSON: `children` (counts), `rows` (child, field, found, done, why) and `header`."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from rock.insight.cin.loading.plan import Outcome
from rock.insight.cin.models import ImportBatch, ImportNote
from rock.insight.cin.records import CensusHeader, Note

Counts = dict[str, int]


def header_as_json(header: CensusHeader) -> dict[str, Any]:
    """Return a header as JSON holds it: days and moments as ISO text."""
    return {name: _plain(value) for name, value in asdict(header).items()}


def row_as_json(note: Note) -> dict[str, str]:
    """Return one row of the report."""
    return {
        "child": note.child_id,
        "field": note.field,
        "found": note.found,
        "done": note.done,
        "why": note.why,
    }


def note_from_json(row: dict[str, str]) -> Note:
    """Return the row that `row_as_json` gave, whatever the order of its names."""
    return Note(row["child"], row["field"], row["found"], row["done"], row["why"])


def notes_of(batch: ImportBatch) -> Iterator[Note]:
    """Yield the rows of an import's report, in the order in which they arose."""
    rows = ImportNote.objects.filter(batch=batch).order_by("pk")
    for values in rows.values_list("child", "field", "found", "done", "why").iterator(chunk_size=2000):
        yield Note(*values)


def pieces(counts: Counts, header: dict[str, Any], notes: Iterable[Note]) -> Iterator[str]:
    """Yield the report's JSON in pieces, so that a long one is never held whole."""
    yield f'{{"children": {json.dumps(in_order(counts))}, "header": {json.dumps(header)}, "rows": ['
    for number, note in enumerate(notes):
        yield ("," if number else "") + "\n" + json.dumps(row_as_json(note), ensure_ascii=False)
    yield "\n]}\n"


def in_order(counts: Counts) -> Counts:
    """Return counts in the order of the report; the database keeps none."""
    return {name: counts.get(name, 0) for name in ("read", *(outcome.value for outcome in Outcome))}


def write_report(path: Path, counts: Counts, header: dict[str, Any], notes: Iterable[Note]) -> None:
    """Write the report into a file: whole, or not at all."""
    beside = path.with_name(f"{path.name}.part")
    with beside.open("w", encoding="utf-8") as stream:
        stream.writelines(pieces(counts, header, notes))
    os.replace(beside, path)


class NotesAside:
    """Rows of a report put aside in a file of the machine's own until their counts are known."""

    def __init__(self) -> None:
        self._file: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed by `close`

    def keep(self, notes: Iterable[Note]) -> None:
        """Put rows aside."""
        self._file.writelines(json.dumps(asdict(note)) + "\n" for note in notes)

    def __iter__(self) -> Iterator[Note]:
        self._file.seek(0)
        for line in self._file:
            yield Note(**json.loads(line))

    def close(self) -> None:
        """Forget them."""
        self._file.close()


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
