"""Looks for states that the services could not have made, and tells families again through the services."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from rock.core import time
from rock.demo.council.checking import CHECKS, problems
from rock.demo.council.loading.script import moment_of
from rock.demo.council.replaying import replay
from rock.demo.models import Council

SHOWN = 10


class Command(BaseCommand):
    """Checks the tables, then replays families and compares them row by row; nothing is changed."""

    help = "Check that a synthetic council could have been made by the services."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many families are told again."""
        parser.add_argument("--families", type=int, default=50, help="how many families are told again (50)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is wrong; exit with 1 if anything is."""
        council = Council.objects.order_by("-pk").first()
        moment = max(time.now(), moment_of(council.as_at)) if council else time.now()
        wrong = 0
        with time.at(moment):
            for words, keys in problems():
                wrong += 1
                shown = ", ".join(str(key) for key in keys[:SHOWN])
                self.stdout.write(f"{words}: {len(keys)} rows ({shown}{', …' if len(keys) > SHOWN else ''})")
        self.stdout.write(f"{len(CHECKS)} checks, {wrong} with something found")
        if council:
            wrong += self._replayed(council, options["families"])
        if wrong:
            sys.exit(1)

    def _replayed(self, council: Council, count: int) -> int:
        different = 0
        for number, lines in replay(council, count):
            different += bool(lines)
            for line in lines:
                self.stdout.write(f"family {number}: {line}")
        self.stdout.write(f"{count} families told again, {different} different")
        return different
