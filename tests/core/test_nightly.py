from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from procrastinate.contrib.django import app

from rock.core import nightly, tasks, time
from rock.core.models import Draft, SubmittedOnce
from tests.support import factories as make

Chores = dict[str, Callable[[], object]]


@pytest.fixture
def chores(monkeypatch: pytest.MonkeyPatch) -> Chores:
    """Give an empty register."""
    found: Chores = {}
    monkeypatch.setattr(nightly, "_chores", found)
    return found


def test_every_room_that_has_chores_is_there() -> None:
    rooms = {name.rpartition(".tasks.")[0] for name in nightly._chores}
    assert {"rock.core", "rock.reach", "rock.practice.requests", "rock.doors.public"} <= rooms


def test_one_that_fails_stops_no_other_and_leaves_nothing_behind(db: None, chores: Chores) -> None:
    def falls() -> None:
        SubmittedOnce.objects.create(key="half done")
        raise ValueError("with a name in it")

    def works() -> None:
        SubmittedOnce.objects.create(key="done")

    nightly.each_night(falls)
    nightly.each_night(works)
    assert [one.failed for one in nightly.run_all()] == [True, False]
    assert list(SubmittedOnce.objects.values_list("key", flat=True)) == ["done"]


def test_the_command_says_what_failed(db: None, chores: Chores) -> None:
    chores["a.works"] = lambda: None
    out = StringIO()
    call_command("nightly", stdout=out)
    assert out.getvalue() == "done  a.works\n"
    chores["b.falls"] = lambda: 1 / 0
    with pytest.raises(CommandError, match="not every chore"):
        call_command("nightly", stdout=out)
    assert "failed  b.falls" in out.getvalue()


@pytest.mark.parametrize(
    ("moment", "runs"),
    [
        (datetime(2026, 1, 15, 1, 30, tzinfo=UTC), False),
        (datetime(2026, 1, 15, 2, 30, tzinfo=UTC), True),
        (datetime(2026, 7, 15, 1, 30, tzinfo=UTC), True),
        (datetime(2026, 7, 15, 2, 30, tzinfo=UTC), False),
    ],
)
def test_it_is_done_once_a_night_at_half_past_two_in_london(
    db: None, chores: Chores, moment: datetime, runs: bool
) -> None:
    ran = []
    chores["a"] = lambda: ran.append(1)
    with time_machine.travel(moment, tick=False):
        tasks.every_night()
    assert bool(ran) is runs


def test_the_worker_knows_when() -> None:
    rows = {entry.task.name: entry.cron for entry in app.periodic_registry.periodic_tasks.values()}
    assert rows["rock.core.tasks.every_night"] == "30 1,2 * * *"


def test_what_is_over_is_forgotten_and_what_is_not_stays(db: None) -> None:
    now, user = time.now(), make.staff_user()
    for form, days in (("old", -1), ("new", 1)):
        Draft.objects.create(
            user_id=user.pk, form=form, subject="", answers={}, updated_at=now, expires_at=now + timedelta(days=days)
        )
    for key, days in (("old", -4), ("new", -1)):
        SubmittedOnce.objects.create(key=key, made_at=now + timedelta(days=days))
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    tasks.forget_typed()
    tasks.forget_sessions()
    assert [draft.form for draft in Draft.objects.all()] == ["new"]
    assert [once.key for once in SubmittedOnce.objects.all()] == ["new"]
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_all_chores_of_the_house_run(db: None) -> None:
    assert [one.name for one in nightly.run_all() if one.failed] == []
    assert [one.name for one in nightly.run_all() if one.failed] == []
