"""The council that is measured stands in a database of its own, one for each scale, made once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, connections

from rock.core import time


def _use(name: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = name
    base, _, query = os.environ["DATABASE_URL"].partition("?")
    os.environ["DATABASE_URL"] = f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def _exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


@contextmanager
def in_database(scale: float) -> Iterator[None]:
    """Use the database of this scale; made, migrated and filled when it is not there yet."""
    name = f"families_rock_bench_{str(scale).replace('.', '_')}"
    made = not _exists(name)
    if made:
        connection.ensure_connection()
        connection.connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    _use(name)
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    if made:
        call_command("council", scale=scale, **{"from": "2018"}, as_at=time.today().isoformat(), seed=1)
    yield
