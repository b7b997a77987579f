"""The check for viruses, by the council's own scanner; it fails closed: without an answer no file is taken.

`settings.VIRUS_SCAN` names either `clamd` (the path of its socket) or `command` (it reads the file from its input and ends
with 0 for a clean one, 1 for a found one, as clamdscan does). The demo, without either, knows the standard test file only.
"""

import shlex
import socket
import struct
import subprocess

from django.conf import settings

from rock.core.services import Refused

INFECTED = "A virus was found in this file, so we did not keep it. Tell your IT team."
CANNOT_CHECK = (
    "We cannot check files for viruses just now, so we did not keep it. Try again later, or tell your IT team."
)
_SECONDS = 60
_CHUNK = 64 * 1024
# The test string that every scanner knows, in two parts, so that this file is not taken for it.
_TEST_FILE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def scan(content: bytes) -> None:
    """Return when the content is clean; Refused when it is not, or when nothing could say."""
    try:
        clean = _is_clean(content)
    except (OSError, subprocess.SubprocessError, ValueError):
        raise Refused(CANNOT_CHECK) from None
    if not clean:
        raise Refused(INFECTED)


def _is_clean(content: bytes) -> bool:
    given = settings.VIRUS_SCAN
    if given["clamd"]:
        return _asked_clamd(given["clamd"], content)
    if given["command"]:
        return _asked_command(given["command"], content)
    if settings.DEMO:
        return _TEST_FILE not in content
    raise ValueError("no scanner is set up")


def _asked_command(command: str, content: bytes) -> bool:
    done = subprocess.run(  # noqa: S603 - the command is the council's own setting
        shlex.split(command), input=content, capture_output=True, timeout=_SECONDS, check=False
    )
    if done.returncode not in {0, 1}:
        raise ValueError("the scanner failed")
    return done.returncode == 0


def _asked_clamd(path: str, content: bytes) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        line.connect(path)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK):
            part = content[start : start + _CHUNK]
            line.sendall(struct.pack(">I", len(part)) + part)
        line.sendall(struct.pack(">I", 0))
        answer = _read(line)
    if answer == b"stream: OK":
        return True
    if answer.endswith(b" FOUND"):
        return False
    raise ValueError("the scanner failed")


def _read(line: socket.socket) -> bytes:
    answer = b""
    while b"\0" not in answer and (part := line.recv(1024)):
        answer += part
    return answer.rstrip(b"\0\n")
