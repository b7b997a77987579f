import json
import sys
from pathlib import Path

import pytest

from rock.core import environment
from rock.core.database.launcher import quiet
from rock.core.environment import SetupError


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a checkout with two requirements files and no environment."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("django==5.2 --hash=sha256:1\n")
    (tmp_path / "requirements" / "dev.txt").write_text("django==5.2 --hash=sha256:1\npytest==8 --hash=sha256:2\n")
    return tmp_path


@pytest.fixture
def commands(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Give the list that each command lands in instead of being run; making the environment lays its Python."""
    seen: list[list[str]] = []

    def note(command: list[str | Path], trouble: str) -> None:
        seen.append([str(part) for part in command])
        (checkout / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        (checkout / ".venv" / "bin" / "python").touch()

    monkeypatch.setattr(environment, "_must", note)
    return seen


def test_a_missing_environment_is_made_and_filled_by_hash(checkout: Path, commands: list[list[str]]) -> None:
    said: list[str] = []
    python = environment.ensure(checkout, "base", say=said.append)
    assert python == checkout / ".venv" / "bin" / "python"
    assert [command[1:3] for command in commands] == [["-m", "venv"], ["-m", "pip"]]
    assert "--require-hashes" in commands[1]
    assert commands[1][-1].endswith("requirements/base.txt")
    assert said == ["making the Python environment in .venv", "installing what requirements/base.txt names"]


def test_nothing_is_done_or_said_while_the_requirements_stand(checkout: Path, commands: list[list[str]]) -> None:
    environment.ensure(checkout, "base", say=quiet)
    commands.clear()
    environment.ensure(checkout, "base", say=pytest.fail)
    assert commands == []


def test_changed_requirements_are_installed(checkout: Path, commands: list[list[str]]) -> None:
    environment.ensure(checkout, "base", say=quiet)
    commands.clear()
    (checkout / "requirements" / "base.txt").write_text("django==5.2.1 --hash=sha256:3\n")
    environment.ensure(checkout, "base", say=quiet)
    assert len(commands) == 1


def test_what_developers_need_holds_what_the_product_needs(checkout: Path, commands: list[list[str]]) -> None:
    environment.ensure(checkout, "dev", say=quiet)
    commands.clear()
    environment.ensure(checkout, "base", say=quiet)
    assert commands == []
    assert set(json.loads((checkout / ".venv" / "requirements.json").read_text())) == {"base", "dev"}


def test_the_product_alone_is_not_enough_for_developers(checkout: Path, commands: list[list[str]]) -> None:
    environment.ensure(checkout, "base", say=quiet)
    commands.clear()
    environment.ensure(checkout, "dev", say=quiet)
    assert commands[0][-1].endswith("dev.txt")


def test_a_failed_install_is_not_taken_for_done(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (checkout / "requirements" / "base.txt").write_text("--no-index\nno-such-package==1 --hash=sha256:00\n")
    with pytest.raises(SetupError, match="first start needs a package index"):
        environment.ensure(checkout, "base", say=quiet)
    assert environment.installed(checkout) == {}
