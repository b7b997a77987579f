from datetime import timedelta

import pytest
from django.utils import timezone

from rock.core import time
from rock.core.services import Refused
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.services.starting import hand_on, start
from rock.practice.requests.models import Referral
from rock.records.models import Clock, Event, EventKind
from tests.practice.assessments.conftest import World, referred
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def test_the_census_counts_from_the_start_and_the_referral_from_its_own_day(world: World) -> None:
    clock = world.assessment.clock
    assert clock is not None
    assert clock.rule.key == "assessment_census"
    assert timezone.localtime(clock.due_at).date() == time.add_working_days(time.today(), 45)
    own = Clock.objects.get(person=world.kai, rule__key="assessment")
    assert timezone.localtime(own.due_at).date() == time.add_working_days(world.referral.referred_on, 45)
    assert Event.objects.filter(kind=EventKind.ASSESSMENT_STARTED, people__person=world.kai).exists()


def test_there_is_one_at_a_time(world: World) -> None:
    with pytest.raises(Refused, match="written already"):
        start(by=world.colleague, child=world.kai)


def test_it_needs_an_open_episode(world: World) -> None:
    child = make.person("Noa")
    with pytest.raises(Refused, match="Nothing is open for Noa"):
        start(by=world.worker, child=child)
    Referral.objects.create(child=child, referred_on=time.today(), no_further_action=True)
    with pytest.raises(Refused, match="Nothing is open"):
        start(by=world.worker, child=child)


@pytest.mark.parametrize(("days", "allowed"), [(0, True), (1, False), (-1, False)])
def test_it_starts_between_the_referral_and_today(world: World, days: int, allowed: bool) -> None:
    child = make.person("Noa")
    referral = referred(child, working_days_ago=3)
    day = referral.referred_on + timedelta(days=days) if days <= 0 else time.today() + timedelta(days=days)
    if allowed:
        assert start(by=world.worker, child=child, started_on=day).started_on == day
    else:
        with pytest.raises(Refused, match="not before the child was referred"):
            start(by=world.worker, child=child, started_on=day)


def test_it_can_start_again_once_the_last_is_authorised(world: World) -> None:
    Assessment.objects.filter(pk=world.assessment.pk).update(authorised_on=time.today())
    assert start(by=world.worker, child=world.kai).pk != world.assessment.pk


def test_another_worker_goes_on_with_it(world: World) -> None:
    assert hand_on(by=world.manager, assessment=world.assessment, worker=world.colleague).worker == world.colleague
    world.assessment.authorised_on = time.today()
    with pytest.raises(Refused, match="authorised"):
        hand_on(by=world.manager, assessment=world.assessment, worker=world.worker)
