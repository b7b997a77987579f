"""What `bin/rock` runs: the environment and the database made ready, then the command as a child of this process."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from rock.core import environment
from rock.core.database import launcher
from rock.core.progress import say

CHECKOUT = Path(__file__).resolve().parents[2]
USAGE = """\
bin/rock COMMAND [OPTIONS]   runs a command of the product with its environment and database ready

  who-can, council, check-council, import-cin, export-cin, backup, restore, …  (bin/rock help lists all)
  run PROGRAM …   runs a program of the environment, such as pytest, with the database ready
  python …        runs the environment's Python, with the database ready
  environment [base|dev]   only makes the environment
  database        starts the database and prints its address, for as long as this runs
"""


def main(words: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    if not words or words[0] in {"-h", "--help"}:
        print(USAGE, end="")
        return 0 if words else 2
    try:
        return _run(*words)
    except (environment.SetupError, launcher.LaunchError) as trouble:
        say(str(trouble))
        return 1


def _run(command: str, *rest: str) -> int:
    kind = rest[0] if command == "environment" and rest else os.environ.get("ROCK_REQUIREMENTS", "base")
    python = environment.ensure(CHECKOUT, kind, say=_progress)
    if command == "environment":
        return 0
    if Path(sys.executable).absolute() != python:
        # The database may come from a package that only the new environment holds.
        os.execv(python, [str(python), "-m", "rock.core.commandline", command, *rest])  # noqa: S606
    with launcher.using(CHECKOUT, say=_progress) as url:
        if command == "database":
            print(url, flush=True)
            return wait_to_be_stopped()
        return supervise(child(command, rest, python), variables(command, url))


def wait_to_be_stopped() -> int:
    """Return once Ctrl-C or a request to stop comes."""
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    signal.sigwait(ends)
    return 0


def child(command: str, rest: Sequence[str], python: Path) -> list[str]:
    """Return the child's command line: a program of the environment, or a management command by its dashed name."""
    if command == "run":
        return [str(python.with_name(rest[0])), *rest[1:]]
    if command == "python":
        return [str(python), *rest]
    return [str(python), str(CHECKOUT / "manage.py"), command.replace("-", "_"), *rest]


def variables(command: str, url: str) -> dict[str, str]:
    """Return the child's environment; production settings refuse it when the database is the embedded one."""
    found = dict(os.environ)
    if not launcher.given():
        found |= {"DATABASE_URL": url, "ROCK_EMBEDDED_DATABASE": "1"}
    found["PATH"] = f"{CHECKOUT / '.venv' / 'bin'}:{found.get('PATH', '')}"
    if command != "run":
        found.setdefault("DJANGO_SETTINGS_MODULE", "rock.config.settings.demo")
    return found


def supervise(command: Sequence[str], found: dict[str, str]) -> int:
    """Run the child to its end, passing on a request to stop; the terminal itself sends Ctrl-C to both."""
    running = subprocess.Popen(command, env=found)  # noqa: S603 - the command is the caller's own

    def pass_on(number: int, _frame: FrameType | None) -> None:
        running.send_signal(number)

    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = running.wait()
    return code if code >= 0 else 128 - code


def _progress(words: str) -> None:
    say(f"  {words} …")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
