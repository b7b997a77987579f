import os
import subprocess
import time
from pathlib import Path

import pytest

from rock.core import commandline, progress
from rock.core.commandline import CHECKOUT, child, variables

PYTHON = Path("/somewhere/bin/python")


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["who-can"], ["/somewhere/bin/python", f"{CHECKOUT}/manage.py", "who_can"]),
        (
            ["import-cin", "a.xml", "--dry-run"],
            ["/somewhere/bin/python", f"{CHECKOUT}/manage.py", "import_cin", "a.xml", "--dry-run"],
        ),
        (["run", "pytest", "-q"], ["/somewhere/bin/pytest", "-q"]),
        (["python", "-m", "bench"], ["/somewhere/bin/python", "-m", "bench"]),
    ],
)
def test_dashed_names_are_management_commands(words: list[str], command: list[str]) -> None:
    assert child(words[0], words[1:], PYTHON) == command


def test_our_own_database_is_marked_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    found = variables("who-can", "postgresql://rock@/x")
    assert (found["DATABASE_URL"], found["ROCK_EMBEDDED_DATABASE"]) == ("postgresql://rock@/x", "1")
    assert found["DJANGO_SETTINGS_MODULE"] == "rock.config.settings.demo"


def test_a_given_database_and_settings_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://given/x")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rock.config.settings.production")
    monkeypatch.delenv("ROCK_EMBEDDED_DATABASE", raising=False)
    found = variables("backup", "postgresql://given/x")
    assert found["DATABASE_URL"] == "postgresql://given/x"
    assert "ROCK_EMBEDDED_DATABASE" not in found
    assert found["DJANGO_SETTINGS_MODULE"] == "rock.config.settings.production"


def test_a_program_chooses_its_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    assert "DJANGO_SETTINGS_MODULE" not in variables("run", "postgresql://x/x")


@pytest.mark.parametrize(("ending", "code"), [("sys.exit(3)", 3), ("os.kill(os.getpid(), 9)", 137)])
def test_the_childs_exit_code_is_ours(ending: str, code: int) -> None:
    given = os.environ | {"DATABASE_URL": "postgresql://x/x"}
    command = [str(CHECKOUT / "bin" / "rock"), "python", "-c", f"import os, sys; {ending}"]
    assert subprocess.run(command, env=given, check=False).returncode == code


def test_without_a_command_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert commandline.main([]) == 2
    assert "import-cin" in capsys.readouterr().out


def test_bin_rock_adds_little_to_the_command() -> None:
    command = [str(CHECKOUT / "bin" / "rock"), "python", "-c", "pass"]
    given = os.environ | {"DATABASE_URL": "postgresql://x/x"}
    subprocess.run(command, env=given, check=True)
    before = os.times()
    subprocess.run(command, env=given, check=True)
    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    assert spent < 0.3


def test_a_quick_step_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.step("laying the tables"):
        pass
    assert capsys.readouterr().err == ""


def test_a_slow_step_says_what_it_does_and_how_long_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.step("laying the tables", patience=0.05):
        time.sleep(0.15)
    assert capsys.readouterr().err == "  laying the tables …\n  laying the tables: 0 s\n"
