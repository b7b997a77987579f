"""The council that is measured stands in a database of its own, one for each scale, made once."""

import os
from datetime import date

import psycopg
from psycopg import sql


def use_database(scale: float) -> None:
    """Point DATABASE_URL at the database of this scale before Django starts; make it if it is not there."""
    name = f"families_rock_bench_{str(scale).replace('.', '_')}"
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        new = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None
        if new:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    base, _, query = url.partition("?")
    os.environ["DATABASE_URL"] = f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def fill(scale: float) -> None:
    """Bring the database up to date, and make its council if it is not there yet."""
    from django.core.management import call_command

    from rock.core import time
    from rock.demo.council.loading.run import is_empty

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if is_empty():
        call_command("council", scale=scale, start=date(2018, 1, 1), as_at=time.today(), seed=1)
