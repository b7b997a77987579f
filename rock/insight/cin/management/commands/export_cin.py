"""bin/rock export-cin YEAR FILE [--dialect 2026|2017]."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rock.core.progress import say
from rock.core.services import SYSTEM, Refused
from rock.insight.cin.dialects import DIALECTS, DialectName
from rock.insight.cin.exporting.run import Export, export_file

_MOST_NOTES = 20


class Command(BaseCommand):
    """Writes the children-in-need census of a year and holds it against the sector's schema."""

    help = "Write the children-in-need census of YEAR (in which its 31 March falls) into FILE."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the year, the file and the dialect."""
        parser.add_argument("year", type=int)
        parser.add_argument("file", type=Path)
        parser.add_argument("--dialect", choices=list(DIALECTS), default="2026")

    def handle(self, *args: Any, year: int, file: Path, dialect: DialectName, **options: Any) -> None:
        """Write the file; what is wrong with it ends in a code other than 0."""
        if not file.absolute().parent.is_dir():
            raise CommandError(f"There is no folder {file.absolute().parent} to write into.")
        try:
            done = export_file(
                file, year, by=SYSTEM, dialect=dialect, progress=lambda number: say(f"  {number:,} children written")
            )
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self._tell(done, file)

    def _tell(self, done: Export, file: Path) -> None:
        for note in done.notes[:_MOST_NOTES]:
            say(f"  {note.child_id} {note.field}: {note.done}; {note.why}")
        if len(done.notes) > _MOST_NOTES:
            say(f"  … and {len(done.notes) - _MOST_NOTES:,} more")
        if done.faults:
            raise CommandError(f"{file} was written, but the schema of 2026 refuses it:\n" + "\n".join(done.faults))
        if not done.children:
            self.stdout.write(f"{file}: no child was in need in that year, so there is nothing to send.")
            return
        by_schema = (
            "valid by the schema of 2026" if done.checked else "not checked: the schema of 2026 is of another dialect"
        )
        self.stdout.write(f"{file}: {done.children:,} children, {by_schema}.")
