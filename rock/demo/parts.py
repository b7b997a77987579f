"""The processes of the demo: each in a group of its own, with a log, started and stopped as one."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


@dataclass
class Part:
    """One process of the demo; without a log it speaks to the terminal."""

    name: str
    command: Sequence[str]
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    begun: list[float] = field(default_factory=list, init=False)

    def start(self, variables: Mapping[str, str], folder: Path) -> subprocess.Popen[bytes]:
        """Start it; Ctrl-C at the terminal does not reach it, so that we stop the parts in order."""
        log: IO[bytes] | None = self.log.open("ab") if self.log else None
        try:
            self.process = subprocess.Popen(  # noqa: S603 - the command is ours
                self.command,
                env=variables,
                cwd=folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_us if sys.platform == "linux" else None,  # noqa: PLW1509 - it only asks the kernel
            )
        finally:
            if log:
                log.close()
        self.begun.append(time.monotonic())
        return self.process

    def runs(self) -> bool:
        """Tell whether it runs."""
        return self.process is not None and self.process.poll() is None

    def keeps_falling(self) -> bool:
        """Tell whether it was started more than five times within the last minute."""
        return sum(at > time.monotonic() - 60 for at in self.begun) > 5

    def last_words(self, lines: int = 15) -> str:
        """Return the end of its log."""
        if not self.log or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _end_with_us() -> None:
    """Ask the kernel to stop this process when the demo itself is killed, so that no part is left holding the port."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(parts: Sequence[Part], *, patience: float = 3.0) -> None:
    """Ask all parts to stop at once, wait `patience` seconds for all together, and kill what is left."""
    for part in parts:
        _signal(part, signal.SIGTERM)
    deadline = time.monotonic() + patience
    for part in parts:
        if part.process is None:
            continue
        try:
            part.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _signal(part, signal.SIGKILL)
            part.process.wait()


def _signal(part: Part, number: int) -> None:
    if part.process is not None and part.runs():
        os.killpg(part.process.pid, number)
