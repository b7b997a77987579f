"""Jobs: work that a request leaves for the worker, written in the same transaction, so that an undone write drops it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

P = ParamSpec("P")

_RETRY = RetryStrategy(max_attempts=6, exponential_wait=4)


@dataclass(frozen=True)
class Job(Generic[P]):
    """A kind of work that can be enqueued; `run` does it here and now."""

    name: str
    run: Callable[P, None]
    task: Any


def job(run: Callable[P, None]) -> Job[P]:
    """Register a function of an app's `tasks.py` as a job; its facts must be plain JSON values, and hold no words.

    A job may run twice: it checks for itself what is already done. One that fails is tried six times, ever later.
    """
    name = f"{run.__module__}.{run.__qualname__}"
    return Job(name, run, app.task(name=name, retry=_RETRY)(run))


def nightly(cron: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Run a function of an app's `tasks.py` at the times of a cron line (“10 3 * * *”), on the machine's own clock."""

    def register(run: Callable[[], None]) -> Callable[[], None]:
        def at(timestamp: int) -> None:
            run()

        name = f"{run.__module__}.{run.__qualname__}"
        app.periodic(cron=cron)(app.task(name=name, pass_context=False)(at))
        return run

    return register


def enqueue(work: Job[P], *args: P.args, **facts: P.kwargs) -> None:
    """Leave a job for the worker; it exists once the surrounding transaction is committed."""
    if args:
        raise TypeError(f"{work.name}: a job takes its facts by keyword")
    work.task.defer(**facts)
