"""bin/rock import-cin FILE [--dry-run] [--report FILE.json]."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rock.core.progress import say
from rock.core.services import SYSTEM, Refused
from rock.insight.cin.loading.imports import import_file
from rock.insight.cin.loading.report import Counts, NotesAside, header_as_json, in_order, notes_of, write_report
from rock.insight.cin.loading.run import look_through
from rock.insight.cin.reader import check_well_formed


class Command(BaseCommand):
    """Loads a children-in-need census; a file that was stopped half-way goes on, the same file twice changes nothing."""

    help = "Load a children-in-need census of any year from 2017. Progress goes to stderr, the counts to stdout."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and what to do with it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        parser.add_argument("--report", type=Path, help="write counts, header and each odd thing into this JSON file")

    def handle(self, *args: Any, file: Path, dry_run: bool, report: Path | None, **options: Any) -> None:
        """Load the file or say why it was refused."""
        _check_place(report)
        try:
            counts = _look(file, report) if dry_run else _load(file, report)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        done = "would be" if dry_run else "were"
        words = ", ".join(f"{number:,} {name}" for name, number in in_order(counts).items() if name != "read")
        self.stdout.write(f"{counts['read']:,} children read; {done}: {words}.")


def _check_place(report: Path | None) -> None:
    if report is not None and not report.absolute().parent.is_dir():
        raise CommandError(f"There is no folder {report.absolute().parent} to write the report into.")


def _load(file: Path, report: Path | None) -> Counts:
    batch = import_file(file, by=SYSTEM, progress=_telling("loaded"))
    if report is not None:
        write_report(report, batch.counts, batch.header, notes_of(batch))
    counts: Counts = batch.counts
    return counts


def _look(file: Path, report: Path | None) -> Counts:
    checked = check_well_formed(file)
    aside = NotesAside()
    try:
        counts = look_through(file, checked, aside.keep, _telling("looked at"))
        if report is not None:
            write_report(report, counts, header_as_json(checked.header), aside)
    finally:
        aside.close()
    return counts


def _telling(done: str) -> Callable[[int], None]:
    return lambda number: say(f"  {number:,} children {done}")
