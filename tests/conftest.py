"""Fixtures of every test: the linting page client, the browser, and a network that is shut."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker
from pytest_socket import socket_allow_hosts

from rock.demo import clock
from tests.support.emptying import keep_what_is_loaded
from tests.support.pages import PageClient

pytest_plugins = ["tests.support.browser", "tests.support.shared"]


def pytest_runtest_setup() -> None:
    """Let no test reach further than this machine."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Make the database, and remember what migrations loaded into it: a test that commits is followed by just that."""
    with django_db_blocker.unblock():
        keep_what_is_loaded()


@pytest.fixture(autouse=True, scope="module")
def own_clock() -> Iterator[None]:
    """Leave no module's tests with the clock that another module's demo has moved."""
    yield
    clock.keep(timedelta())


@pytest.fixture
def pages(db: None) -> PageClient:
    """Give the client that lints each page it fetches; nobody is signed in until `pages.as_user(user)`."""
    return PageClient()
