import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rock.demo import parts
from rock.demo.parts import Part

ROOT = Path(__file__).resolve().parents[2]
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"


def started(code: str, folder: Path) -> Part:
    part = Part("test", [sys.executable, "-c", code], folder / "log")
    part.start(os.environ, folder)
    return part


def wait_for(part: Part, words: str) -> None:
    deadline = time.monotonic() + 10
    while words not in part.last_words() and time.monotonic() < deadline:
        time.sleep(0.02)


def test_a_part_writes_into_its_log(tmp_path: Path) -> None:
    part = started("import sys; print('one'); print('two', file=sys.stderr)", tmp_path)
    assert part.process
    part.process.wait()
    assert sorted(part.last_words().split()) == ["one", "two"]
    assert not part.runs()


def test_a_part_that_listens_is_stopped_at_once(tmp_path: Path) -> None:
    part = started("import time; print('ready', flush=True); time.sleep(60)", tmp_path)
    wait_for(part, "ready")
    began = time.monotonic()
    parts.stop([part])
    assert not part.runs()
    assert time.monotonic() - began < 2


def test_a_part_that_does_not_listen_is_killed_with_what_it_started(tmp_path: Path) -> None:
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {DEAF!r}])"
    part = started(child, tmp_path)
    wait_for(part, "ready")
    deaf = started(DEAF, tmp_path)
    wait_for(deaf, "ready")
    parts.stop([part, deaf], patience=0.3)
    assert not part.runs()
    assert not deaf.runs()


def test_parts_that_never_started_need_no_stopping(tmp_path: Path) -> None:
    parts.stop([Part("test", ["true"])])
    assert Part("test", ["true"]).last_words() == ""


@pytest.mark.parametrize(("starts", "falls"), [(5, False), (6, True)])
def test_a_part_that_keeps_falling_is_noticed(starts: int, falls: bool) -> None:
    part = Part("test", ["true"])
    part.begun.extend([time.monotonic()] * starts)
    assert part.keeps_falling() is falls


def test_a_fall_of_an_hour_ago_is_forgotten() -> None:
    part = Part("test", ["true"])
    part.begun.extend([time.monotonic() - 3600] * 9)
    assert not part.keeps_falling()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_a_part_ends_when_the_demo_itself_is_killed(tmp_path: Path) -> None:
    sleeper = "import time; print('ready', flush=True); time.sleep(60)"
    parent = (
        "import os, sys, time; from pathlib import Path; from rock.demo.parts import Part\n"
        f"part = Part('test', [sys.executable, '-c', {sleeper!r}], Path({str(tmp_path)!r}) / 'log')\n"
        "print(part.start(os.environ, Path.cwd()).pid, flush=True); time.sleep(60)"
    )
    words = [sys.executable, "-c", parent]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout
        number = int(killed.stdout.readline())
        wait_for(Part("test", [], tmp_path / "log"), "ready")
        killed.kill()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{number}/cmdline").exists() and time.monotonic() < deadline:
        if not Path(f"/proc/{number}/cmdline").read_text():
            return  # a zombie that nobody has collected yet
        time.sleep(0.02)
    assert not Path(f"/proc/{number}").exists()
