"""Requests and referrals as the history tells them: both from one query, each with what came of it."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from rock.core import time
from rock.practice.requests import history
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.history import history_of
from rock.practice.requests.models import Referral, Route
from tests.support import factories as make
from tests.support import requests as asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what later rooms add."""
    monkeypatch.setattr(history, "_providers", [])


@pytest.mark.parametrize(
    ("facts", "what", "outcome"),
    [
        ({"source_code": "2A"}, "Referral from: School", "Still open"),
        ({"source_code": "", "no_further_action": True}, "Referral from: source not known", "No further action"),
        ({"source_code": "77"}, "Referral from: 77", "Still open"),
        (
            {"source_code": "6", "closure_reason": "RC8", "closed_on": date(2025, 7, 1)},
            "Referral from: Police",
            "Closed after assessment, no further action, 1 July 2025",
        ),
        ({"source_code": "6", "closed_on": date(2025, 7, 1)}, "Referral from: Police", "Ended, 1 July 2025"),
    ],
)
def test_a_referral(facts: dict[str, object], what: str, outcome: str) -> None:
    child = make.person("Kai")
    Referral.objects.create(child=child, referred_on=date(2025, 6, 2), source="CIN census 2025-26", **facts)
    line = history_of({child.pk})[0]
    assert (line.on, line.what, line.outcome, line.source) == (date(2025, 6, 2), what, outcome, "CIN census 2025-26")


def test_a_request_says_what_was_decided_and_the_one_that_is_open_is_left_out(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    by = asked.at_hub()
    child = make.person("Kai")
    before = asked.decided(by, PersonAsked("Kai", is_child=True), route=Route.COMMUNITY).request
    now = asked.request(PersonAsked("Kai", is_child=True))
    for one in (before, now):
        one.people.update(person=child)
    Referral.objects.create(child=child, referred_on=time.today() - timedelta(days=400), source_code="2A")
    with django_assert_num_queries(1):
        lines = history_of({child.pk}, leave_out=now)
    assert [(line.what, line.outcome) for line in lines] == [
        ("Request for support", "Help in the community"),
        ("Referral from: School", "Still open"),
    ]
    assert {line.outcome for line in history_of({child.pk}) if line.what == history.REQUEST} == {
        "Help in the community",
        "Not decided yet",
    }
