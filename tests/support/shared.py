"""Fixtures whose rows are made once for all neighbouring tests that ask for them; each test begins from them anew.

Write `@shared` instead of `@pytest.fixture` above what makes a family, a plan, a request. It may ask for other shared
fixtures and for nothing else, since it is made before the test’s own. The rows that a test changes are rolled back, the
objects that it holds are copies. A test whose rows are really there, such as one in a browser, makes its own.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass
from inspect import Parameter, Signature, signature
from itertools import groupby
from operator import itemgetter
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

Make = Callable[..., Any]
# pytest-django's fixture in which a test's own transaction begins.
_BEGINS = "_django_db_helper"
_COMMITS = {"transactional_db", "live_server"}


@dataclass
class Layer:
    """What one fixture made, and how to take it away again."""

    make: Make
    made: Any
    undo: ExitStack


class Stack:
    """What stands now, each layer in a transaction inside that of the one below; and the running test's copies of it."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.copies: dict[int, Any] = {}

    def shrink(self, wanted: list[Make]) -> None:
        """Take layers away from the top until all that stand are wanted, in this order."""
        while [layer.make for layer in self.layers] != wanted[: len(self.layers)]:
            transaction.set_rollback(True)
            self.layers.pop().undo.close()

    def grow(self, wanted: list[Make]) -> None:
        """Make the layers that are missing; none inside a transaction that a module's fixture has begun."""
        self.copies = {}
        if self.layers or not connection.in_atomic_block:
            for make in wanted[len(self.layers) :]:
                self._add(make)

    def _add(self, make: Make) -> None:
        below = {layer.make.__name__: layer.made for layer in self.layers}
        atomic = transaction.atomic()
        atomic._from_testcase = True  # type: ignore[attr-defined]
        with ExitStack() as undo:
            undo.enter_context(atomic)
            made = make(**{name: below[name] for name in signature(make).parameters})
            connection.check_constraints()
            self.layers.append(Layer(make, made, undo.pop_all()))

    def copy(self, make: Make, **needs: Any) -> Any:
        """Return the running test's own copy of what was made, or make it where it was not."""
        for layer in self.layers:
            if layer.make is make:
                return deepcopy(layer.made, self.copies)
        return make(**needs)


_stack = Stack()


def shared(make: Make) -> Any:
    """Return a fixture that gives what `make` returns; its rows are made once for neighbouring tests."""

    def give(**fixtures: Any) -> Any:
        return _stack.copy(make, **{name: fixtures[name] for name in needs})

    needs = list(signature(make).parameters)
    asked = [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in ("db", *needs)]
    give.__name__, give.__doc__, give.__module__ = make.__name__, make.__doc__, make.__module__
    give.__dict__.update(__signature__=Signature(asked), shared=make)
    return pytest.fixture(give)


def wanted_by(item: pytest.Item | None) -> list[Make]:
    """Return what makes the shared fixtures of a test, each after those that it needs."""
    if not isinstance(item, pytest.Function) or _commits(item):
        return []
    found: list[Make] = []
    for name in item.fixturenames:
        _with_needs(item, name, found)
    return found


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked: list[str] = getattr(item, "fixturenames", [])
    return bool(marker and marker.kwargs.get("transaction")) or not _COMMITS.isdisjoint(asked)


def _with_needs(item: pytest.Function, name: str, found: list[Make]) -> None:
    definitions = item._fixtureinfo.name2fixturedefs.get(name, ())
    make = getattr(definitions[-1].func, "shared", None) if definitions else None
    if make is not None and make not in found:
        for needed in signature(make).parameters:
            _with_needs(item, needed, found)
        found.append(make)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of a module that share the same stand beside each other."""
    runs = groupby(items, key=lambda item: (item.path, _commits(item)))
    items[:] = [item for _, run in runs for item in _side_by_side(run)]


def _side_by_side(tests: Iterable[pytest.Item]) -> list[pytest.Item]:
    met: dict[Make, int] = {}
    placed = [(tuple(met.setdefault(make, len(met)) for make in wanted_by(item)), item) for item in tests]
    return [item for _, item in sorted(placed, key=itemgetter(0))]


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Make what the test shares just before its own transaction begins."""
    if fixturedef.argname == _BEGINS:
        blocker: DjangoDbBlocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock():
            _stack.grow(wanted_by(request.node))
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """Once a test is over, take away what the next does not stand on."""
    try:
        yield
    finally:
        if _stack.layers:
            with item.config.stash[blocking_manager_key].unblock():
                _stack.shrink(wanted_by(nextitem))
