"""`make demo`: the database, the web server and the worker under one process that Ctrl-C stops."""

import http.client
import signal
import sys
import time
from pathlib import Path

from rock.core.commandline import variables
from rock.core.database import launcher
from rock.core.progress import say, step
from rock.demo import parts
from rock.demo.guards import DemoError, Stopped, only_one, port_wanted, refuse_busy, stoppable
from rock.demo.parts import Part

CHECKOUT = Path(__file__).resolve().parents[2]
FOLDER = CHECKOUT / ".data"
_START_SECONDS = 60


def main(words: list[str]) -> int:
    """Run the demo until it is stopped, or with `reset` empty its database; return the exit code."""
    try:
        if words == ["reset"]:
            reset()
        else:
            run(port_wanted())
    except (DemoError, launcher.LaunchError) as trouble:
        say(str(trouble))
        return 1
    except Stopped:
        say("Stopped. What you did is kept; `make demo` goes on from there.")
    return 0


def run(port: int) -> None:
    """Start everything, print the address once it answers, and keep it running."""
    address = f"http://localhost:{port}/"
    with only_one(FOLDER, address), stoppable():
        refuse_busy(port)
        with step("starting the database"):
            url = launcher.ensure(CHECKOUT)
        found = demo_variables(url)
        python = str(CHECKOUT / ".venv" / "bin" / "python")
        prepare = Part("preparation", [python, "manage.py", "prepare_demo"])
        web = Part("web server", web_command(python, port), log("web"))
        worker = Part("worker", worker_command(python), log("worker"))
        try:
            finish(prepare, found)
            for part in (web, worker):
                part.start(found, CHECKOUT)
            with step("starting the web server"):
                wait_for_answer(port, web)
            welcome(address)
            keep_running([web, worker], found)
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            parts.stop([prepare, web, worker])
            if not launcher.given():
                launcher.stop(CHECKOUT)


def reset() -> None:
    """Empty the demo's database; the next `make demo` makes the council anew."""
    with only_one(FOLDER, ""), step("emptying the database"):
        launcher.drop(CHECKOUT)
    say("The demo is empty: `make demo` makes the council anew.")


def demo_variables(url: str) -> dict[str, str]:
    """Return the environment of the parts: always the demo's settings, whatever the shell says."""
    return variables("demo", url) | {"DJANGO_SETTINGS_MODULE": "rock.config.settings.demo", "PYTHONUNBUFFERED": "1"}


def web_command(python: str, port: int) -> list[str]:
    """Return the web server's command line; the configuration for running for real is left aside."""
    command = [python, "-m", "gunicorn", "rock.config.wsgi:application", "--config", "/dev/null"]
    serving = ["--worker-class", "gthread", "--workers", "1", "--threads", "8", "--graceful-timeout", "2"]
    return [*command, *serving, "--bind", f"127.0.0.1:{port}", "--no-control-socket"]


def worker_command(python: str) -> list[str]:
    """Return the worker's command line."""
    return [python, "manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout", "2"]


def log(name: str) -> Path:
    """Return a part's log, empty."""
    path = FOLDER / "logs" / f"{name}.log"
    path.parent.mkdir(exist_ok=True)
    path.write_text("")
    return path


def finish(part: Part, found: dict[str, str]) -> None:
    """Run a part to its end."""
    if part.start(found, CHECKOUT).wait():
        raise DemoError("The demo's database could not be made ready; `make demo-reset` starts over.")


def wait_for_answer(port: int, web: Part) -> None:
    """Wait until the web server answers."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and web.runs():
        if answered(port):
            return
        time.sleep(0.1)
    raise DemoError(f"The web server did not start. The end of {web.log}:\n{web.last_words()}")


def answered(port: int) -> bool:
    """Tell whether an HTTP answer comes from that port."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/health/live")
        return line.getresponse().status > 0
    except OSError:
        return False
    finally:
        line.close()


def welcome(address: str) -> None:
    """Print the address and what to do next."""
    say(f"\nFamilies Rock is ready: {address}")
    say("  Everybody in it is invented: choose on the first page who to sign in as.")
    say("  Ctrl-C stops it and keeps what you did; `make demo-reset` starts over.\n")


def keep_running(running: list[Part], found: dict[str, str]) -> None:
    """Watch the parts and the database for as long as we run, and start again what was killed."""
    own = None if launcher.given() else launcher.server(CHECKOUT)
    while True:
        time.sleep(0.3)
        if own and not own.running():
            say("  the database stopped: starting it again …")
            launcher.ensure(CHECKOUT)
        for part in running:
            if part.runs():
                continue
            if part.keeps_falling():
                raise DemoError(f"The {part.name} keeps stopping. The end of {part.log}:\n{part.last_words()}")
            say(f"  the {part.name} stopped: starting it again …")
            part.start(found, CHECKOUT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
