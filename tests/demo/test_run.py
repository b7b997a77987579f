"""The demo from its start to Ctrl-C, as somebody at a terminal has it; on a database of this test's own."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rock.core.database import launcher
from rock.demo.run import demo_variables, web_command
from tests.core.database.conftest import checkout

__all__ = ["checkout"]
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_parts_get_the_demos_settings_whatever_the_shell_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rock.config.settings.production")
    found = demo_variables("postgresql://rock@/x")
    assert found["DJANGO_SETTINGS_MODULE"] == "rock.config.settings.demo"
    assert (found["DATABASE_URL"], found["ROCK_EMBEDDED_DATABASE"]) == ("postgresql://rock@/x", "1")


def test_the_web_server_listens_on_this_machine_alone() -> None:
    command = web_command("python", 8000)
    assert command[command.index("--bind") + 1] == "127.0.0.1:8000"


@pytest.fixture
def demo(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Give the running demo and its port."""
    monkeypatch.setenv("DATABASE_URL", launcher.ensure(checkout))
    port = free_port()
    monkeypatch.setenv("PORT", str(port))
    command = [sys.executable, "-m", "rock.demo.run"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    yield process, port
    process.terminate()
    process.communicate(timeout=20)


def answer(port: int) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", "/health/ready")
        return line.getresponse().status
    finally:
        line.close()


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers_again(port: int) -> bool:
    """Return whether it answers within half a minute; what the killed one had accepted is reset, and asked anew."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if answer(port) == 200:
                return True
        time.sleep(0.1)
    return False


def words_until(process: subprocess.Popen[str], wanted: str) -> str:
    assert process.stderr
    heard = ""
    for line in process.stderr:
        heard += line
        if wanted in line:
            return heard
    pytest.fail(f"the demo ended without {wanted!r}:\n{heard}")


@pytest.mark.soak
def test_the_demo_answers_mends_itself_and_stops(demo: tuple[subprocess.Popen[str], int]) -> None:
    process, port = demo
    words_until(process, f"Families Rock is ready: http://localhost:{port}/")
    assert answer(port) == 200
    second = subprocess.run(
        [sys.executable, "-m", "rock.demo.run"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (second.returncode, f"already runs: http://localhost:{port}/" in second.stderr) == (1, True)

    children = subprocess.run(
        ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert len(children) == 2
    os.killpg(int(children[0]), signal.SIGKILL)
    words_until(process, "stopped: starting it again")
    assert answers_again(port)

    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
    assert time.monotonic() - began < 5
    assert not listening(port)
