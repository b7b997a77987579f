"""A query of many parts is built once in a process; each time after that only its values are new.

Django takes longer to build a page's larger queries than the database to answer them (decision 0023). So `built_once` keeps
their SQL with the places of their values: the numbers, sets of numbers, days and texts that a builder is called with, and
the present moment and day. Nothing that was read is kept.

A builder is called twice, with stand-ins for its values and for the clock; what it makes may differ in nothing else, and
it may not ask the database. So a query can keep nobody's number and no day of its own: it fails the first time it is asked.
"""

import copy
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import QuerySet
from psycopg.sql import Literal
from psycopg.types.numeric import Int8

from rock.core import time

# Clocks and days of which nothing tells, and numbers that no row has; two of each, so that what comes from them shows.
_CLOCKS = (datetime(1901, 2, 3, 12, tzinfo=UTC), datetime(1902, 3, 4, 12, tzinfo=UTC))
_DAYS = (date(1911, 1, 1), date(1921, 2, 2))
_NUMBERS = (900_000_000, 910_000_000)
_NOW, _TODAY = "now", "today"
_BEYOND = 2**63
_SHAPES = 100  # how many shapes of one query are kept: how many numbers its sets hold, and what else it was called with

# A value that stands alone, and what stands in for it.
_ONE: dict[type, Callable[[int, int], Any]] = {
    int: lambda turn, place: _NUMBERS[turn] + place,
    date: lambda turn, place: _DAYS[turn] + timedelta(days=place),
    str: lambda turn, place: f"stand-in {_NUMBERS[turn] + place}",
}
Shape = tuple[Any, ...]


@dataclass(frozen=True)
class _SetOf:
    """The shape of a set: how many numbers its place in the SQL takes."""

    size: int


@dataclass(frozen=True)
class _Built:
    """A query's rows-to-be, its compiler and text, and for each parameter the slot that fills it, or itself."""

    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]


@dataclass(frozen=True)
class _Slot:
    """The place of a value in a list of parameters, and the kind of number that the database is to read there."""

    keys: tuple[int | str, ...]
    kind: Callable[..., Any]


def built_once(build: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[Any]]:
    """Make of a function that builds a query one that returns its rows.

    It is called with numbers, frozensets of numbers, days and texts, which are values, and with anything else that can be a
    key (None, a flag, a role), for each of which there is a query of its own: on these alone it may decide what to ask. It
    may not prefetch: do that to the rows.
    """

    @functools.lru_cache(maxsize=_SHAPES)
    def built(shape: Shape) -> _Built | None:
        return _put_together(build, shape)

    @functools.wraps(build)
    def rows(*values: Any) -> list[Any]:
        shape = tuple(_shape(value) for value in values)
        found = built(shape)
        return _ask(found, dict(enumerate(_flat(values, shape)))) if found else []

    return rows


def _shape(value: Any) -> Any:
    if isinstance(value, frozenset) and all(map(_fits, value)):
        return _SetOf(1 << (len(value) - 1).bit_length() if value else 0)
    is_one = type(value) in (date, str) or (type(value) is int and _fits(value))
    return type(value) if is_one else value


def _fits(number: int) -> bool:
    """Return whether a column can hold a number; of one that none can, as in a made-up address, Django says it finds nothing."""
    return -_BEYOND <= number < _BEYOND


def _flat(values: tuple[Any, ...], shape: Shape) -> Iterator[Any]:
    """Yield the values one by one; a set repeats one of its own until its place is full, so that few shapes do."""
    for value, form in zip(values, shape, strict=True):
        if isinstance(form, _SetOf):
            numbers = sorted(value)
            yield from numbers + numbers[-1:] * (form.size - len(numbers))
        elif form in _ONE:
            yield value


def _put_together(build: Callable[..., QuerySet[Any, Any]], shape: Shape) -> _Built | None:
    first, second = (_compiled(build, shape, turn) for turn in (0, 1))
    if first is None or second is None:
        if first is not second:
            raise TypeError(f"{build.__qualname__}: whether it finds anything hangs on more than its values")
        return None
    if first.sql != second.sql or len(first.params) != len(second.params):
        raise TypeError(f"{build.__qualname__}: its text hangs on more than its values")
    slots = [_slots(shape, turn) for turn in (0, 1)]
    places = (
        one if type(one) is type(other) and one == other else _slot(slots[0], slots[1], one, other)
        for one, other in zip(first.params, second.params, strict=True)
    )
    try:
        return _Built(first.rows, first.compiler, *_with_constants(first.sql, list(places)))
    except LookupError:
        raise TypeError(
            f"{build.__qualname__}: a value in it is reckoned from others; let the database do it"
        ) from None


