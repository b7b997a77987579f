"""Makes a synthetic council in an empty house, and prints what was made beside what was published."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rock.core import time
from rock.core.progress import say
from rock.demo.council.compare import table
from rock.demo.council.loading.run import is_empty, load

SMALLEST, LARGEST = 0.005, 10.0


def day(text: str) -> date:
    """Return a date as typed, or the first day of a year."""
    try:
        return date(int(text), 1, 1) if text.isdigit() and len(text) == 4 else date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is neither a year nor a date like 2026-11-20.") from None


class Command(BaseCommand):
    """Makes the council of a seed; the same seed, size and dates always make the same one."""

    help = "Make a synthetic council in an empty house; every person in it is invented."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take size, dates and seed."""
        parser.add_argument("--scale", type=float, default=0.1, help="1 is Blackpool, about 2,700 referrals a year")
        parser.add_argument("--from", dest="start", type=day, default=date(2018, 1, 1), help="a year or a date")
        parser.add_argument("--as-at", type=day, help="the day on which the story stops; today if unsaid")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, whole or not at all."""
        scale, start, as_at = options["scale"], options["start"], options["as_at"] or time.today()
        if not SMALLEST <= scale <= LARGEST:
            raise CommandError(f"The scale is a number from {SMALLEST:g} to {LARGEST:g}.")
        if start >= as_at:
            raise CommandError("The story starts before the as-at date. Change --from or --as-at.")
        if not is_empty():
            raise CommandError("This house holds families already. A council is only made in an empty one.")
        made = load(scale=scale, start=start, as_at=as_at, seed=options["seed"], say=lambda words: say(f"  {words} …"))
        self.stdout.write(f"{sum(made.rows.values()):,} rows in {len(made.rows)} tables")
        self.stdout.write(table(made.lines))
