"""Backup into one file with its checksum beside it, and back: a restore happens whole or not at all."""

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from rock.core.database.binaries import Binaries

_OURS = ("--no-owner", "--no-privileges", "--no-comments")
_EMPTY_SQL = b"DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"


class BackupError(RuntimeError):
    """A backup cannot be made or used; the text says how to mend it."""


def backup(database: Mapping[str, Any], file: Path, binaries: Binaries) -> str:
    """Write the database into the file, which only its owner may read, and return the SHA-256 written beside it."""
    if file.exists():
        raise BackupError(f"{file} is there already: name a new file, so that no backup is lost.")
    half = file.with_name(f"{file.name}.half")
    half.unlink(missing_ok=True)
    os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    target, variables = connection(database)
    command = [str(binaries.program("pg_dump")), "--format=custom", *_OURS, f"--file={half}", target]
    done = subprocess.run(command, env=variables, check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        half.unlink(missing_ok=True)
        raise BackupError(f"The backup did not work: {done.stderr.strip()[-500:]}")
    found = checksum(half)
    beside(file).write_text(f"{found}  {file.name}\n", encoding="utf-8")
    half.rename(file)
    return found


def restore(database: Mapping[str, Any], file: Path, binaries: Binaries, *, replace: bool = False) -> None:
    """Put a verified backup into the database, in one transaction; `replace` drops in it what was there before."""
    verify(file)
    target, variables = connection(database)
    read = [str(binaries.program("pg_restore")), *_OURS, "--file=-", str(file)]
    write = [str(binaries.program("psql")), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-", target]
    with tempfile.TemporaryFile("w+") as words:
        reader = subprocess.Popen(read, stdout=subprocess.PIPE, stderr=words)  # noqa: S603
        writer = subprocess.Popen(  # noqa: S603
            write, env=variables, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=words
        )
        _pump(reader, writer, _EMPTY_SQL if replace else b"")
        if reader.returncode or writer.returncode:
            words.seek(0)
            raise BackupError(f"The restore did not work, and nothing was changed: {words.read().strip()[-500:]}")


def _pump(reader: subprocess.Popen[bytes], writer: subprocess.Popen[bytes], first: bytes) -> None:
    """Pass the archive's SQL on; the end of the transaction is sent only once all of it was read, else it lapses."""
    assert reader.stdout is not None
    assert writer.stdin is not None
    # A writer that stopped at an error has told why itself.
    with reader.stdout as source, contextlib.suppress(BrokenPipeError), writer.stdin as sink:
        sink.write(b"BEGIN;\n" + first)
        shutil.copyfileobj(source, sink)
        if reader.wait() == 0:
            sink.write(b"COMMIT;\n")
    reader.wait()
    writer.wait()


def verify(file: Path) -> None:
    """Refuse a backup that is missing, has no checksum beside it, or is not what was written."""
    if not file.exists() or not beside(file).exists():
        raise BackupError(f"Both {file} and {beside(file).name} beside it are needed.")
    if checksum(file) != beside(file).read_text(encoding="utf-8").split()[0]:
        raise BackupError(f"{file} is not what was backed up: its checksum differs. Use another backup.")


def beside(file: Path) -> Path:
    """Return the path of a backup's checksum, in the format of sha256sum."""
    return file.with_name(f"{file.name}.sha256")


def checksum(file: Path) -> str:
    """Return the SHA-256 of a file of any size."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def connection(database: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return where to connect and the environment with the password, which must not show in a list of processes."""
    parts = {"dbname": database["NAME"], "user": database["USER"], "host": database["HOST"], "port": database["PORT"]}
    password = database["PASSWORD"]
    more = {name: value for name, value in database["OPTIONS"].items() if name.startswith("ssl")}
    target = make_conninfo(**{name: str(value) for name, value in (parts | more).items() if value})
    return f"--dbname={target}", dict(os.environ) | ({"PGPASSWORD": password} if password else {})
