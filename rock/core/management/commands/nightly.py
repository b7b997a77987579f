"""Does now what the worker does every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rock.core.nightly import run_all


class Command(BaseCommand):
    """Runs every chore once; fails when one of them did."""

    help = "Do the night's chores now: seal the view log, forget what is over, let go of what was decided."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what became of each chore."""
        done = run_all()
        for one in done:
            self.stdout.write(f"{'failed' if one.failed else 'done'}  {one.name}")
        if any(one.failed for one in done):
            raise CommandError("not every chore was done: the log says where each failed")
