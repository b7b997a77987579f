"""The hub's measures: each counts what its definition says, in its period, and nobody is found by a small number."""

from datetime import timedelta
from typing import Any

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.measuring import Measured
from rock.practice.requests import measuring
from rock.practice.requests.models import AskerKind, RequestForSupport, Route
from rock.practice.requests.queries.measures import TIMES, behind, measures, since, source_mix, waiting_now
from rock.practice.requests.services import liaison, telling
from rock.records.models import Channel, Clock, Telling
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient

DAY = timedelta(days=1)


def moved(request: RequestForSupport, days: int) -> None:
    """Let a request have come so many days ago."""
    request.occasion.happened_at = time.now() - days * DAY
    request.occasion.save()


@pytest.mark.django_db
def test_a_request_counts_in_the_period_in_which_it_came() -> None:
    for days in (0, 20, 40, 300, 370):
        moved(asking.request(), days)
    counted = measures()["asked"]
    assert (counted["year"].of, counted["month"].of) == (4, 2)
    assert source_mix() == [("1A", 4, 2)]
    assert since("year") == time.add_months(time.today(), -12) + DAY
    assert waiting_now() == {"waiting": 5, "late": 0}


@pytest.mark.django_db
@pytest.mark.parametrize(("late", "count"), [(timedelta(0), 1), (timedelta(microseconds=1), 0)])
def test_in_time_is_up_to_the_last_moment_of_the_clock(late: timedelta, count: int) -> None:
    decision = asking.decided(asking.at_hub())
    clock = decision.request.clock
    assert clock is not None
    Clock.objects.filter(pk=clock.pk).update(stopped_at=clock.due_at + late)
    assert measures()["in_time"]["year"] == Measured(1, count)


@pytest.mark.django_db
@pytest.mark.parametrize(("facts", "count"), [({}, 0), ({"agreement_help": "no"}, 1), ({"agreement_ask": "yes"}, 1)])
def test_asked_counts_an_answer_whatever_it_was(facts: dict[str, Any], count: int) -> None:
    made = asking.request(**facts)
    assert measures()["asked"]["year"] == Measured(1, count)
    made.occasion.agreements.update(asked_on=time.today() + DAY)
    assert measures()["asked"]["year"].count == 0


@pytest.mark.django_db
def test_history_counts_only_when_it_was_opened_before_the_decision() -> None:
    decision = asking.decided(asking.at_hub())
    assert measures()["history"]["month"] == Measured(1, 1)
    decision.decided_at -= DAY
    decision.save()
    assert measures()["history"]["month"] == Measured(1, 0)


@pytest.mark.django_db
def test_telling_the_family_and_whoever_asked() -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, asker_kind=AskerKind.PROFESSIONAL)
    asking.decided(manager)  # an asker who left no way to reach them is not counted
    dee = decision.request.people.get(is_child=False).person
    assert dee is not None
    told = telling.tell_now(by=manager, decision=decision, person=dee, words="Hello.", channel=Channel.LETTER)
    assert measures()["family_told"]["year"] == Measured(2, 0)
    telling.mark_told(by=manager, telling=told)
    Telling.objects.update(told_at=decision.decided_at + 3 * DAY)
    telling.tell_asker(by=manager, request=decision.request)
    found = measures()
    assert found["family_told"]["year"] == Measured(2, 1)
    assert found["days_to_tell"]["year"] == Measured(1, 1, 3 * DAY)
    assert found["asker_told"]["year"] == Measured(1, 1)


@pytest.mark.django_db
def test_a_repeat_is_counted_among_those_that_led_to_a_step() -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager)
    asking.decided(manager, route=Route.ADVICE)
    decision.repeat_within_12_months = True
    decision.save()
    assert measures()["repeats"]["year"] == Measured(1, 1)


@pytest.mark.django_db
def test_the_time_to_the_first_talk_is_a_median_from_the_request() -> None:
    manager = asking.at_hub()
    for hours in (2, 4, 20):
        asked = asking.matched(manager, received_at=time.now() - 2 * DAY)
        dee = asked.people.get(is_child=False).person
        assert dee is not None
        named = liaison.name_liaison(by=manager, request=asked, person=dee, worker=manager, channel=Channel.PHONE)
        at = asked.occasion.happened_at + timedelta(hours=hours)
        liaison.first_conversation(by=manager, liaison=named, happened_at=at, words="Hello")
    assert measures()["to_talk"]["month"] == Measured(3, 3, timedelta(hours=4))


@pytest.mark.django_db
def test_the_page_has_a_definition_beside_each_number_and_names_nobody(pages: PageClient) -> None:
    for _ in range(3):
        asking.decided(asking.at_hub())
    client = pages.as_user(asking.at_hub(Role.HUB_WORKER))
    page = client.get(client.get("/hub/").link("Measures"))
    assert page.h1 == "How the hub is doing"
    for name, definition in measuring.DEFINITIONS.values():
        assert name in page.words
        assert definition in page.words
    assert "Of fewer than 5 requests" in page.words
    assert "Family member, relative or carer fewer than 5 fewer than 5" in page.words
    assert "Kai" not in page.text


@pytest.mark.django_db
def test_behind_a_measure_stand_the_requests_that_the_reader_may_open(pages: PageClient) -> None:
    manager = asking.at_hub()
    slow, waiting, colleague = (asking.matched(manager, received_at=time.now() - 2 * DAY) for _ in range(3))
    for asked in (slow, waiting, colleague):
        dee = asked.people.get(is_child=False).person
        assert dee is not None
        named = liaison.name_liaison(by=manager, request=asked, person=dee, worker=manager, channel=Channel.PHONE)
        if asked == slow:
            at = asked.occasion.happened_at + timedelta(hours=7)
            liaison.first_conversation(by=manager, liaison=named, happened_at=at, words="Hello")
    child = colleague.people.get(is_child=True).person
    assert child is not None
    make.restriction(child, manager)
    client = pages.as_user(asking.at_hub(Role.HUB_WORKER))
    page = client.get(client.get("/hub/measures/").link(measuring.DEFINITIONS["to_talk"][0]))
    not_yet, done = page.text.split("<h2", 2)[1:]
    assert [heading.get_text() for heading in page.soup.select("main h2")] == ["Still waiting", "How long it took"]
    assert waiting.reference in not_yet
    assert slow.reference in done
    assert ": 7 hours" in done
    assert colleague.reference not in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("key", measuring.DEFINITIONS)
def test_each_measure_counts_the_requests_behind_it(key: str) -> None:
    manager = asking.at_hub()
    asking.decided(manager)
    told = asking.decided(manager, asker_kind=AskerKind.PROFESSIONAL)
    telling.tell_asker(by=manager, request=told.request)
    found, counted = behind(manager, key), measures()[key]["year"]
    assert len(found[True]) == counted.count
    if key not in TIMES:
        assert len(found[True]) + len(found[False]) == counted.of


@pytest.mark.django_db
def test_no_such_measure_is_not_found(pages: PageClient) -> None:
    assert pages.as_user(asking.at_hub()).get("/hub/measures/speed/").status == 404


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.DATA_OFFICER, Role.FAMILY, Role.PARTNER])
def test_the_measures_are_the_hubs(pages: PageClient, role: Role) -> None:
    assert pages.as_user(make.user(roles=[role])).get("/hub/measures/").status == 403
