"""The address of the database: DATABASE_URL if set, else a PostgreSQL of this checkout's own, started when needed.

Who uses that server holds it (a shared file lock, let go by the system even after a kill); the last to leave stops it.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from urllib.parse import quote

from rock.core.database.binaries import EXTENSIONS, Binaries, candidates, choose
from rock.core.database.place import Place, find, reachable
from rock.core.database.process import LaunchError, identity_for
from rock.core.database.server import KEEPER, Server

__all__ = ["LaunchError", "drop", "ensure", "given", "programs", "server", "stop", "using"]

CHECKOUT = Path(__file__).resolve().parents[3]
ROLE, NAME = "rock", "families_rock"
_ROLE_SQL = """\
SELECT format('CREATE ROLE %I LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS', :'role')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \\gexec
"""
_DATABASE_SQL = """\
SELECT format('CREATE DATABASE %I', :'name')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \\gexec
"""
_DROP_SQL = "SELECT format('DROP DATABASE IF EXISTS %I WITH (FORCE)', :'name') \\gexec\n"
_EXTENSIONS_SQL = "".join(f"CREATE EXTENSION IF NOT EXISTS {name};\n" for name in EXTENSIONS)
_held: dict[Path, TextIOWrapper] = {}


def quiet(_words: str) -> None:
    """Say nothing of the progress."""


def ensure(checkout: Path = CHECKOUT, *, say: Callable[[str], None] = quiet) -> str:
    """Return the database's address; our own server is started if need be and held until this process ends."""
    if url := given():
        return url
    with _alone(checkout):
        mine = server(checkout)
        _hold(checkout)
        if not mine.running():
            say("starting the database" if mine.place.made_by() else "making the database")
            mine.make()
            mine.start()
            prepare(mine)
    return address(mine.place)


def given() -> str:
    """Return the address in DATABASE_URL, or in the file that DATABASE_URL_FILE names; empty without either."""
    if file := os.environ.get("DATABASE_URL_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get("DATABASE_URL", "")


@contextmanager
def using(checkout: Path = CHECKOUT, *, say: Callable[[str], None] = quiet) -> Iterator[str]:
    """Give the database's address for as long as the block lasts; then stop our own server if nobody else uses it."""
    url = ensure(checkout, say=say)
    try:
        yield url
    finally:
        if not given():
            stop(checkout)


def stop(checkout: Path = CHECKOUT) -> bool:
    """Let go of our own server and stop it unless another process holds it; return whether it now stands still."""
    if not (checkout / ".data").exists():
        return True
    with _alone(checkout):
        _let_go(checkout)
        with _users(checkout).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            server(checkout).stop()
            return True


def drop(checkout: Path = CHECKOUT) -> None:
    """Drop the database and lay an empty one; only ever our own."""
    if given():
        raise LaunchError("DATABASE_URL is set, and only the demo's own database is dropped: empty yours yourself.")
    with using(checkout):
        mine = server(checkout)
        mine.sql(_DROP_SQL, role=ROLE, database="postgres", values={"name": NAME})
        prepare(mine)


def server(checkout: Path = CHECKOUT) -> Server:
    """Return this checkout's own server, running or not."""
    who = identity_for(checkout / ".data" / "postgres")
    place = find(checkout, who)
    who = identity_for(place.folder)
    binaries = choose(place.made_by(), os.environ.get("ROCK_POSTGRES", ""))
    return Server(reachable(binaries, place, who), place, who)


def programs(server_major: int) -> Binaries:
    """Return the programs to back up and restore a server with: its own major version's, else the next newer ones."""
    found = sorted(candidates(os.environ.get("ROCK_POSTGRES", "")), key=lambda binaries: binaries.major)
    for binaries in found:
        if binaries.major >= server_major:
            return binaries
    raise LaunchError(f"Backup and restore need the programs of PostgreSQL {server_major} or later on this machine.")


def prepare(mine: Server) -> None:
    """Make the application's plain role, its database and the extensions, whatever of them is missing."""
    mine.sql(_ROLE_SQL, role=KEEPER, database="postgres", values={"role": ROLE})
    mine.sql(_DATABASE_SQL, role=ROLE, database="postgres", values={"name": NAME})
    mine.sql(_EXTENSIONS_SQL, role=ROLE, database=NAME)


def address(place: Place) -> str:
    """Return the DATABASE_URL of the server at a place."""
    return f"postgresql://{ROLE}@/{NAME}?host={quote(str(place.socket_folder), safe='/')}"


def _users(checkout: Path) -> Path:
    return checkout / ".data" / "postgres.users"


def _hold(checkout: Path) -> None:
    if checkout not in _held:
        _held[checkout] = _users(checkout).open("a")
        fcntl.flock(_held[checkout], fcntl.LOCK_SH)


def _let_go(checkout: Path) -> None:
    if file := _held.pop(checkout, None):
        file.close()


@contextmanager
def _alone(checkout: Path) -> Iterator[None]:
    """Keep two processes from starting or stopping the same server at once."""
    (checkout / ".data").mkdir(exist_ok=True)
    with (checkout / ".data" / "postgres.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
