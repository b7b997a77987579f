import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from rock.demo.guards import DemoError, Stopped, only_one, port_wanted, refuse_busy, stoppable

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("text", "port"), [("", 8000), ("8001", 8001), ("65535", 65535)])
def test_the_port_is_read(monkeypatch: pytest.MonkeyPatch, text: str, port: int) -> None:
    monkeypatch.setenv("PORT", text)
    assert port_wanted() == port


@pytest.mark.parametrize("text", ["0", "65536", "web", "-1", "80 80"])
def test_an_odd_port_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(DemoError, match="PORT=8001 make demo"):
        port_wanted()


def test_a_busy_port_is_refused_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(DemoError, match=rf"Port {port} is taken .*`PORT={port + 1} make demo`"):
            refuse_busy(port)
    refuse_busy(port)


def test_a_second_demo_is_told_where_the_first_is(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from rock.demo.guards import only_one\nwith only_one(Path({str(tmp_path)!r}), ''): pass"
    with only_one(tmp_path, "http://localhost:8000/"):
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "The demo already runs: http://localhost:8000/." in done.stderr


def test_the_next_demo_may_run_once_the_first_has_ended(tmp_path: Path) -> None:
    for address in ("http://localhost:8000/", "http://localhost:8001/"):
        with only_one(tmp_path, address):
            assert (tmp_path / "demo.lock").read_text() == address


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_way_to_stop_stops(number: signal.Signals) -> None:
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        with pytest.raises(Stopped), stoppable():
            os.kill(os.getpid(), number)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
