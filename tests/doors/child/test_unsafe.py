"""“I don't feel safe” rings until somebody takes it on: with the worker, then the duty manager, then out of hours."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from rock.accounts.models import RoleHolding
from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import SYSTEM, Refused
from rock.doors.child.hours import opens_next, staffed
from rock.doors.child.models import Level, UnsafeCall
from rock.doors.child.queries.staff import duty_managers, urgent
from rock.doors.child.services.opening import open_page
from rock.doors.child.services.unsafe import ring_on, say_unsafe, take_on
from rock.practice.requests.history import history_of
from rock.records.models import Clock
from tests.doors.child.standing import LONDON, SUNDAY_AT_NINE, TUESDAY_AT_TWO, Home

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    """Return who was sent a message since the last asking."""
    found = sorted(OutgoingMessage.objects.values_list("to", flat=True))
    OutgoingMessage.objects.all().delete()
    return found


def unsafe(home: Home, words: str = "") -> UnsafeCall:
    page = open_page(by=home.ama, person=home.kai)
    return say_unsafe(by=page.user, child=home.kai, words=words)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-05-12 08:59", False),
        ("2026-05-12 09:00", True),
        ("2026-05-12 16:59", True),
        ("2026-05-12 17:00", False),
        ("2026-05-15 16:29", True),
        ("2026-05-15 16:30", False),
        ("2026-05-16 12:00", False),
        ("2026-05-25 12:00", False),
    ],
)
def test_somebody_is_at_work_in_the_councils_hours_and_on_no_bank_holiday(moment: str, open_: bool) -> None:
    assert staffed(datetime.fromisoformat(moment).replace(tzinfo=LONDON)) == open_


@pytest.mark.parametrize(
    ("moment", "back"),
    [
        ("2026-05-12 06:00", "2026-05-12T09:00"),
        ("2026-05-12 12:00", "2026-05-12T12:00"),
        ("2026-05-15 17:00", "2026-05-18T09:00"),
        ("2026-05-22 20:00", "2026-05-26T09:00"),
    ],
)
def test_it_says_when_somebody_is_back(moment: str, back: str) -> None:
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=LONDON), tick=False):
        assert opens_next().isoformat()[:16] == back


def test_it_goes_on_from_the_worker_to_the_manager_and_out_of_hours_until_it_is_taken_on(settings: Any) -> None:
    settings.OUT_OF_HOURS_CONTACT = "night@example.org"
    with time_machine.travel(TUESDAY_AT_TWO, tick=False) as clock:
        home = Home()
        call = unsafe(home, "He is shouting again")
        assert told() == ["ama@example.org", "kit@example.org"]
        clock.shift(timedelta(minutes=59))
        assert ring_on(by=SYSTEM) == 0
        clock.shift(timedelta(minutes=1))
        assert ring_on(by=SYSTEM) == 1
        assert told() == ["ama@example.org", "jas@example.org", "kit@example.org"]
        clock.shift(timedelta(hours=1))
        ring_on(by=SYSTEM)
        assert told() == ["ama@example.org", "jas@example.org", "kit@example.org", "night@example.org"]
        clock.shift(timedelta(hours=1))
        assert ring_on(by=SYSTEM) == 1, "it rings on where nobody has answered"
        take_on(by=home.jas, call=call, done="Rang the police")
        clock.shift(timedelta(hours=9))
        assert ring_on(by=SYSTEM) == 0
    assert Clock.objects.get(rule__key="feels_unsafe").stopped_at is not None


def test_when_nobody_is_at_work_the_out_of_hours_team_is_told_at_once(settings: Any) -> None:
    settings.OUT_OF_HOURS_CONTACT = "07700 900123"
    with time_machine.travel(SUNDAY_AT_NINE, tick=False):
        assert unsafe(Home()).level == Level.OUT_OF_HOURS
        assert told() == ["07700900123", "ama@example.org", "jas@example.org", "kit@example.org"]


def test_a_child_without_a_worker_rings_with_the_manager_who_then_reaches_them() -> None:
    with time_machine.travel(TUESDAY_AT_TWO, tick=False):
        home = Home()
        home.kai.allocations.all().delete()
        assert unsafe(home).level == Level.DUTY
        assert told() == ["jas@example.org"]
        assert [one.call.child for one in urgent(home.jas)] == [home.kai]


def test_it_needs_no_words_and_what_is_said_again_stands_with_the_first() -> None:
    with time_machine.travel(TUESDAY_AT_TWO, tick=False) as clock:
        home = Home()
        call = unsafe(home)
        clock.shift(timedelta(minutes=10))
        assert unsafe(home, "Please come") == call
        [one] = urgent(home.ama)
        assert [row.words for row in one.words] == ["Please come"]
        take_on(by=home.ama, call=call, done="On my way")
        clock.shift(timedelta(minutes=10))
        assert unsafe(home, "He is back") != call
        assert [[row.words for row in one.words] for one in urgent(home.ama)] == [["He is back"], ["Please come"]]


def test_two_do_not_both_take_it_on() -> None:
    with time_machine.travel(TUESDAY_AT_TWO, tick=False):
        home = Home()
        call = unsafe(home)
        with pytest.raises(Refused, match="Say what you did first"):
            take_on(by=home.ama, call=call, done=" ")
        take_on(by=home.ama, call=call, done="Rang him")
        with pytest.raises(Refused, match="Ama Rahman is on it already"):
            take_on(by=home.kit, call=call, done="Rang him too")


def test_the_message_says_nothing_of_whom_or_what() -> None:
    with time_machine.travel(TUESDAY_AT_TWO, tick=False):
        unsafe(Home(), "Ray hit me")
    message = OutgoingMessage.objects.first()
    assert message is not None
    assert (message.template, message.reference) == ("unsafe", "")


def test_a_colleague_who_does_not_reach_the_child_sees_nothing_of_it() -> None:
    with time_machine.travel(TUESDAY_AT_TWO, tick=False):
        home = Home()
        unsafe(home, "Please come")
        assert urgent(home.jas) == []


def test_what_nobody_has_taken_on_stays_on_the_list_however_old_it_is() -> None:
    with time_machine.travel(TUESDAY_AT_TWO, tick=False) as clock:
        home = Home()
        call = unsafe(home, "He is shouting again")
        clock.shift(timedelta(days=40))
        assert [(one.call, [row.words for row in one.words]) for one in urgent(home.ama)] == [
            (call, ["He is shouting again"])
        ]
        take_on(by=home.ama, call=call, done="Went there")
        assert urgent(home.ama) == []


def test_a_manager_who_came_back_to_the_duty_is_told() -> None:
    home = Home()
    held = RoleHolding.objects.get(user=home.jas)
    held.ends = time.today()
    held.save()
    assert duty_managers() == []
    RoleHolding.objects.create(user=home.jas, role=Role.HUB_MANAGER, starts=time.today())
    assert duty_managers() == [home.jas]


def test_the_hub_sees_in_the_history_that_it_was_said_and_never_the_words() -> None:
    home = Home()
    with time_machine.travel(TUESDAY_AT_TWO, tick=False):
        call = unsafe(home, "He is outside")
        line = history_of({home.kai.pk})[0]
        assert (line.person_id, line.on, line.what) == (home.kai.pk, TUESDAY_AT_TWO.date(), "“I don’t feel safe”")
        assert line.outcome == "Nobody has taken it on yet"
        take_on(by=home.ama, call=call, done="Went there")
        assert history_of({home.kai.pk})[0].outcome == "Taken on, 12 May 2026 at 2:00pm"
    assert history_of({home.dee.pk}) == []
