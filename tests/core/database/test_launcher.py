import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from rock.core.database import launcher
from rock.core.database.process import LaunchError

ROOT = Path(__file__).resolve().parents[3]


def postmaster(checkout: Path) -> int:
    return int((launcher.server(checkout).place.data / "postmaster.pid").read_text().splitlines()[0])


def asked(url: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(question.encode()).fetchall()


def test_an_address_that_was_given_wins(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@somewhere/else")
    assert launcher.ensure(checkout) == "postgresql://somebody@somewhere/else"
    assert not (checkout / ".data").exists()


def test_an_address_may_lie_in_a_file(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / "address").write_text("postgresql://somebody@somewhere/else\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(checkout / "address"))
    assert launcher.ensure(checkout) == "postgresql://somebody@somewhere/else"


def test_a_database_that_was_given_is_never_dropped(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@somewhere/else")
    with pytest.raises(LaunchError, match="only the demo's own"):
        launcher.drop(checkout)


def test_the_application_signs_in_as_a_plain_role(checkout: Path) -> None:
    url = launcher.ensure(checkout)
    [facts] = asked(
        url, "SELECT rolsuper, rolbypassrls, rolcreatedb, rolname FROM pg_roles WHERE rolname = current_user"
    )
    assert facts == (False, False, True, "rock")
    assert {("pg_trgm",), ("btree_gist",), ("unaccent",), ("fuzzystrmatch",)} <= set(
        asked(url, "SELECT extname FROM pg_extension e JOIN pg_roles r ON r.oid = e.extowner WHERE r.rolname = 'rock'")
    )


def test_what_was_acknowledged_is_on_the_disk(checkout: Path) -> None:
    url = launcher.ensure(checkout)
    for name in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
        assert asked(url, f"SHOW {name}") == [("on",)], name
    assert asked(url, "SHOW listen_addresses") == [("",)]
    assert asked(url, "SELECT upper('é'), pg_encoding_to_char(encoding) FROM pg_database LIMIT 1") == [("É", "UTF8")]


@pytest.mark.skipif(os.geteuid() != 0, reason="for its own user the socket's folder is the only door")
def test_the_application_cannot_sign_in_as_the_superuser(checkout: Path) -> None:
    url = launcher.ensure(checkout).replace("rock@", "rock_keeper@")
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(url)


def test_a_second_start_finds_the_first(checkout: Path) -> None:
    url = launcher.ensure(checkout)
    number = postmaster(checkout)
    assert (launcher.ensure(checkout), postmaster(checkout)) == (url, number)


def test_rows_outlive_a_stop(checkout: Path) -> None:
    with launcher.using(checkout) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    assert not launcher.server(checkout).running()
    assert asked(launcher.ensure(checkout), "SELECT n FROM kept") == [(7,)]


def test_rows_outlive_a_kill_and_the_next_start_works(checkout: Path) -> None:
    url = launcher.ensure(checkout)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    os.kill(postmaster(checkout), signal.SIGKILL)
    assert asked(launcher.ensure(checkout), "SELECT n FROM kept") == [(7,)]


def test_a_number_now_worn_by_another_process_does_not_block_the_start(checkout: Path) -> None:
    launcher.ensure(checkout)
    launcher.stop(checkout)
    mine = launcher.server(checkout)
    stale = mine.place.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{mine.place.data}\n0\n5432\n{mine.place.socket_folder}\n\n\nready   \n")
    os.chown(stale, mine.who.uid, mine.who.gid)
    assert not mine.running()
    assert asked(launcher.ensure(checkout), "SELECT 1") == [(1,)]


def test_the_last_to_leave_stops_it(checkout: Path) -> None:
    launcher.ensure(checkout)
    words = [sys.executable, "-c", _HOLDER, str(checkout)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "holding\n"
        assert not launcher.stop(checkout)
        assert launcher.server(checkout).running()
        other.kill()
    assert launcher.stop(checkout)
    assert not launcher.server(checkout).running()


_HOLDER = """
import sys, time
from pathlib import Path
from rock.core.database import launcher
launcher.ensure(Path(sys.argv[1]))
print("holding", flush=True)
time.sleep(60)
"""


def test_dropping_leaves_an_empty_database(checkout: Path) -> None:
    with psycopg.connect(launcher.ensure(checkout)) as connection:
        connection.execute("CREATE TABLE gone (n int)")
    launcher.drop(checkout)
    assert asked(launcher.ensure(checkout), "SELECT to_regclass('gone')") == [(None,)]


def test_two_checkouts_run_side_by_side(checkout: Path) -> None:
    other = checkout.with_name("other")
    other.mkdir()
    assert launcher.ensure(checkout) != launcher.ensure(other)
    assert postmaster(checkout) != postmaster(other)
    launcher.stop(other)
    assert launcher.server(checkout).running()


def test_a_half_made_database_is_made_anew(checkout: Path) -> None:
    mine = launcher.server(checkout)
    (mine.place.folder / "data.half").mkdir()
    (mine.place.folder / "data.half" / "PG_VERSION").write_text("99")
    assert asked(launcher.ensure(checkout), "SELECT 1") == [(1,)]


def test_the_log_holds_no_value(checkout: Path) -> None:
    url = launcher.ensure(checkout)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE people (name text UNIQUE)")
        connection.execute("INSERT INTO people VALUES ('Marigold Thistlewood')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES (%s)", ["Marigold Thistlewood"])
    log = launcher.server(checkout).place.log.read_text()
    assert "unique" in log
    assert "Marigold" not in log


@pytest.mark.soak
def test_the_wheel_runs_from_a_closed_folder_and_outlives_kills(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROCK_POSTGRES", "wheel")
    checkout.chmod(0o700)
    url = launcher.ensure(checkout)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (n int)")
    for n in range(5):
        with psycopg.connect(url) as connection:
            connection.execute("INSERT INTO kept VALUES (%s)", [n])
        os.kill(postmaster(checkout), signal.SIGKILL)
        time.sleep(0.05)
        launcher.ensure(checkout)
    assert asked(url, "SELECT count(*), current_setting('server_version_num')::int / 10000 FROM kept") == [(5, 18)]
