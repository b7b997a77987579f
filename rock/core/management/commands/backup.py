"""bin/rock backup FILE."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from rock.core.database import launcher
from rock.core.database.backup import BackupError, backup


class Command(BaseCommand):
    """Writes the whole database into one file, with its checksum beside it; people may go on working meanwhile."""

    help = "Back up the database into FILE, with FILE.sha256 beside it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Write the backup and say how large it is."""
        try:
            found = backup(connection.settings_dict, file, launcher.programs(server_major()))
        except (BackupError, launcher.LaunchError) as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB, SHA-256 {found}")


def server_major() -> int:
    """Return the major version of the server that Django talks to."""
    connection.ensure_connection()
    return int(connection.pg_version) // 10_000  # type: ignore[attr-defined]
