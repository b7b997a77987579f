from datetime import timedelta

import pytest

from rock.accounts.models import User
from rock.core import time
from rock.core.services import SYSTEM
from rock.practice.requests.models import Decision
from rock.practice.requests.services.ends import end_reach_of_decided
from rock.practice.requests.services.handling import hub
from rock.reach.queries import reachable
from rock.records.models import Telling, TellingChoice
from tests.support import factories as make
from tests.support import requests as asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return asked.at_hub()


def decide_ago(manager: User, days: int, *, minutes: int = 1) -> Decision:
    made = asked.decided(manager)
    Decision.objects.update(decided_at=time.now() - timedelta(days=days, minutes=minutes))
    return made


@pytest.mark.parametrize(("days", "ends"), [(27, False), (28, True), (400, True)])
def test_the_hub_lets_go_after_28_days(manager: User, days: int, ends: bool) -> None:
    decide_ago(manager, days)
    other = make.person()
    make.grant(hub(), other, source="elsewhere")
    assert reachable(manager).count() == 3
    assert (end_reach_of_decided(by=SYSTEM) > 0) is ends
    assert reachable(manager).count() == (1 if ends else 3)
    assert end_reach_of_decided(by=SYSTEM) == 0


def test_a_request_that_is_not_decided_is_kept(manager: User) -> None:
    asked.matched(manager)
    assert end_reach_of_decided(by=SYSTEM) == 0


def test_as_long_as_somebody_is_to_be_told_the_hub_keeps_them_in_sight(manager: User) -> None:
    decision = decide_ago(manager, 40)
    told = decision.request.people.filter(is_child=False).get().person
    assert told is not None
    held = Telling.objects.create(
        occasion=decision.occasion,
        person=told,
        choice=TellingChoice.HELD,
        held_because="A protection enquiry",
        held_by=manager,
        review_on=time.today(),
        decided_by=manager,
    )
    assert end_reach_of_decided(by=SYSTEM) == 0
    held.choice, held.told_at, held.told_by = TellingChoice.NOW, time.now(), manager
    held.save()
    assert end_reach_of_decided(by=SYSTEM) > 0
    assert not reachable(manager).exists()
