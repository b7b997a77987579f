"""Checkouts of our own for the launcher, and PostgreSQL programs that only pretend."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rock.core.database import launcher, place

FakePrograms = Callable[..., Path]


@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty checkout that anybody may pass into, without the environment's own database; stop what it started."""
    yield from _checkout(monkeypatch)


@pytest.fixture(scope="module")
def shared_server() -> Iterator[str]:
    """Give the address of a database whose server the tests of one file share."""
    with pytest.MonkeyPatch.context() as patched:
        made = _checkout(patched)
        home = next(made)
        yield launcher.ensure(home)
        next(made, None)


def _checkout(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_URL_FILE", raising=False)
    folder = Path(tempfile.mkdtemp(prefix="rock-"))
    folder.chmod(0o755)
    (folder / "system").mkdir()
    monkeypatch.setattr(place, "SYSTEM_FOLDER", folder / "system")
    home = folder / "checkout"
    home.mkdir()
    yield home
    if (home / ".data").exists():
        launcher.stop(home)
    shutil.rmtree(folder)


@pytest.fixture
def fake_programs(tmp_path: Path) -> FakePrograms:
    """Give a function that makes a folder of programs which tell a version and do nothing else."""

    def make(version: str = "16.4", *, without: str = "", name: str = "pg") -> Path:
        folder = tmp_path / name / "bin"
        extensions = tmp_path / name / "share" / "extension"
        folder.mkdir(parents=True)
        extensions.mkdir(parents=True)
        for program in ("initdb", "postgres", "pg_ctl", "psql", "pg_dump", "pg_restore"):
            if program != without:
                (folder / program).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version} (a test)'\n")
                (folder / program).chmod(0o755)
        for extension in ("pg_trgm", "btree_gist", "unaccent", "fuzzystrmatch"):
            if extension != without:
                (extensions / f"{extension}.control").touch()
        return folder

    return make
