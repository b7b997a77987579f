"""SIGKILL to web and database in the middle of autosaves and submits: what was acknowledged is there afterwards."""

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from rock.core.database import launcher
from tests.core.database.conftest import checkout  # noqa: F401 - the fixture of a database of one's own

pytestmark = pytest.mark.soak

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
REQUESTS = 600
SEED = 20261121
TOKEN = "k" * 32


@dataclass
class Acknowledged:
    """What the server said it had: the newest number saved in each draft, and the requests that were taken."""

    drafts: dict[str, int] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PORT = free_port()


def environment(url: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "rock.config.settings.demo",
        "DATABASE_POOL": "4",
    }


def start_web(url: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "rock.config.wsgi",
        "--bind",
        f"127.0.0.1:{PORT}",
        "--config",
        "/dev/null",
    ]
    command += ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--log-level", "critical"]
    log = folder / "web.log"
    with log.open("w") as file:
        web = subprocess.Popen(
            command, cwd=ROOT, env=environment(url), start_new_session=True, stdout=file, stderr=file
        )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if ask("GET", "/health/live", "", {})[0] == 200:
                return web
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
    os.killpg(web.pid, signal.SIGKILL)
    raise AssertionError(f"the web server did not come back: {log.read_text()[-2000:]}")


def ask(method: str, path: str, session: str, sent: dict[str, str]) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    headers = {
        "Host": "localhost",
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
    try:
        connection.request(method, path, urlencode(sent) if sent else None, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()


def save_drafts(subject: str, session: str, known: Acknowledged, done: threading.Event) -> None:
    number = 0
    while not done.is_set():
        number += 1
        sent = {"draft_form": "decision", "draft_subject": subject, "reasons": f"{number} " + "words " * 200}
        try:
            if ask("POST", "/drafts/", session, sent)[0] == 200:
                known.drafts[subject] = number
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)


def take_requests(references: Iterator[str], session: str, known: Acknowledged, done: threading.Event) -> None:
    for reference in references:
        if done.is_set():
            return
        try:
            if ask("POST", f"/hub/{reference}/take/", session, {}) == (302, f"/hub/{reference}/"):
                known.taken.add(reference)
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        time.sleep(0.05)


def postmaster(folder: Path) -> int:
    return int((launcher.server(folder).place.data / "postmaster.pid").read_text().splitlines()[0])


def restart_database(folder: Path) -> None:
    server = launcher.server(folder)
    deadline = time.monotonic() + 60
    while not server.running():
        assert time.monotonic() < deadline, "the database did not come back"
        server.start()


def test_nothing_that_was_acknowledged_is_lost(checkout: Path) -> None:  # noqa: F811 - the fixture imported above
    url = launcher.ensure(checkout)
    for step in (["migrate", "-v0"], ["createcachetable"]):
        subprocess.run([sys.executable, "manage.py", *step], cwd=ROOT, env=environment(url), check=True)
    script = [sys.executable, "-m", "tests.soak.prepare_kills", str(REQUESTS)]
    made = subprocess.run(script, cwd=ROOT, env=environment(url), check=True, capture_output=True, text=True)
    facts = json.loads(made.stdout)
    with psycopg.connect(url) as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            assert connection.execute(f"SHOW {name}".encode()).fetchone() == ("on",), name

    known, done = Acknowledged(), threading.Event()
    references = iter(facts["references"])
    web = start_web(url, checkout)
    people = [
        threading.Thread(target=save_drafts, args=(f"draft-{n}", facts["session"], known, done)) for n in range(3)
    ]
    people.append(threading.Thread(target=take_requests, args=(references, facts["session"], known, done)))
    for person in people:
        person.start()
    chance = random.Random(SEED)
    try:
        for kill in range(KILLS):
            time.sleep(0.3 + chance.random())
            if kill % 2:
                os.killpg(web.pid, signal.SIGKILL)
                web.wait()
                web = start_web(url, checkout)
            else:
                os.kill(postmaster(checkout), signal.SIGKILL)
                restart_database(checkout)
    finally:
        done.set()
        for person in people:
            person.join()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(web.pid, signal.SIGKILL)
        web.wait()

    assert known.taken, "no request was taken between the kills"
    assert set(known.drafts) == {"draft-0", "draft-1", "draft-2"}
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT subject, answers->'reasons'->>0 FROM core_draft").fetchall()
        taken = connection.execute(
            "SELECT reference FROM support_requests_requestforsupport WHERE taken_by_id IS NOT NULL"
        ).fetchall()
    kept = {subject: int(words.split()[0]) for subject, words in rows}
    assert {subject: kept[subject] >= number for subject, number in known.drafts.items()} == dict.fromkeys(kept, True)
    assert known.taken <= {reference for (reference,) in taken}
