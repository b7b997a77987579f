"""Makes the demo's database ready: tables, cache and, in an empty one, the demo council."""

from typing import Any

from django.apps import apps
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from rock.core.progress import step

COUNCIL_COMMAND = "demo_council"


class Command(BaseCommand):
    """Migrates and loads the demo council; a second run changes nothing."""

    help = "Make the demo's database ready (make demo runs this)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run each step that is still to do."""
        if migrations_wait():
            with step("laying the tables"):
                call_command("migrate", interactive=False, verbosity=0)
                call_command("createcachetable", verbosity=0)
        if COUNCIL_COMMAND in get_commands() and nobody_is_there():
            # Whole or not at all: a council that was cut short would be taken for a finished one at the next start.
            with step("making the demo council"), transaction.atomic():
                call_command(COUNCIL_COMMAND)


def migrations_wait() -> bool:
    """Tell whether the database lacks a migration."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def nobody_is_there() -> bool:
    """Tell whether no person is recorded."""
    return not apps.get_model("records", "Person")._default_manager.exists()
