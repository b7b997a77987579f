"""`make bench`: a council of scale 1 (made once, then reused), a mix at 30 requests a second for a minute, a table.

What is measured: queries and size of each page; the server's CPU for one request of each page alone, and its ratio to the
bare page's; p50 and p95 in the mix, from a second process. `--scale`, `--seconds` and `--rate` change the run.
"""

import argparse
import dataclasses
import json
import os
import statistics
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from bench import council

if TYPE_CHECKING:
    from bench.edits import Edited
    from bench.pages import Measured

LATEST = Path(__file__).parent / "latest.json"
PORT = 8765
ALONE = 60
SETTLING = 10  # seconds of the mix that are not counted: each worker meets each page, on each of its connections
WARM = 8


def main() -> None:
    """Measure, print the table, and write `bench/latest.json`."""
    asked = _arguments()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    council.use_database(asked.scale)
    django.setup()
    council.fill(asked.scale)
    from bench import edits, pages, server

    mix = pages.pages()
    with server.running(PORT) as master:
        found = {page.name: _alone(page, master) for page in mix}
        _count_queries(mix, found)
        _in_the_mix(mix, found, asked)
    _report(found, edits.edit(pages.busiest_worker()), asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=float, default=30.0)
    parser.add_argument("--out", type=Path, default=LATEST)
    return parser.parse_args()


def _alone(page: "Measured", master: int) -> dict[str, Any]:
    """Ask for one page many times, alone, and share out the server's CPU."""
    from bench.load import ask
    from bench.server import cpu_seconds

    connection = HTTPConnection("127.0.0.1", PORT, timeout=30)
    urls = [page.urls[n % len(page.urls)] for n in range(WARM + ALONE)]
    for url in urls[:WARM]:
        status, _size = ask(connection, url, page.cookie)
        if status != 200:
            raise SystemExit(f"{page.name}: {url} answered {status}")
    before = cpu_seconds(master)
    sizes = [ask(connection, url, page.cookie)[1] for url in urls[WARM:]]
    used = cpu_seconds(master) - before
    return {"name": page.name, "kb": round(max(sizes) / 1000, 1), "cpu_ms": round(used * 1000 / ALONE, 2)}


def _count_queries(mix: list["Measured"], found: dict[str, dict[str, Any]]) -> None:
    """Count each page's statements (all but BEGIN, SET, SAVEPOINT) in this process, once its caches are warm."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    for page in mix:
        client = Client(headers={"host": "localhost", "cookie": page.cookie})
        client.get(page.urls[0])
        with CaptureQueriesContext(connection) as captured:
            client.get(page.urls[0])
        skipped = ("BEGIN", "SET", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")
        counted = [row for row in captured.captured_queries if not str(row["sql"]).lstrip().upper().startswith(skipped)]
        found[page.name]["queries"] = len(counted)


def _in_the_mix(mix: list["Measured"], found: dict[str, dict[str, Any]], asked: argparse.Namespace) -> None:
    """Ask for all pages in turn at the rate, from a second process, and note each page's times."""
    longest = max(len(page.urls) for page in mix)
    plan = [(page.name, page.urls[n % len(page.urls)], page.cookie) for n in range(longest) for page in mix]
    times: dict[str, list[float]] = {page.name: [] for page in mix}
    _ask(plan, SETTLING, asked.rate)
    for name, status, _size, ms in _ask(plan, asked.seconds, asked.rate):
        if status != 200:
            raise SystemExit(f"{name} answered {status} in the mix")
        times[name].append(ms)
    for name, row in found.items():
        row["p50_ms"] = round(statistics.median(times[name]), 1)
        row["p95_ms"] = round(statistics.quantiles(times[name], n=20)[-1], 1)


def _ask(plan: list[tuple[str, str, str]], seconds: int, rate: float) -> Any:
    job = {"port": PORT, "plan": plan, "count": int(seconds * rate), "per_second": rate}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"], input=json.dumps(job), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def _report(found: dict[str, dict[str, Any]], edited: "Edited", asked: argparse.Namespace) -> None:
    bare = found["bare"]["cpu_ms"]
    rows = [row | {"ratio": round(row["cpu_ms"] / bare, 2)} for row in found.values()]
    ceiling = {"bare_cpu_ms": bare, "requests_per_second_and_core": round(1000 / bare)}
    result = {"scale": asked.scale, "rate": asked.rate, "seconds": asked.seconds, "ceiling": ceiling, "pages": rows}
    result["edits"] = dataclasses.asdict(edited)
    asked.out.write_text(json.dumps(result, indent=1) + "\n")
    print(f"{'page':14}{'queries':>8}{'kB':>7}{'cpu ms':>8}{'ratio':>7}{'p50 ms':>8}{'p95 ms':>8}")
    for row in rows:
        print(
            f"{row['name']:14}{row['queries']:>8}{row['kb']:>7}{row['cpu_ms']:>8}{row['ratio']:>7}"
            f"{row['p50_ms']:>8}{row['p95_ms']:>8}"
        )
    print(
        f"{edited.edits:,} edits of one promise by many at once: {edited.kept:,} kept, in {edited.seconds} s;"
        f" {edited.compared:,} times somebody was shown another's wording first"
    )


if __name__ == "__main__":
    main()
