"""Jobs: in the transaction of the write that leaves them, by keyword, known by name."""

import pytest
from procrastinate.contrib.django import app

from rock.core.jobs import enqueue
from rock.core.tasks import deliver
from tests.support.jobs import run_jobs, waiting


@pytest.mark.django_db
def test_a_job_is_left_by_keyword_and_run() -> None:
    enqueue(deliver, message_id=0)
    assert waiting() == ["core.tasks.deliver"]
    assert run_jobs() == 1
    assert waiting() == []


def test_a_job_takes_no_nameless_facts() -> None:
    with pytest.raises(TypeError, match="by keyword"):
        enqueue(deliver, 7)


def test_jobs_are_tried_again() -> None:
    task = app.tasks["rock.core.tasks.deliver"]
    assert getattr(task.retry_strategy, "max_attempts", None) == 6


def test_what_runs_by_the_clock_is_known_to_the_worker() -> None:
    names = {name for name, _periodic_id in app.periodic_registry.periodic_tasks}
    assert "rock.doors.public.tasks.throw_away_old" in names
