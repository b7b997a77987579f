"""What the demo makes sure of before it starts: its port, that it runs once, and how it is stopped."""

import fcntl
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType


class DemoError(RuntimeError):
    """The demo cannot run; the text says how to mend it."""


class Stopped(BaseException):
    """Somebody asked the demo to stop."""


def port_wanted() -> int:
    """Return the port in PORT, 8000 if unset."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise DemoError(f"PORT is {text!r}: use a number from 1 to 65535, as in `PORT=8001 make demo`.")
    return int(text)


@contextmanager
def only_one(folder: Path, address: str) -> Iterator[None]:
    """Hold the checkout's demo for this process alone; refuse when another runs, with its address."""
    folder.mkdir(exist_ok=True)
    with (folder / "demo.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            there = file.read().strip() or "another terminal"
            raise DemoError(f"The demo already runs: {there}. Stop it with Ctrl-C where it was started.") from None
        file.truncate(0)
        file.write(address)
        file.flush()
        yield


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn Ctrl-C, a request to stop and a closed terminal into Stopped."""

    def end(number: int, _frame: FrameType | None) -> None:
        for each in ends:
            signal.signal(each, signal.SIG_IGN)  # a second Ctrl-C must not cut the tidy end short
        raise Stopped

    ends = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for each in ends:
        signal.signal(each, end)
    yield


def refuse_busy(port: int) -> None:
    """Refuse a port that something else listens on, with the way out."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = port + 1 if port < 65535 else 8000
            raise DemoError(
                f"Port {port} is taken ({error.strerror}). Use another: `PORT={other} make demo`."
            ) from None
