"""bin/rock restore FILE [--replace]."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from rock.core.database import launcher
from rock.core.database.backup import BackupError, restore
from rock.core.management.commands.backup import server_major


class Command(BaseCommand):
    """Puts a backup into the database: whole, or not at all."""

    help = "Restore the backup in FILE, once its checksum fits; a database with tables in it is refused."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and the leave to replace."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="drop everything that the database holds now")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        """Restore and say so."""
        tables = len(connection.introspection.table_names())
        if tables and not replace:
            raise CommandError(
                f"The database has {tables} tables already, and nothing was changed. Restore into an empty database, "
                "or add --replace to drop what is there."
            )
        try:
            programs = launcher.programs(server_major())
            connection.close()
            restore(connection.settings_dict, file, programs, replace=bool(tables))
        except (BackupError, launcher.LaunchError) as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"{file} is restored. Run `bin/rock migrate` if the product is newer than the backup.")
