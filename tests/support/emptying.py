"""Empties the database after a test that committed: only what it filled, and what migrations loaded stands again.

Django's own way truncates every table there is, which takes seconds, spares the jobs and loses what migrations loaded.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase

_TABLES = """
    SELECT oid::regclass::text FROM pg_class
    WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
"""


class Loaded:
    """What stands in the tables of a database that is freshly migrated."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            self.rows = {table: _rows(cursor, table) for table in _filled(cursor)}

    def restore(self) -> None:
        """Bring the tables back to how they stood."""
        with transaction.atomic(), connection.cursor() as cursor:
            filled = _filled(cursor)
            changed = [table for table in filled if table not in self.rows]
            changed += [table for table in self.rows if _rows(cursor, table) != self.rows[table]]
            if changed:
                with _no_triggers(cursor, changed):
                    self._fill_anew(cursor, changed)

    def _fill_anew(self, cursor: CursorWrapper, tables: list[str]) -> None:
        # One statement, since keys that are not deferred are checked at its end: the order of the tables does not matter.
        steps = ", ".join(f"step_{number} AS (DELETE FROM {table})" for number, table in enumerate(tables))
        cursor.execute(f"WITH {steps} SELECT 1")
        for table in tables:
            if table in self.rows:
                cursor.execute(
                    f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s)", [self.rows[table]]
                )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def keep_what_is_loaded() -> None:
    """Have every later test that commits followed by our way of emptying; call it once the database is made."""
    loaded = Loaded()

    def teardown(self: TransactionTestCase) -> None:
        loaded.restore()

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]


@contextmanager
def _no_triggers(cursor: CursorWrapper, tables: list[str]) -> Iterator[None]:
    """Let logs that only grow be emptied, and no trigger write what it sees."""
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _filled(cursor: CursorWrapper) -> list[str]:
    cursor.execute(_TABLES)
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for (table,) in cursor.fetchall()]
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]


def _rows(cursor: CursorWrapper, table: str) -> str:
    """Return the rows as JSON, in an order that does not depend on when they were written."""
    cursor.execute(f"SELECT coalesce(json_agg(one ORDER BY one::text), '[]')::text FROM {table} one")
    return str(cursor.fetchone()[0])
