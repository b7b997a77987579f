"""The checkout's own Python environment: .venv, made or brought up to date from requirements/*.txt."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

WHOLE = {"base": ("base",), "dev": ("base", "dev")}  # dev.txt holds everything that base.txt does


class SetupError(RuntimeError):
    """The environment cannot be made; the text says how to mend it."""


def ensure(checkout: Path, kind: str, *, say: Callable[[str], None]) -> Path:
    """Return the environment's Python, with everything in requirements/KIND.txt (base or dev) installed."""
    python = checkout / ".venv" / "bin" / "python"
    wanted = checksum(checkout, kind)
    if python.exists() and installed(checkout).get(kind) == wanted:
        return python
    if not python.exists():
        say("making the Python environment in .venv")
        _must([sys.executable, "-m", "venv", "--clear", checkout / ".venv"], _NO_VENV)
    say(f"installing what requirements/{kind}.txt names")
    requirements = checkout / "requirements" / f"{kind}.txt"
    _must([python, "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements], _NO_INSTALL)
    known = installed(checkout) | {name: checksum(checkout, name) for name in WHOLE[kind]}
    _stamp(checkout).write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    return python


def checksum(checkout: Path, kind: str) -> str:
    """Return the SHA-256 of requirements/KIND.txt."""
    return hashlib.sha256((checkout / "requirements" / f"{kind}.txt").read_bytes()).hexdigest()


def installed(checkout: Path) -> dict[str, str]:
    """Return the checksum of each requirements file when it was last installed, by kind."""
    stamp = _stamp(checkout)
    return dict(json.loads(stamp.read_text(encoding="utf-8"))) if stamp.exists() else {}


def _stamp(checkout: Path) -> Path:
    return checkout / ".venv" / "requirements.json"


_NO_VENV = (
    "Python could not make an environment. On Debian and Ubuntu its part for that is a package of its own: "
    "install python3-venv (or python3.11-venv) and try again."
)
_NO_INSTALL = (
    "Installing the requirements did not work. The first start needs a package index that pip can reach; "
    "later starts need none."
)


def _must(command: list[str | Path], trouble: str) -> None:
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()[-8:]
        raise SetupError("\n  ".join([trouble, *words]))
