"""Rows on their way to the database: dictionaries by column, keys from blocks of the sequences, written by COPY in one go."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models import Model

from rock.core.bulk import copy_in, next_ids

Made = dict[str, Any]
FIRST_BLOCK, LARGEST_BLOCK = 250, 20_000


@dataclass(slots=True)
class _Table:
    """What is needed to add to one table: every column's plain default, the columns with choices, and the next keys."""

    blank: Made
    choices: tuple[str, ...]
    keys: Iterator[int]
    rows: list[Made] = field(default_factory=list)


class Tables:
    """Collects rows of every model; a row may still change until it is written."""

    def __init__(self) -> None:
        self._tables: dict[type[Model], _Table] = {}
        self.written: dict[type[Model], int] = {}

    def add(self, model: type[Model], **values: Any) -> Made:
        """Return a new row with its key; columns (by attribute name) not given take their plain default."""
        table = self._tables.get(model) or self._open(model)
        row = {**table.blank, **values}
        row["id"] = next(table.keys)
        for name in table.choices:
            row[name] = str(row[name])
        table.rows.append(row)
        return row

    def write(self) -> None:
        """Write what was collected; within a transaction the database checks references at its end."""
        for model, table in self._tables.items():
            if table.rows:
                columns = tuple(table.blank)
                copy_in(model, columns, map(itemgetter(*columns), table.rows))
                self.written[model] = self.written.get(model, 0) + len(table.rows)
                table.rows.clear()

    def _open(self, model: type[Model]) -> _Table:
        fields = model._meta.concrete_fields
        blank: Made = {
            one.attname: None if one.has_default() and callable(one.default) else one.get_default() for one in fields
        }
        texts = tuple(one.attname for one in fields if one.choices and one.get_internal_type() == "CharField")
        table = self._tables[model] = _Table(blank, texts, _keys(model))
        return table


def _keys(model: type[Model]) -> Iterator[int]:
    """Yield new keys, asked for in blocks that grow with the table."""
    block = FIRST_BLOCK
    while True:
        yield from next_ids(model, block)
        block = min(2 * block, LARGEST_BLOCK)
