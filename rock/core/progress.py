"""Words on the terminal while something takes its time."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PATIENCE_SECONDS = 2.0


def say(words: str) -> None:
    """Print a line for the person at the terminal, apart from what a command answers."""
    print(words, file=sys.stderr, flush=True)


@contextmanager
def step(words: str, *, patience: float = _PATIENCE_SECONDS) -> Iterator[None]:
    """Say what is being done once it has taken over two seconds, and at its end how long it took."""
    began = time.monotonic()
    told = threading.Timer(patience, say, [f"  {words} …"])
    told.daemon = True
    told.start()
    try:
        yield
    finally:
        told.cancel()
        if (took := time.monotonic() - began) > patience:
            say(f"  {words}: {took:.0f} s")
