"""Running for real refuses whatever belongs to the demo, and says what is missing."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "a-key-of-this-test-alone-" * 3,
    "ALLOWED_HOSTS": "rock.example.org",
    "DATABASE_URL": "postgresql://rock@db.example.org/families_rock",
    "COUNCIL_NAME": "Example Council",
    "COUNCIL_PHONE": "01632 960 000",
    "COUNCIL_OUT_OF_HOURS_PHONE": "01632 960 999",
    "MESSAGES_BACKEND": "none",
}
NOTIFY = {
    "MESSAGES_BACKEND": "notify",
    "NOTIFY_KEY": "k",
    "NOTIFY_TEXT_TEMPLATE": "t",
    "NOTIFY_EMAIL_TEMPLATE": "e",
}
LOAD = "import rock.config.settings.production as production"


def loaded(code: str = LOAD, changes: Mapping[str, str | None] | None = None) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of their own; a change to None takes the variable away."""
    wanted = {name: value for name, value in {**GOOD, **(changes or {})}.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **wanted},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_given_well_is_taken() -> None:
    done = loaded(f"{LOAD}; print(production.DEMO, production.SESSION_COOKIE_SECURE, production.DEBUG)")
    assert (done.returncode, done.stdout) == (0, "False True False\n"), done.stderr


@pytest.mark.parametrize("name", GOOD)
def test_each_answer_is_needed(name: str) -> None:
    done = loaded(changes={name: None})
    assert done.returncode == 1
    assert name in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SECRET_KEY", "short", "at least 50"),
        ("ALLOWED_HOSTS", "*", "without '*'"),
        ("ALLOWED_HOSTS", "", "Set ALLOWED_HOSTS"),
        ("DATABASE_URL", "sqlite:///rock.db", "no other database"),
        ("DATABASE_URL", "postgresql://rock@/families_rock?host=/families-rock/.data/postgres", "embedded database"),
        ("DATABASE_URL", "postgresql://rock@/x?host=/var/lib/families-rock-embedded/0a", "embedded database"),
        ("MESSAGES_BACKEND", "console", "use notify, or none"),
        ("MESSAGES_BACKEND", "", "use notify, or none"),
        ("ROCK_EMBEDDED_DATABASE", "1", "embedded database"),
        ("ROCK_EMBEDDED_DATABASE", "perhaps", "use 1 or 0"),
    ],
)
def test_an_odd_answer_stops_the_start(name: str, value: str, told: str) -> None:
    done = loaded(changes={name: value})
    assert done.returncode == 1
    assert told in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", [name for name in NOTIFY if name != "MESSAGES_BACKEND"])
@pytest.mark.parametrize("value", [None, ""])
def test_messages_that_could_not_be_sent_stop_the_start(name: str, value: str | None) -> None:
    done = loaded(changes={**NOTIFY, name: value})
    assert done.returncode == 1
    assert f"Set {name}" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("changes", [NOTIFY, {"MESSAGES_BACKEND": "none"}])
def test_messages_go_by_notify_or_on_purpose_not_at_all(changes: dict[str, str]) -> None:
    done = loaded(f"{LOAD}; print(production.MESSAGES['backend'])", changes)
    assert done.stdout == f"{changes['MESSAGES_BACKEND']}\n", done.stderr


@pytest.mark.parametrize("module", ["rock.demo", "rock.demo.run", "rock.demo.apps"])
def test_the_demo_cannot_be_imported(module: str) -> None:
    done = loaded(f"{LOAD}; import {module}")
    assert done.returncode == 1
    assert "ModuleNotFoundError" in done.stderr


def test_the_demo_is_not_installed() -> None:
    done = loaded(
        f"{LOAD}; print([name for name in production.INSTALLED_APPS + production.MIDDLEWARE if 'demo' in name])"
    )
    assert done.stdout == "[]\n"


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-a-file-" * 6 + "\n")
    done = loaded(
        f"{LOAD}; print(production.SECRET_KEY)", {"SECRET_KEY": None, "SECRET_KEY_FILE": str(tmp_path / "key")}
    )
    assert done.stdout == "from-a-file-" * 6 + "\n"
