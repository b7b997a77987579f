"""Prints who may do what."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from rock.accounts.presenters import policy_table
from rock.accounts.roles import Role


class Command(BaseCommand):
    """Prints the policy as a matrix: an action a line, a role a column."""

    help = "Print who may do what (the policy as a matrix)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form to print it in."""
        parser.add_argument("--markdown", action="store_true", help="as a table in Markdown")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        rows = [["Action", *(role.label for role in Role)], *policy_table()]
        self.stdout.write(markdown(rows) if options["markdown"] else plain(rows))


def markdown(rows: list[list[str]]) -> str:
    """Return the rows as a table in Markdown; the first is its heading."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def plain(rows: list[list[str]]) -> str:
    """Return the rows in columns, for a terminal."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])
