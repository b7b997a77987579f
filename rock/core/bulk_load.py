"""Fill empty tables fast: references and plain indexes are taken away, and built again over all rows at the end."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model

_REFERENCES = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY conname
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique AND NOT indisexclusion
    AND (SELECT relkind FROM pg_class WHERE oid = indrelid) = 'r' ORDER BY 1
"""


@contextmanager
def unindexed(models: Collection[type[Model]]) -> Iterator[None]:
    """Within a transaction, take the references and plain indexes of these tables away and build them again at the end.

    Nobody else can use the tables meanwhile: for a house that is still empty. Rows are checked when the references are
    built, and a row that refers to nothing undoes the transaction. Keys, unique rules and checks hold all the time.
    """
    tables = [f'"{model._meta.db_table}"' for model in models]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_REFERENCES, [tables])
        references = cursor.fetchall()
        cursor.execute(_INDEXES, [tables])
        indexes = cursor.fetchall()
        for table, name, _ in references:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for index, _ in indexes:
            cursor.execute(f"DROP INDEX {index}")
    yield
    with connection.cursor() as cursor:
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in references:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
