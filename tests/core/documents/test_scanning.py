import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from rock.core.documents.scanning import CANNOT_CHECK, INFECTED, scan
from rock.core.services import Refused
from tests.core.documents import samples

Scanner = Callable[..., None]


@pytest.fixture
def scanner(settings: Settings) -> Scanner:
    def given(**how: str) -> None:
        settings.VIRUS_SCAN = {"clamd": "", "command": ""} | how

    given()
    return given


def refused(content: bytes = b"words") -> str:
    with pytest.raises(Refused) as no:
        scan(content)
    return str(no.value)


def python(code: str) -> str:
    return f'{sys.executable} -c "{code}"'


@contextmanager
def clamd(path: Path, answer: bytes) -> Iterator[list[bytes]]:
    """A scanner that takes one file over its socket and answers."""
    got: list[bytes] = []

    def serve() -> None:
        line, _ = server.accept()
        with line:
            data = b""
            while not data.endswith(b"\0\0\0\0"):
                data += line.recv(4096)
            got.append(data)
            line.sendall(answer)

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(path))
        server.listen(1)
        thread = threading.Thread(target=serve)
        thread.start()
        yield got
        thread.join(5)


def test_without_a_scanner_nothing_is_taken_for_real(scanner: Scanner, settings: Settings) -> None:
    settings.DEMO = False
    assert refused() == CANNOT_CHECK


def test_the_demo_knows_the_test_file(scanner: Scanner) -> None:
    scan(b"words")
    assert refused(b"before " + samples.VIRUS) == INFECTED


@pytest.mark.parametrize(("code", "words"), [(1, INFECTED), (2, CANNOT_CHECK), (127, CANNOT_CHECK)])
def test_a_command_says_so_by_its_exit(scanner: Scanner, code: int, words: str) -> None:
    scanner(command=python(f"import sys; sys.stdin.read(); sys.exit({code})"))
    assert refused() == words


def test_a_command_reads_the_file(scanner: Scanner) -> None:
    scanner(command=python("import sys; sys.exit(sys.stdin.read() != 'words')"))
    scan(b"words")


def test_a_command_that_is_not_there_takes_nothing(scanner: Scanner) -> None:
    scanner(command="/nowhere/scanner -")
    assert refused() == CANNOT_CHECK


def test_clamd_is_asked_over_its_socket(scanner: Scanner, tmp_path: Path) -> None:
    path = tmp_path / "s"
    scanner(clamd=str(path))
    with clamd(path, b"stream: OK\0") as got:
        scan(b"words")
    assert got == [b"zINSTREAM\0\0\0\0\5words\0\0\0\0"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"stream: Win.Test FOUND\0", INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", CANNOT_CHECK),
        (b"", CANNOT_CHECK),
    ],
)
def test_what_clamd_answers(scanner: Scanner, tmp_path: Path, answer: bytes, words: str) -> None:
    path = tmp_path / "s"
    scanner(clamd=str(path))
    with clamd(path, answer):
        assert refused() == words


def test_a_scanner_that_is_down_takes_nothing(scanner: Scanner, tmp_path: Path) -> None:
    scanner(clamd=str(tmp_path / "nobody"))
    assert refused() == CANNOT_CHECK
