"""Runs a database program, as another user when this process is root (PostgreSQL refuses to run as root)."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LIMIT_SECONDS = 120


class LaunchError(RuntimeError):
    """The database cannot be started or used; the text says how to mend it."""


@dataclass(frozen=True)
class Identity:
    """The system user that the database's programs run as."""

    uid: int
    gid: int
    name: str


def identity_for(data: Path) -> Identity:
    """Return who runs the database in `data`: ourselves, or for root the folder's owner, else postgres, else nobody."""
    if os.geteuid() != 0:
        return _identity(pwd.getpwuid(os.geteuid()))
    if data.exists() and data.stat().st_uid != 0:
        return _identity(pwd.getpwuid(data.stat().st_uid))
    for name in ("postgres", "nobody"):
        try:
            return _identity(pwd.getpwnam(name))
        except KeyError:
            continue
    raise LaunchError("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.")


def _identity(entry: pwd.struct_passwd) -> Identity:
    return Identity(entry.pw_uid, entry.pw_gid, entry.pw_name)


def run(
    command: Sequence[str | Path], *, who: Identity | None = None, folder: Path | str = "/", given: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end with an environment of our own and return what it printed; never raises for its exit."""
    # The shell's PG* variables would silently point the programs at another server.
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    as_user = who if who and os.geteuid() == 0 else None
    return subprocess.run(  # noqa: S603 - the commands are ours
        [str(part) for part in command],
        cwd=folder,
        env={**kept, "LC_ALL": "C"},
        input=given or "",
        capture_output=True,
        text=True,
        check=False,
        timeout=_LIMIT_SECONDS,
        user=as_user.uid if as_user else None,
        group=as_user.gid if as_user else None,
        extra_groups=[] if as_user else None,
    )


def must(done: subprocess.CompletedProcess[str], what: str) -> str:
    """Return what the command printed, or raise LaunchError with its last words."""
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()[-5:]
        raise LaunchError(f"{what} did not work:\n  " + "\n  ".join(words))
    return done.stdout
