"""The server under measurement: gunicorn with two workers, and the CPU that they have used."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(master: int) -> float:
    """Return the CPU seconds, user and system, of a process and its children so far."""
    pids = [master, *_children(master)]
    return sum(_cpu(pid) for pid in pids)


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(part) for part in text.split()]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def running(port: int) -> Iterator[int]:
    """Run the server on this machine's own address; give the master's process id."""
    command = [sys.executable, "-m", "gunicorn", "rock.config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--config", "python:bench.gunicorn_conf"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
    process = subprocess.Popen(command, env=environment)  # noqa: S603 - our own command
    try:
        _wait(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/health/live", headers={"Host": "localhost"})
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server that is to be measured did not start.")
