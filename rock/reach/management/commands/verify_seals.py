"""Says whether the view log still is what was sealed, day by day."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rock.reach.models import ViewSeal
from rock.reach.sealing import misfits


class Command(BaseCommand):
    """Compares the rows of each sealed day with its seal; fails when a day does not fit."""

    help = "Say which day of the view log is no longer what was sealed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the first day to look at."""
        parser.add_argument("--since", type=date.fromisoformat, default=None, help="first day, as 2026-11-01")

    def handle(self, *args: Any, since: date | None = None, **options: Any) -> None:
        """Print the newest digest, to be kept elsewhere, and each day that does not fit."""
        found = misfits(since)
        for one in found:
            self.stdout.write(f"{one.day}: sealed with {one.sealed_rows} views, now {one.rows}: does not fit")
        newest = ViewSeal.objects.order_by("-day").first()
        if newest:
            self.stdout.write(f"newest seal: {newest.day} {newest.digest}")
        if found:
            raise CommandError(f"{len(found)} days do not fit their seal")
        self.stdout.write("every sealed day fits" if newest else "nothing is sealed yet")
