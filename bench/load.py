"""Asks a server for pages from a process of its own, at a steady rate, whether or not it keeps up."""

import http.client
import json
import sys
import threading
import time
from dataclasses import dataclass
from itertools import cycle, islice


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: which page, its status, its bytes, and the milliseconds from when it should have been asked for."""

    name: str
    status: int
    size: int
    ms: float


def ask(connection: http.client.HTTPConnection, url: str, cookie: str) -> tuple[int, int]:
    """Return the status and size of one page over a connection that is kept."""
    headers = {"Host": "localhost", **({"Cookie": cookie} if cookie else {})}
    connection.request("GET", url, headers=headers)
    answer = connection.getresponse()
    return answer.status, len(answer.read())


def run(port: int, plan: list[tuple[str, str, str]], *, per_second: float, threads: int = 16) -> list[Answer]:
    """Ask for each (name, url, cookie) of the plan in its turn, `per_second` of them; lateness counts as waiting."""
    begin = time.perf_counter() + 0.2
    answers: list[Answer] = []
    turns = iter(enumerate(plan))
    lock = threading.Lock()

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            with lock:
                turn = next(turns, None)
            if turn is None:
                return
            due = begin + turn[0] / per_second
            time.sleep(max(0.0, due - time.perf_counter()))
            name, url, cookie = turn[1]
            status, size = ask(connection, url, cookie)
            answers.append(Answer(name, status, size, (time.perf_counter() - due) * 1000))

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return answers


def main() -> None:
    """Read what to do as JSON from standard input, and write the answers as JSON."""
    asked = json.load(sys.stdin)
    mixed = cycle([tuple(row) for row in asked["plan"]])
    plan = list(islice(mixed, asked["count"]))
    answers = run(asked["port"], plan, per_second=asked["per_second"])
    json.dump([[a.name, a.status, a.size, a.ms] for a in answers], sys.stdout)


if __name__ == "__main__":
    main()