def _compiled(build: Callable[..., QuerySet[Any, Any]], shape: Shape, turn: int) -> _Built | None:
    """Return the query of stand-ins, its parameters as they are; None where it can find nothing."""
    with time.at(_CLOCKS[turn]), connection.execute_wrapper(_no_question):
        rows = build(*_stand_ins(shape, turn))
        if getattr(rows, "_prefetch_related_lookups", ()):
            raise TypeError(f"{build.__qualname__}: it may not prefetch")
        compiler = rows.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
    return _Built(rows, compiler, sql, tuple(params))


def _no_question(*_args: Any) -> Any:
    raise TypeError("A query that is built once may not ask the database while it is built.")


def _stand_ins(shape: Shape, turn: int) -> Iterator[Any]:
    place = 0
    for form in shape:
        if isinstance(form, _SetOf):
            yield frozenset(range(_NUMBERS[turn] + place, _NUMBERS[turn] + place + form.size))
            place += form.size
        elif form in _ONE:
            yield _ONE[form](turn, place)
            place += 1
        else:
            yield form


def _slots(shape: Shape, turn: int) -> dict[Any, int | str]:
    """Return for each stand-in of a turn which value it stands for."""
    flat = _flat(tuple(_stand_ins(shape, turn)), shape)
    return {_CLOCKS[turn]: _NOW, _CLOCKS[turn].date(): _TODAY} | {value: key for key, value in enumerate(flat)}


def _slot(slots: dict[Any, int | str], others: dict[Any, int | str], one: Any, other: Any) -> _Slot:
    """Return the slot of a parameter: one value, or a list of numbers, as `= ANY` takes them."""
    if isinstance(one, list):
        found = _Slot(tuple(slots[value] for value in one), _numbers)
        keys = tuple(others[value] for value in other)
    else:
        found, keys = _Slot((slots[one],), type(one) if isinstance(one, int) else _itself), (others[other],)
    if found.keys != keys:
        raise LookupError
    return found


def _itself(value: Any) -> Any:
    return value


def _numbers(*values: int) -> list[Int8]:
    return [Int8(value) for value in values]


def _with_constants(sql: str, places: list[Any]) -> tuple[str, tuple[_Slot, ...]]:
    """Return the text with what is always the same written into it, and the slots that are left."""
    written = (
        "%s" if isinstance(one, _Slot) else Literal(one).as_string(connection.connection).replace("%", "%%")
        for one in places
    )
    return sql.replace("%%", "%%%%") % tuple(written), tuple(one for one in places if isinstance(one, _Slot))


def _ask(built: _Built, values: dict[Any, Any]) -> list[Any]:
    """Return the rows for these values: Django's own reading of them, with the text at hand."""
    values |= {_NOW: time.now(), _TODAY: time.today()}
    params = tuple(slot.kind(*(values[key] for key in slot.keys)) for slot in built.params)
    compiler = copy.copy(built.compiler)
    compiler.connection = connection
    compiler.execute_sql = lambda *_args, **_named: _answer(built.sql, params, compiler)
    rows = built.rows.all()
    vars(rows.query)["get_compiler"] = lambda *_args, **_named: compiler
    return list(rows)


class _Prepares(ServerBindingCursor):
    """A cursor whose statements the database prepares (`prepare_threshold`); where queries are counted, it tells its own."""

    def execute(self, query: Any, params: Any = None, **named: Any) -> Any:
        found = super().execute(query, params, **named)  # type: ignore[misc]
        if connection.queries_logged:
            told = cast(Any, connection.ops).compose_sql(query, params)
            cast(Any, self)._query = SimpleNamespace(query=told.encode())
        return found


def _answer(sql: str, params: tuple[Any, ...], compiler: Any) -> list[Any]:
    """Return the database's rows for a statement that it prepares once on each connection."""
    database: Any = connection
    database.ensure_connection()
    with database._prepare_cursor(cast(Any, _Prepares)(database.connection)) as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    return [[row[: compiler.col_count] for row in found] if compiler.has_extra_select else found]
