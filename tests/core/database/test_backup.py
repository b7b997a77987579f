import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from rock.core.database import backup as backups
from rock.core.database import launcher
from rock.core.database.backup import BackupError, backup, restore
from rock.core.database.process import LaunchError
from tests.support import factories

Contents = dict[str, tuple[int, str]]
_CONTENTS = """
SELECT format('SELECT count(*), coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), %L) FROM %s t', '', oid::regclass),
       oid::regclass::text
FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
"""


def contents(url: str) -> Contents:
    """Return each table's rows counted and hashed."""
    with psycopg.connect(url) as line:
        questions = line.execute(_CONTENTS).fetchall()
        return {name: line.execute(question.encode()).fetchone() or (0, "") for question, name in questions}


def settings_of(url: str) -> dict[str, Any]:
    found = psycopg.conninfo.conninfo_to_dict(url)
    parts = {"NAME": "dbname", "USER": "user", "HOST": "host", "PORT": "port", "PASSWORD": "password"}
    return {name: found.get(key) or "" for name, key in parts.items()} | {"OPTIONS": {}}


@pytest.fixture
def url(shared_server: str) -> str:
    """Give a database of two tables, one of them with a value that is not plain ASCII."""
    with psycopg.connect(shared_server) as line:
        line.execute("DROP TABLE IF EXISTS told, people, later")
        line.execute("CREATE TABLE people (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE)")
        line.execute("INSERT INTO people (name) VALUES ('Zoë Ashdown'), ('Marigold')")
        line.execute("CREATE TABLE told (person int REFERENCES people, words text)")
        line.execute("INSERT INTO told VALUES (1, 'two' || chr(10) || 'lines')")
        line.execute("CREATE INDEX ON people USING gin (name gin_trgm_ops)")
    return shared_server


@pytest.fixture
def empty(shared_server: str) -> str:
    """Give a second, empty database beside it."""
    with psycopg.connect(shared_server, autocommit=True) as line:
        line.execute("CREATE DATABASE second")
    return shared_server.replace("/families_rock", "/second")


def programs() -> Any:
    return launcher.programs(15)


def test_a_backup_restored_elsewhere_holds_the_same(url: str, empty: str, tmp_path: Path) -> None:
    backup(settings_of(url), tmp_path / "one.dump", programs())
    restore(settings_of(empty), tmp_path / "one.dump", programs())
    assert contents(empty) == contents(url)
    assert contents(url)["people"][0] == 2


def test_a_backup_is_for_its_owner_and_its_checksum_is_beside_it(url: str, tmp_path: Path) -> None:
    found = backup(settings_of(url), tmp_path / "one.dump", programs())
    assert (tmp_path / "one.dump").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "one.dump.sha256").read_text() == f"{found}  one.dump\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.dump", "one.dump.sha256"]


def test_an_older_backup_is_never_overwritten(url: str, tmp_path: Path) -> None:
    (tmp_path / "one.dump").write_text("the only one")
    with pytest.raises(BackupError, match="there already"):
        backup(settings_of(url), tmp_path / "one.dump", programs())
    assert (tmp_path / "one.dump").read_text() == "the only one"


def test_a_backup_that_failed_leaves_no_file(url: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="did not work"):
        backup(settings_of(url) | {"NAME": "nowhere"}, tmp_path / "one.dump", programs())
    assert list(tmp_path.iterdir()) == []


def test_a_changed_backup_is_refused_before_anything_is_touched(url: str, tmp_path: Path) -> None:
    file = tmp_path / "one.dump"
    backup(settings_of(url), file, programs())
    with file.open("r+b") as opened:
        opened.seek(-20, os.SEEK_END)
        opened.write(b"x")
    before = contents(url)
    with pytest.raises(BackupError, match="checksum differs"):
        restore(settings_of(url), file, programs(), replace=True)
    assert contents(url) == before


@pytest.mark.parametrize("missing", ["one.dump", "one.dump.sha256"])
def test_a_backup_without_its_checksum_is_refused(url: str, tmp_path: Path, missing: str) -> None:
    backup(settings_of(url), tmp_path / "one.dump", programs())
    (tmp_path / missing).unlink()
    with pytest.raises(BackupError, match="needed"):
        restore(settings_of(url), tmp_path / "one.dump", programs())


def test_replacing_takes_away_what_came_after_the_backup(url: str, tmp_path: Path) -> None:
    backup(settings_of(url), tmp_path / "one.dump", programs())
    before = contents(url)
    with psycopg.connect(url) as line:
        line.execute("DELETE FROM told")
        line.execute("CREATE TABLE later AS SELECT 1")
    restore(settings_of(url), tmp_path / "one.dump", programs(), replace=True)
    assert contents(url) == before


def test_a_truncated_archive_changes_nothing(url: str, tmp_path: Path) -> None:
    file = tmp_path / "one.dump"
    backup(settings_of(url), file, programs())
    file.write_bytes(file.read_bytes()[:-300])
    backups.beside(file).write_text(backups.checksum(file))
    before = contents(url)
    with pytest.raises(BackupError, match="nothing was changed"):
        restore(settings_of(url), file, programs(), replace=True)
    assert contents(url) == before


def test_a_restore_over_tables_changes_nothing_without_leave(url: str, tmp_path: Path) -> None:
    backup(settings_of(url), tmp_path / "one.dump", programs())
    before = contents(url)
    with pytest.raises(BackupError, match="already exists"):
        restore(settings_of(url), tmp_path / "one.dump", programs())
    assert contents(url) == before


def test_a_password_is_not_on_the_command_line() -> None:
    database = {
        "NAME": "x",
        "USER": "u",
        "HOST": "h",
        "PORT": "1",
        "PASSWORD": "hidden",
        "OPTIONS": {"sslmode": "require"},
    }
    target, variables = backups.connection(database)
    assert target == "--dbname=dbname=x user=u host=h port=1 sslmode=require"
    assert variables["PGPASSWORD"] == "hidden"


def test_programs_older_than_the_server_are_refused() -> None:
    with pytest.raises(LaunchError, match="PostgreSQL 99 or later"):
        launcher.programs(99)


def test_the_command_refuses_a_database_with_tables(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"\d+ tables already, and nothing was changed"):
        call_command("restore", tmp_path / "one.dump")


@pytest.fixture
def second(transactional_db: None) -> Iterator[str]:
    """Give an empty database beside the tests' own."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.soak
def test_drill_every_table_of_the_product_comes_back(
    second: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.staff_user()
    factories.family(children=[factories.person("Zoë"), factories.person("Marigold")])
    call_command("backup", tmp_path / "drill.dump", stdout=StringIO())
    database = connection.settings_dict
    address = psycopg.conninfo.make_conninfo(host=database["HOST"], user=database["USER"], dbname=database["NAME"])
    before = contents(address)
    connection.close()
    monkeypatch.setitem(database, "NAME", second)
    call_command("restore", tmp_path / "drill.dump", stdout=StringIO())
    connection.close()
    monkeypatch.undo()
    after = contents(psycopg.conninfo.make_conninfo(address, dbname=second))
    assert after == before
    assert before["records_person"][0] == 2
    assert len(before) > 80
