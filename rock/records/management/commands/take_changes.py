"""bin/rock take-changes FILE [--most N]."""

import json
import os
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from rock.core.services import SYSTEM
from rock.records.services.outbox import MOST, Change, take_changes


class Command(BaseCommand):
    """Writes what another system is to be told into a new file, and forgets it here."""

    help = "Take the oldest changes of people's records into FILE, a line of JSON each, for another system."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and how many changes at most."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--most", type=int, default=MOST)

    def handle(self, *args: Any, file: Path, most: int, **options: Any) -> None:
        """Write the file and say how many; a file that is there is never written over."""
        if most < 1:
            raise CommandError("--most takes a number from 1.")
        try:
            count = take_changes(by=SYSTEM, keep=lambda changes: _write(file, changes), most=most)
        except FileExistsError:
            raise CommandError(f"{file} is there already: give another name. Nothing was taken.") from None
        except OSError as trouble:
            raise CommandError(f"{file} cannot be written: {trouble.strerror}. Nothing was taken.") from None
        told = f"{file}: {count:,} {'change' if count == 1 else 'changes'}"
        self.stdout.write(told if count else "Nothing has changed since the last time.")


def _write(file: Path, changes: list[Change]) -> None:
    """Have the lines on the disk before they are forgotten here."""
    with file.open("x", encoding="utf-8") as lines:
        for change in changes:
            lines.write(json.dumps(asdict(change), cls=DjangoJSONEncoder) + "\n")
        lines.flush()
        os.fsync(lines.fileno())
