"""Fixtures of every test: the linting page client, the browser, and a network that is shut."""

import pytest
from pytest_socket import socket_allow_hosts

from tests.support.pages import PageClient

pytest_plugins = ["tests.support.browser"]


def pytest_runtest_setup() -> None:
    """Let no test reach further than this machine."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture
def pages(db: None) -> PageClient:
    """Give the client that lints each page it fetches; nobody is signed in until `pages.as_user(user)`."""
    return PageClient()
