"""The rules between a request and its telling, each at its boundary."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import PUBLIC, Refused
from rock.core.words import on_day_at
from rock.practice.requests.models import Referral, RequestForSupport, Route
from rock.practice.requests.queries.request import Speaking, speaking
from rock.practice.requests.services import liaison, telling
from rock.practice.requests.services.deciding import decide, referred_before
from rock.practice.requests.services.handling import open_history, take
from rock.practice.requests.services.receiving import receive_request
from rock.records.models import Audience, Channel, Clock, Residence, Statement, Telling
from tests.support import factories as make
from tests.support import requests as asking

pytestmark = pytest.mark.django_db


def test_a_double_click_makes_one_request() -> None:
    answers = asking.answers()
    first = receive_request(by=PUBLIC, answers=answers)
    assert receive_request(by=PUBLIC, answers=answers) == first
    assert RequestForSupport.objects.count() == 1


def test_a_request_says_what_it_asks_for() -> None:
    with pytest.raises(Refused, match="Say what the worry is"):
        asking.request(words={"going_well": "All is well."})
    assert not RequestForSupport.objects.exists()


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 11, 16, 9, 0, tzinfo=UTC), date(2026, 11, 17)),  # Monday: by Tuesday night
        (datetime(2026, 11, 20, 16, 0, tzinfo=UTC), date(2026, 11, 23)),  # Friday: by Monday night
        (datetime(2025, 12, 24, 10, 0, tzinfo=UTC), date(2025, 12, 29)),  # Christmas Eve, a Wednesday
    ],
)
def test_the_clock_is_one_working_day_from_the_day_it_came(received: datetime, due: date) -> None:
    asked = asking.request(received_at=received)
    assert asked.clock is not None
    assert timezone.localtime(asked.clock.due_at).date() == due


def test_words_once_sent_are_never_changed() -> None:
    asked = asking.request()
    said = asked.occasion.statements.get(question="worry")
    with pytest.raises(DatabaseError, match="signed off"), transaction.atomic():
        Statement.objects.filter(pk=said.pk).update(words="Nothing.")
    with pytest.raises(DatabaseError, match="signed off"), transaction.atomic():
        said.delete()


def test_two_people_cannot_take_one_request() -> None:
    asked = asking.request()
    jas, lee = asking.at_hub(Role.HUB_WORKER, "Jas"), asking.at_hub(Role.HUB_WORKER, "Lee")
    take(by=jas, request=asked)
    with pytest.raises(Refused, match="Jas has this request"):
        take(by=lee, request=asked)
    assert take(by=jas, request=asked).taken_by == jas


def test_deciding_waits_for_each_child_and_for_the_history() -> None:
    manager = asking.at_hub()
    facts: dict[str, Any] = {"by": manager, "route": Route.COMMUNITY, "reasons": "r", "family_words": "f"}
    with pytest.raises(Refused, match="Still to do: Kai Ashdown"):
        decide(request=asking.request(), **facts)
    asked = asking.matched(manager)
    with pytest.raises(Refused, match="Open the history first"):
        decide(request=asked, **facts)
    decide(request=asked, history_not_opened_because="The record system was down; rang the school", **facts)
    with pytest.raises(Refused, match="already been decided"):
        decide(request=asked, history_not_opened_because="x", **facts)


def test_early_help_has_a_named_lead() -> None:
    manager = asking.at_hub()
    asked = asking.matched(manager)
    open_history(by=manager, request=asked, people_found=0)
    with pytest.raises(Refused, match="Name who leads"):
        decide(by=manager, request=asked, route=Route.EARLY_HELP, reasons="r", family_words="f")


@pytest.mark.parametrize("route", list(Route))
def test_a_referral_exists_only_when_a_social_care_step_follows(route: Route) -> None:
    asking.decided(asking.at_hub(), route=route)
    follows = route in {Route.ASSESSMENT, Route.STRATEGY}
    assert Referral.objects.exists() is follows
    assert Clock.objects.filter(rule__key="assessment").exists() is follows


def test_with_the_other_setting_a_contact_is_a_referral_without_further_action(settings: Any) -> None:
    settings.COUNCIL = settings.COUNCIL | {"referral_only_with_social_care_step": False}
    asking.decided(asking.at_hub(), route=Route.ADVICE)
    assert Referral.objects.get().no_further_action is True


def test_a_child_with_an_open_episode_is_not_referred_twice() -> None:
    manager = asking.at_hub()
    child = asking.decided(manager).request.people.get(is_child=True).person
    again = asking.request()
    again.people.filter(is_child=True).update(person=child)
    open_history(by=manager, request=again, people_found=1)
    decision = decide(
        by=manager, request=again, route=Route.ASSESSMENT, reasons="r", family_words="f", primary_need="N1"
    )
    assert decision.route == Route.ASSESSMENT
    assert Referral.objects.filter(child=child).count() == 1


@pytest.mark.parametrize(
    ("referred", "repeat"),
    [(date(2025, 11, 20), False), (date(2025, 11, 21), True), (date(2026, 11, 20), True), (date(2026, 11, 21), False)],
)
def test_a_repeat_is_within_the_12_months_before(referred: date, repeat: bool) -> None:
    child = make.person()
    Referral.objects.create(child=child, referred_on=referred)
    assert referred_before([child], on=date(2026, 11, 21)) is repeat


def test_a_referral_of_a_joined_record_counts_as_a_repeat() -> None:
    child, before = make.person(), make.person()
    Referral.objects.create(child=before, referred_on=date(2026, 3, 1))
    assert referred_before([child], on=date(2026, 11, 21)) is False
    child.same_as_second.create(second=before, reason="x", decided_by=asking.at_hub()) if child.pk < before.pk else None
    assert referred_before([child], on=date(2026, 11, 21)) is True


def test_words_for_one_parent_are_for_nobody_else() -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, asking.KAI, asking.DEE, asking.RAY)
    dee, ray = (decision.request.people.get(name__startswith=name).person for name in ("Dee", "Ray"))
    assert dee is not None
    assert ray is not None
    told = telling.tell_now(by=manager, decision=decision, person=dee, words="Ama rings.", channel=Channel.LETTER)
    assert list(Audience.objects.values_list("reader", flat=True)) == [dee.pk]
    assert told.told_at is None
    telling.hold_telling(
        by=manager,
        decision=decision,
        person=ray,
        because="He hurts her.",
        manager=manager,
        review_on=time.today() + timedelta(days=28),
    )
    assert not Audience.objects.filter(reader=ray).exists()
    assert Telling.objects.get(person=ray).statement is None


@pytest.mark.parametrize("days", [0, -1, 29])
def test_what_is_held_is_looked_at_again_within_28_days(days: int) -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager)
    dee = decision.request.people.get(is_child=False).person
    assert dee is not None
    with pytest.raises(Refused, match="within the next 28 days"):
        telling.hold_telling(
            by=manager,
            decision=decision,
            person=dee,
            because="Not safe",
            manager=manager,
            review_on=time.today() + timedelta(days=days),
        )


def test_a_hidden_address_stops_words_to_the_father_and_not_to_the_mother() -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, asking.KAI, asking.DEE, asking.RAY)
    dee, ray = (decision.request.people.get(name__startswith=name).person for name in ("Dee", "Ray"))
    assert dee is not None
    assert ray is not None
    Residence.objects.create(
        person=dee, lines="14 Samphire Court, Blackpool", postcode="FY99 4QT", hidden=True, also_hidden="Dunes Academy"
    )
    for words in ("She is at 14 samphire court.", "Post it to FY994QT", "Kai goes to dunes  academy now"):
        with pytest.raises(Refused, match="give away"):
            telling.tell_now(by=manager, decision=decision, person=ray, words=words, channel=Channel.LETTER)
    assert not Telling.objects.exists()
    telling.tell_now(
        by=manager, decision=decision, person=dee, words="We will visit Samphire Court.", channel=Channel.LETTER
    )


def test_no_message_goes_where_nobody_said_that_it_is_safe() -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager)
    dee = decision.request.people.get(is_child=False).person
    assert dee is not None
    make.contact(dee, "07700 900123", channel=Channel.TEXT, safe=None)
    with pytest.raises(Refused, match="marked safe"):
        telling.tell_now(by=manager, decision=decision, person=dee, words="Hello.", channel=Channel.TEXT)


@pytest.mark.parametrize(
    ("kind", "what"), [("professional", "route_assessment"), ("relative", "read"), ("parent", "read")]
)
def test_a_professional_learns_the_route_and_the_public_only_that_it_was_read(kind: str, what: str) -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, asker_kind=kind)
    assert telling.tell_asker(by=manager, request=decision.request) == what


def test_the_first_conversation_is_told_with_its_time_from_the_request_whoever_is_named_after_it() -> None:
    manager, colleague = asking.at_hub(), asking.at_hub()
    decision = asking.decided(manager, received_at=time.now() - timedelta(hours=5))
    found, dee = decision.request, decision.request.people.get(is_child=False).person
    assert dee is not None
    named = liaison.name_liaison(by=manager, request=found, person=dee, worker=manager, channel=Channel.PHONE)
    waits = Speaking(named, talked=False, words="Not spoken with yet, 5 hours after the request.")
    assert speaking(found) == [waits]
    at = found.occasion.happened_at
    with pytest.raises(Refused, match="before the request"):
        liaison.first_conversation(by=manager, liaison=named, happened_at=at - timedelta(minutes=1), words="Hello")
    liaison.first_conversation(by=manager, liaison=named, happened_at=at + timedelta(hours=3), words="I am glad.")
    later = liaison.name_liaison(by=manager, request=found, person=dee, worker=colleague, channel=Channel.FACE)
    talked = f"First talk {on_day_at(at + timedelta(hours=3))}, 3 hours after the request."
    assert speaking(found) == [Speaking(later, talked=True, words=talked)]
