"""One PostgreSQL server: made, started, stopped, and started again after it was killed."""

import os
import shutil
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

from rock.core.database.binaries import Binaries
from rock.core.database.place import SOCKET, Place, own_folder
from rock.core.database.process import Identity, LaunchError, must, run

KEEPER = "rock_keeper"  # the superuser, for making roles only; the application cannot sign in as it when root starts us
_SETTINGS = """\
# Written at every start by rock.core.database.server: changes here are lost.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
fsync = on
full_page_writes = on
synchronous_commit = on
timezone = 'UTC'
jit = off
# A statement or a key's value in the log would be somebody's name.
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""
_ACCESS = "local all rock trust\nlocal all all peer map=keeper\n"
_STILL_HELD = ("still in use", "lock file")
_PATIENCE_SECONDS = 15


@dataclass(frozen=True)
class Server:
    """A server's programs, place and user."""

    binaries: Binaries
    place: Place
    who: Identity

    def running(self) -> bool:
        """Tell whether this server answers on its socket."""
        return _alive(self.place) and answers(self.place)

    def make(self) -> None:
        """Make the data folder when there is none; an interrupted making leaves nothing behind."""
        if self.place.made_by():
            return
        half = self.place.folder / "data.half"
        command: list[str | Path] = [self.binaries.program("initdb"), "-D", half, "-U", KEEPER]
        command += ["--encoding=UTF8", "--data-checksums"]
        for locale in self._locales():
            shutil.rmtree(half, ignore_errors=True)
            done = self._run([*command, *locale])
            if done.returncode == 0:
                break
        must(done, "Making the database")
        self._write(half / "pg_hba.conf", _ACCESS)
        self._write(half / "pg_ident.conf", f"keeper {self.who.name} {KEEPER}\n")
        self._write(half / "postgresql.conf", (half / "postgresql.conf").read_text() + "include = 'rock.conf'\n")
        half.rename(self.place.data)

    def _locales(self) -> list[list[str]]:
        """The ways to sort and to change case in UTF-8, best first: not every system has the locale C.UTF-8."""
        built_in = [["--locale-provider=builtin", "--locale=C.UTF-8"]] if self.binaries.major >= 17 else []
        return [*built_in, ["--locale=C.UTF-8"], ["--locale=C"]]

    def start(self) -> None:
        """Start the server; after a kill, wait until what is left of the old one has gone."""
        if self.place.socket_folder != self.place.folder:
            own_folder(self.place.socket_folder, self.who)
        path = str(self.place.socket_folder).replace('"', '""').replace("'", "''")
        self._write(self.place.data / "rock.conf", _SETTINGS.format(socket=f'"{path}"'))
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            forget_the_dead(self.place)
            self.place.log.unlink(missing_ok=True)
            done = self._run(self._control("start", "-s", "-t", "60", "-l", self.place.log))
            if done.returncode == 0:
                return
            words = self.place.log.read_text(errors="replace") if self.place.log.exists() else done.stderr
            if time.monotonic() > deadline or not any(held in words for held in _STILL_HELD):
                raise LaunchError(f"PostgreSQL did not start:\n{words.strip()[-1000:]}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the server cleanly; one that has not stopped after 4 seconds is stopped at once (it recovers itself)."""
        if _alive(self.place) and self._run(self._control("stop", "-s", "-m", "fast", "-t", "4")).returncode:
            must(self._run(self._control("stop", "-s", "-m", "immediate", "-t", "4")), "Stopping PostgreSQL")

    def sql(self, statements: str, *, role: str, database: str, values: Mapping[str, str] | None = None) -> str:
        """Run SQL as a role through psql, with its values under their names, and return what it printed."""
        command: list[str | Path] = [self.binaries.program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        for name, value in (values or {}).items():
            command += ["-v", f"{name}={value}"]
        command += ["-h", self.place.socket_folder, "-U", role, "-d", database]
        return must(run(command, who=self.who, folder=self.place.folder, given=statements), "Preparing the database")

    def _control(self, verb: str, *options: str | Path) -> list[str | Path]:
        return [self.binaries.program("pg_ctl"), verb, "-D", self.place.data, "-w", *options]

    def _run(self, command: list[str | Path]) -> CompletedProcess[str]:
        return run(command, who=self.who, folder=self.place.folder)

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text)
        path.chmod(0o600)
        os.chown(path, self.who.uid, self.who.gid)


def answers(place: Place) -> bool:
    """Tell whether something listens on the place's socket."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        try:
            line.connect(str(place.socket_folder / SOCKET))
        except OSError:
            return False
    return True


def forget_the_dead(place: Place) -> None:
    """Remove what a killed server left behind, so that a number now worn by another process cannot block the start."""
    if not _alive(place):
        (place.data / "postmaster.pid").unlink(missing_ok=True)
        (place.socket_folder / SOCKET).unlink(missing_ok=True)
        (place.socket_folder / f"{SOCKET}.lock").unlink(missing_ok=True)


def _alive(place: Place) -> bool:
    """Tell whether the process in the pid file is a server of this very folder (a copied checkout copies the file)."""
    try:
        lines = (place.data / "postmaster.pid").read_text().splitlines()
        number, folder = int(lines[0]), Path(lines[1])
        os.kill(number, 0)
    except PermissionError:
        return True
    except (OSError, ValueError, IndexError):
        return False
    return _works_in(number, place.data, folder)


def _works_in(number: int, data: Path, told: Path) -> bool:
    """Tell whether the process is a server on this folder: a server works inside its data folder, a zombie nowhere."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{number}/cwd").samefile(data)
        except OSError:
            return False
    shown = run(["ps", "-o", "stat=,args=", "-p", str(number)]).stdout.split(maxsplit=1)
    return told.resolve() == data.resolve() and len(shown) == 2 and shown[0][0] != "Z" and "postgres" in shown[1]
