"""Runs in a test, here and now, the jobs that a worker would run."""

import json

from django.db import connection
from procrastinate.contrib.django import app


def run_jobs() -> int:
    """Run every job that waits, in the order in which it was left, and return how many; what a job raises comes through."""
    count = 0
    while row := _take():
        name, facts = row
        app.tasks[name].func(**facts)
        count += 1
    return count


def waiting() -> list[str]:
    """Return the names of the jobs that wait, without the house's prefix."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [row[0].removeprefix("rock.") for row in cursor.fetchall()]


def forget_jobs() -> None:
    """Drop the jobs that an earlier test left committed: emptying the tables between browser journeys spares them."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")


def _take() -> tuple[str, dict[str, object]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo')"
            " RETURNING task_name, args::text"
        )
        row = cursor.fetchone()
    return (row[0], json.loads(row[1])) if row else None
