"""Many rows at once: COPY to add them, one statement to change them. For imports; a page's few rows use the models.

Triggers and constraints of the database hold as for any other write. Nothing of Django's own runs: no `save`, no signals,
no validation; values are as the columns take them (dates, text, numbers, True and False, None).
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import CharField, Field, JSONField, Model, TextField
from psycopg import sql
from psycopg.types.json import Jsonb

Row = Sequence[Any]


def next_ids(model: type[Model], count: int) -> list[int]:
    """Return so many new primary keys of a model, ascending; they are used up whatever becomes of them."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_in(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Add rows given as values of these columns (attribute names, “person_id”); the others get their field's default.

    The rows may come from a generator, but not from one that asks the database: the connection is busy copying.
    """
    given = [_field(model, name) for name in columns]
    rest = [field for field in model._meta.concrete_fields if field not in given and not field.primary_key]
    defaults = tuple(_value(field, field.get_default()) for field in rest)
    names = sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in (*given, *rest)])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), names)
    json = [place for place, field in enumerate(given) if isinstance(field, JSONField)]
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row((*_with_json(row, json), *defaults))


def update_by_id(model: type[Model], columns: Sequence[str], rows: Collection[Row]) -> None:
    """Change these columns of the rows with these primary keys: each row is (key, value, value, …)."""
    if not rows:
        return
    fields = [model._meta.pk, *(_field(model, name) for name in columns)]
    json = [place for place, field in enumerate(fields) if isinstance(field, JSONField)]
    arrays = [list(values) for values in zip(*(_with_json(row, json) for row in rows), strict=True)]
    changes = ", ".join(f'"{field.column}" = new."{field.column}"' for field in fields[1:] if field)
    names = ", ".join(f'"{field.column}"' for field in fields if field)
    values = ", ".join(f"%s::{_array_type(field)}" for field in fields if field)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET {changes} FROM unnest({values}) AS new({names}) WHERE "{table}".id = new.id',  # noqa: S608
            arrays,
        )


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _value(field: "Field[Any, Any]", value: Any) -> Any:
    return Jsonb(value) if isinstance(field, JSONField) else field.get_prep_value(getattr(value, "value", value))


def _with_json(row: Row, places: Sequence[int]) -> Row:
    return [Jsonb(value) if place in places else value for place, value in enumerate(row)] if places else row


def _array_type(field: "Field[Any, Any]") -> str:
    """Return the type of a list of the column's values; as plain text, a value too long is refused, not cut."""
    if isinstance(field, CharField | TextField):
        return "text[]"
    return f"{field.rel_db_type(connection) if field.primary_key else field.db_type(connection)}[]"
