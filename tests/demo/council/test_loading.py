"""The council in the tables: whole, the same again, told again equal through the services, and only in an empty house."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from rock.accounts.models import User
from rock.core import time
from rock.core.services import SYSTEM
from rock.demo.council.loading.asked import reference
from rock.demo.council.loading.known import Known
from rock.demo.council.loading.run import Loaded
from rock.demo.council.loading.script import moment_of, script
from rock.demo.council.loading.staff import Staff
from rock.demo.council.replaying import drawn, replay, replay_family
from rock.demo.council.replaying.picture import differences
from rock.demo.council.story import simulate, workers
from rock.demo.council.story.chance import stream
from rock.demo.models import Council
from rock.practice.requests.models import ContactMethod, Decision, Referral, RequestForSupport
from rock.records.models import Clock, EventKind, Statement
from rock.records.services.events import record_event
from rock.teams.models import Post
from tests.demo.council.conftest import AS_AT, FACTS

NOW = moment_of(AS_AT)


def knowns() -> list[Known]:
    staff = Staff(workers(**FACTS))
    return [Known(story, staff, NOW, FACTS["seed"]) for story in simulate(**FACTS)]


def test_the_tables_hold_what_the_story_says(council: Loaded) -> None:
    told = list(simulate(**FACTS))
    requests = [one for story in told for one in story.requests if one.at <= NOW]
    decided = [one for one in requests if one.decision and one.decision.at <= NOW]
    assert RequestForSupport.objects.count() == len(requests)
    assert Decision.objects.count() == len(decided)
    assert Referral.objects.count() <= sum(len(story.episodes) for story in told)
    assert council.rows[Statement] == Statement.objects.count() > 5 * len(requests)
    assert council.lines == ()  # no whole year, so nothing to set beside it


@pytest.mark.soak
def test_families_told_again_through_the_services_are_equal(council: Loaded) -> None:
    found = list(replay(Council.objects.get(), 4))
    assert len(found) == 4
    assert [lines for _number, lines in found if lines] == []
    assert RequestForSupport.objects.filter(submission_key__startswith="again").count() == 0


def test_requests_come_in_every_way_and_the_police_never_by_the_form(council: Loaded) -> None:
    ways = Counter(RequestForSupport.objects.values_list("contact_method", flat=True))
    assert set(ways) == set(ContactMethod)
    assert max(ways.values()) < 0.6 * ways.total()
    police = RequestForSupport.objects.filter(source_code="6")
    assert set(police.values_list("contact_method", flat=True)) <= {ContactMethod.AGENCY, ContactMethod.PHONE}


def test_a_difference_is_said_clearly(council: Loaded) -> None:
    known = next(one for one in knowns() if len(one.story.requests) == 1 and one.story.requests[0].decision)
    made = Council.objects.get()
    key = f"council-{made.seed}-{known.story.number}-0"
    Decision.objects.filter(request__submission_key=key).update(early_help_lead="Somebody else")
    lines = replay_family(made, known)
    assert len(lines) == 2
    assert lines[0].startswith("Decision, only loaded: ")
    assert "Somebody else" in lines[0]
    assert lines[1].startswith("Decision, only replayed: ")
    assert differences({}, {}) == []


def test_what_the_night_finds_standing_still_is_no_difference(council: Loaded) -> None:
    known = next(one for one in knowns() if len(one.story.requests) == 1 and one.story.requests[0].decision)
    made = Council.objects.get()
    asked = RequestForSupport.objects.get(submission_key=f"council-{made.seed}-{known.story.number}-0")
    child = asked.people.filter(is_child=True, person__isnull=False).first()
    assert child is not None
    assert child.person is not None
    record_event(by=SYSTEM, kind=EventKind.DRIFT_FOUND, people=[child.person])
    assert replay_family(made, known) == []


def test_nothing_happens_after_the_moment_and_each_familys_acts_are_in_order() -> None:
    for known in knowns()[:80]:
        acts = script(known)
        assert [act.at for act in acts] == sorted(act.at for act in acts)
        assert all(act.at <= NOW for act in acts)


def test_a_script_cut_sooner_is_the_beginning_of_the_longer_one() -> None:
    early = NOW - timedelta(days=1)
    for known in knowns()[-25:]:
        sooner = Known(known.story, known.staff, early, known.seed)
        whole = {type(act).__name__: act for act in script(known) if act.at <= early}
        assert {type(act).__name__ for act in script(sooner)} <= {*whole, "View", "Look", "Take"}


def test_references_never_meet() -> None:
    found = {reference(family, request) for family in range(3000) for request in range(20)}
    assert len(found) == 60_000
    assert all(len(one) == 12 and one.startswith("RS-") for one in found)


def test_a_sample_is_drawn_evenly_and_the_same() -> None:
    some: list[Any] = list(range(100))
    assert drawn(some, 5, stream(1, "x")) == drawn(some, 5, stream(1, "x"))
    assert len(set(drawn(some, 30, stream(2, "x")))) == 30
    few: list[Any] = drawn(some[:3], 5, stream(1, "x"))
    assert few == [0, 1, 2]


def test_workers_have_posts_roles_and_no_password(council: Loaded) -> None:
    staff = User.objects.filter(kind="staff")
    assert not any(user.has_usable_password() for user in staff)
    assert all(user.roles for user in staff.filter(is_active=True))
    assert Post.objects.filter(ends__isnull=True, title="manager").exists()


def test_clocks_run_only_for_what_is_open(council: Loaded) -> None:
    running = Clock.objects.filter(stopped_at__isnull=True)
    assert running.filter(rule__key="assessment").exists()
    assert not running.filter(request__decision__isnull=False).exists()


def test_a_house_with_families_is_left_alone(council: Loaded) -> None:
    with pytest.raises(CommandError, match="holds families already"):
        call_command("council", as_at=AS_AT)


@pytest.mark.parametrize(("words", "says"), [(["--scale", "0"], "scale"), (["--from", "2027"], "before")])
def test_what_cannot_be_made_is_refused(council: Loaded, words: list[str], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("council", *words, "--as-at", "2026-11-20")


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="neither a year nor a date"):
        call_command("council", "--from", "yesterday")


def test_the_clock_can_stand_at_a_moment_and_goes_on_after() -> None:
    moment = datetime(2019, 5, 1, 9, tzinfo=NOW.tzinfo)
    with time.at(moment):
        assert time.now() == moment
        assert time.today() == date(2019, 5, 1)
        with time.at(NOW):
            assert time.now() == NOW
        assert time.now() == moment
    assert time.now() > NOW - timedelta(days=365 * 30)
    assert time.now() != moment
