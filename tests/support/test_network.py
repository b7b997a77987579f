import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_no_test_reaches_the_network() -> None:
    with (
        pytest.warns(UserWarning, match="A test tried"),
        socket.socket() as outgoing,
        pytest.raises(SocketConnectBlockedError),
    ):
        outgoing.connect(("192.0.2.1", 80))
