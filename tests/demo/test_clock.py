"""The demo's clock: it stands, runs on and moves forward, in every process."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from rock.core import nightly, time
from rock.core.services import SYSTEM, Refused
from rock.demo import clock
from rock.demo.models import DemoClock
from rock.practice.requests.services.ends import HUB_REACHES_FOR
from rock.reach.queries import reaches
from tests.support import requests as asking
from tests.support.jobs import run_jobs, waiting
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 4, 3)  # Good Friday: the next working day is Tuesday


@pytest.fixture(autouse=True)
def _own_clock() -> Iterator[None]:
    clock.keep(timedelta())
    yield
    clock.keep(timedelta())


def test_it_stands_at_a_day_and_runs_on() -> None:
    clock.set_to(by=SYSTEM, day=FRIDAY)
    assert time.today() == FRIDAY
    ahead = time.now() - timezone.now()
    assert abs(ahead - clock.offset()) < timedelta(seconds=1)
    assert DemoClock.objects.get().offset == clock.offset()


@pytest.mark.parametrize("hour", [0, 1, 12, 22, 23])
@pytest.mark.parametrize("today", [date(2026, 1, 15), date(2026, 7, 15)])
def test_it_keeps_the_time_of_day_in_summer_and_in_winter(today: date, hour: int) -> None:
    moment = datetime(today.year, today.month, today.day, hour, 30, tzinfo=ZoneInfo("Europe/London"))
    with time_machine.travel(moment, tick=False):
        for month in (2, 8):
            clock.set_to(by=SYSTEM, day=date(2025, month, 3))
            assert timezone.localtime(time.now()).isoformat()[:16] == f"2025-0{month}-03T{hour:02}:30"
            clock.move_to(by=SYSTEM, day=date(2026, 11 - month, 4))
            assert timezone.localtime(time.now()).isoformat()[:16] == f"2026-0{11 - month}-04T{hour:02}:30"


def test_there_is_one_clock() -> None:
    clock.set_to(by=SYSTEM, day=FRIDAY)
    clock.set_to(by=SYSTEM, day=FRIDAY + timedelta(days=1))
    assert DemoClock.objects.count() == 1


@pytest.mark.parametrize("days", [0, -1, clock.MOST_DAYS + 1])
def test_it_moves_forward_only_and_not_out_of_sight(days: int) -> None:
    clock.set_to(by=SYSTEM, day=FRIDAY)
    with pytest.raises(Refused):
        clock.move_to(by=SYSTEM, day=FRIDAY + timedelta(days=days))
    assert time.today() == FRIDAY


def test_another_process_sees_the_move_within_its_second(settings: Any) -> None:
    settings.DEMO_CLOCK_SECONDS = 0.0
    DemoClock.objects.create(pk=1, offset=timedelta(days=9))
    assert clock.offset() == timedelta(days=9)


def test_within_the_second_nothing_is_asked(settings: Any, django_assert_num_queries: Any) -> None:
    settings.DEMO_CLOCK_SECONDS = 60.0
    clock.refresh()
    with django_assert_num_queries(0):
        assert [clock.offset() for _ in range(3)] == [timedelta()] * 3


def test_a_transaction_that_has_failed_is_not_made_worse(settings: Any) -> None:
    settings.DEMO_CLOCK_SECONDS = 0.0
    clock.keep(timedelta(days=2))
    connection.needs_rollback = True
    try:
        assert clock.offset() == timedelta(days=2)
    finally:
        connection.needs_rollback = False


@pytest.mark.parametrize(
    ("step", "day"), [("day", date(2026, 4, 4)), ("working_day", date(2026, 4, 7)), ("week", date(2026, 4, 10))]
)
def test_the_banner_moves_it(pages: PageClient, step: str, day: date) -> None:
    clock.set_to(by=SYSTEM, day=FRIDAY)
    page = pages.get("/accessibility/")
    assert "3 April 2026" in page.soup.select_one(".rock-demo").get_text()  # type: ignore[union-attr]
    answer = pages.submit(page, selector=".rock-demo form", step=step)
    assert answer.location == "/accessibility/"
    assert time.today() == day


def test_a_day_is_chosen(pages: PageClient) -> None:
    clock.set_to(by=SYSTEM, day=FRIDAY)
    page = pages.get("/demo/clock/")
    pages.submit(page, day__day="1", day__month="6", day__year="2026")
    assert time.today() == date(2026, 6, 1)
    back = pages.submit(pages.get("/demo/clock/"), day__day="1", day__month="5", day__year="2026")
    assert back.errors == ["The clock only moves forward. Choose a day after the one it shows."]
    assert pages.submit(pages.get("/demo/clock/")).errors == ["Enter the day to move the clock to"]


def test_each_move_leaves_one_job_that_does_what_the_nights_would_have_done() -> None:
    """The hub lets go of a family 28 days after its decision: nothing rings but the night."""
    manager = asking.at_hub()
    decision = asking.decided(manager)
    people = [row.person_id for row in decision.request.people.all() if row.person_id]
    run_jobs()
    days = HUB_REACHES_FOR.days
    clock.move_to(by=SYSTEM, day=time.today() + timedelta(days=days - 1))
    assert waiting() == ["demo.tasks.catch_up"]
    run_jobs()
    assert reaches(manager, people) == set(people) != set()
    clock.move_to(by=SYSTEM, day=time.today() + timedelta(days=1))
    run_jobs()
    assert reaches(manager, people) == set()


def test_the_worker_reads_the_clock_before_it_does_the_chores(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own last look may be older than the move."""
    settings.DEMO_CLOCK_SECONDS = 60.0
    ran = []
    monkeypatch.setattr(nightly, "_chores", {"a": lambda: ran.append(time.today())})
    clock.stand_at(by=SYSTEM, moment=timezone.now())
    clock.move_to(by=SYSTEM, day=timezone.localdate() + timedelta(days=40))
    clock.keep(timedelta())
    run_jobs()
    assert ran == [timezone.localdate() + timedelta(days=40)]


def test_a_refused_move_leaves_no_job() -> None:
    with pytest.raises(Refused):
        clock.move_to(by=SYSTEM, day=time.today())
    assert waiting() == []


@pytest.mark.parametrize("path", ["/", "/demo/", "/accessibility/", "/sign-in/", "/nowhere/"])
def test_every_page_says_that_nobody_is_real(pages: PageClient, path: str) -> None:
    page = pages.get(path)
    if page.status == 302:
        page = pages.get(page.location)
    banner = page.soup.select_one(".rock-demo")
    assert banner
    assert "not made or endorsed by Blackpool Council; every person is invented" in banner.get_text()


def test_outside_the_demo_no_page_says_so(pages: PageClient, settings: Any) -> None:
    settings.DEMO = False
    assert not pages.get("/accessibility/").soup.select_one(".rock-demo")
