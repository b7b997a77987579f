from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import OutgoingMessage
from rock.reach import safety
from rock.reach.cards import card_token
from rock.reach.models import EmergencyOpening, ViewLog, ViewPurpose
from rock.reach.queries import reachable
from rock.records.models import Clock, Person
from tests.reach.conftest import Town
from tests.support import factories as make
from tests.support.pages import Page, PageClient
from tests.support.shared import shared

WHY = "Police rang: she is at the station"
LINK = "It cannot wait: open it in an emergency"


def card_link(client: PageClient, person: Person, text: str = LINK) -> str:
    page = client.get(reverse("families:search"), {"name": f"{person.given_name} Ashdown", "reason": "work"})
    return page.link(f"{text} (record {person.pk})")


def open_it(client: PageClient, path: str, **more: str) -> Page:
    return client.submit(client.get(path), **({"reason": WHY, "sure": "yes"} | more))


def test_a_card_of_a_search_leads_to_the_record_for_a_day(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.other)
    answer = open_it(client, card_link(client, town.ama))
    assert answer.location == reverse("families:person", args=[town.ama.pk])
    record = client.get(answer.location)
    assert "You opened this record in an emergency." in record.words
    assert ViewLog.objects.filter(page="person", purpose=ViewPurpose.EMERGENCY, user=town.other).exists()
    with time_machine.travel(time.now() + timedelta(hours=25), tick=False):
        assert not reachable(town.other).exists()


def test_a_reason_and_a_tick_are_asked(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.other)
    path = card_link(client, town.ama)
    assert client.submit(client.get(path)).errors == [
        "Say what the emergency is",
        "Tick the box to say that you know what happens now",
    ]
    assert "Say what the emergency is, in a sentence" in open_it(client, path, reason="Urgent").errors[0]
    assert not EmergencyOpening.objects.exists()


def test_managers_are_told_without_a_name(pages: PageClient, town: Town) -> None:
    far = make.staff_user(Role.TEAM_MANAGER)
    safety.open_in_emergency(by=town.other, person=town.ama, reason=WHY)
    told = set(OutgoingMessage.objects.values_list("to", flat=True))
    assert told == {town.hub.email, town.manager.email}
    assert far.email not in told
    assert set(OutgoingMessage.objects.values_list("template", "reference")) == {("emergency_opening", "")}


def test_no_card_no_opening(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.other)
    path = reverse("reach:open")
    theirs = card_token(town.worker, town.ama.pk)
    for card in ("", "made-up", str(town.ama.pk), theirs):
        assert client.get(path, {"card": card}).status == 404
        assert client.post(path, {"card": card, "reason": WHY, "sure": "yes"}).status == 404
    mine = card_token(town.other, town.ama.pk)
    assert client.get(path, {"card": mine}).status == 200
    with time_machine.travel(time.now() + timedelta(minutes=61)):
        assert pages.as_user(town.other).get(path, {"card": mine}).status == 404
    assert not EmergencyOpening.objects.exists()


def test_a_relative_is_never_opened_by_a_card_of_before(pages: PageClient, town: Town) -> None:
    card = card_token(town.other, town.ama.pk)
    make.family("Ashdown", children=[town.ama])
    safety.declare_conflict(by=town.other, user=town.other, person=town.ama, what="My cousin")
    assert pages.as_user(town.other).get(reverse("reach:open"), {"card": card}).status == 404


def test_a_restricted_record_is_opened_by_a_hub_manager_alone_and_without_its_name(
    pages: PageClient, town: Town
) -> None:
    make.restriction(town.ama, town.manager, named=[town.manager])
    text = "It cannot wait: open the restricted record in an emergency"
    search, asked = reverse("families:search"), {"name": "Ama Ashdown", "reason": "work"}
    assert text not in pages.as_user(town.other).get(search, asked).words
    card = card_token(town.other, town.ama.pk)
    assert pages.as_user(town.other).get(reverse("reach:open"), {"card": card}).status == 404
    client = pages.as_user(town.hub)
    page = client.get(client.get(search, asked).link(text))
    assert "A restricted record" in page.words
    assert "Ama" not in page.text
    assert client.submit(page, reason=WHY, sure="yes").status == 302
    assert set(reachable(town.hub)) == {town.ama}


def test_two_restricted_records_that_fit_offer_neither(pages: PageClient, town: Town) -> None:
    for person in (town.ama, make.person("Ama")):
        make.restriction(person, town.manager)
    page = pages.as_user(town.hub).get(reverse("families:search"), {"name": "Ama Ashdown", "reason": "work"})
    assert "There is a possible match that you cannot see." in page.words
    assert "It cannot wait" not in page.words


def test_a_restricted_relative_is_offered_to_no_hub_manager(pages: PageClient, town: Town) -> None:
    make.restriction(town.ama, town.manager)
    safety.declare_conflict(by=town.hub, user=town.hub, person=town.ama, what="My niece")
    page = pages.as_user(town.hub).get(reverse("families:search"), {"name": "Ama Ashdown", "reason": "work"})
    assert "It cannot wait" not in page.words


@pytest.mark.parametrize("role", [Role.DATA_OFFICER, Role.PRINCIPAL_SOCIAL_WORKER, Role.ADMINISTRATOR, Role.FAMILY])
def test_other_roles_open_nothing(pages: PageClient, town: Town, role: Role) -> None:
    user = make.user(roles=[role])
    card = card_token(user, town.ama.pk)
    assert pages.as_user(user).get(reverse("reach:open"), {"card": card}).status == 403


@shared
def opening(town: Town) -> EmergencyOpening:
    return safety.open_in_emergency(by=town.other, person=town.ama, reason=WHY)


def test_the_list_shows_who_why_and_when_it_is_due(pages: PageClient, town: Town, opening: EmergencyOpening) -> None:
    page = pages.as_user(town.hub).get(reverse("reach:openings"))
    assert "Ama Ashdown" in page.words
    assert "Otto Other" in page.words
    assert WHY in page.words
    assert "due" in page.words.lower()
    assert opening.clock is not None
    with time_machine.travel(opening.clock.due_at + timedelta(days=7)):
        assert "working days late" in pages.as_user(town.hub).get(reverse("reach:openings")).words


def test_a_review_shows_what_was_opened_and_stops_the_clock(
    pages: PageClient, town: Town, opening: EmergencyOpening
) -> None:
    pages.as_user(town.other).get(reverse("families:person", args=[town.ama.pk]))
    client = pages.as_user(town.manager)
    page = client.get(reverse("reach:review", args=[opening.pk]))
    assert [cell.get_text() for cell in page.soup.select("tbody td")][-1] == "The record"
    assert client.submit(page, was_right="yes").location == reverse("reach:openings")
    opening.refresh_from_db()
    assert (opening.was_right, opening.reviewed_by) == (True, town.manager)
    assert Clock.objects.get(emergency_opening=opening).stopped_at
    assert set(reachable(town.other)) == {town.ama}
    page = client.get(reverse("reach:openings"))
    assert "Nothing waits to be looked at." in page.words
    assert "Right: Tess Thornber" in page.words
    again = client.post(reverse("reach:review", args=[opening.pk]), {"was_right": "no", "note": "Late"})
    assert again.errors == ["This opening was reviewed already."]


def test_a_wrong_opening_asks_for_words_and_ends_at_once(
    pages: PageClient, town: Town, opening: EmergencyOpening
) -> None:
    client = pages.as_user(town.hub)
    page = client.get(reverse("reach:review", args=[opening.pk]))
    assert client.submit(page, was_right="no").errors == ["Say what was not right, and what you do about it."]
    assert client.submit(page, was_right="no", note="We spoke about it").status == 302
    assert not reachable(town.other).exists()


def test_nobody_reviews_their_own(pages: PageClient, town: Town) -> None:
    mine = safety.open_in_emergency(by=town.hub, person=town.ama, reason=WHY)
    client = pages.as_user(town.hub)
    assert "It waits for somebody else." in client.get(reverse("reach:openings")).words
    page = client.get(reverse("reach:review", args=[mine.pk]))
    assert "Somebody else has to look at it." in page.words
    answer = client.post(reverse("reach:review", args=[mine.pk]), {"was_right": "yes"})
    assert answer.errors == ["Somebody else has to review what you opened."]


def test_managers_see_only_openings_that_they_may_review(
    pages: PageClient, town: Town, opening: EmergencyOpening
) -> None:
    far = pages.as_user(make.staff_user(Role.TEAM_MANAGER))
    assert "Ama Ashdown" not in far.get(reverse("reach:openings")).words
    assert far.get(reverse("reach:review", args=[opening.pk])).status == 404
    safety.declare_conflict(by=town.hub, user=town.hub, person=town.ama, what="My niece")
    aunt = pages.as_user(town.hub)
    assert "Ama Ashdown" not in aunt.get(reverse("reach:openings")).words
    assert aunt.get(reverse("reach:review", args=[opening.pk])).status == 404
    for user in (town.worker, town.other):
        assert pages.as_user(user).get(reverse("reach:openings")).status == 403


def test_the_name_of_a_record_restricted_since_is_not_told(
    pages: PageClient, town: Town, opening: EmergencyOpening
) -> None:
    make.restriction(town.ama, town.manager, named=[town.manager])
    page = pages.as_user(town.hub).get(reverse("reach:openings"))
    assert "A restricted record" in page.words
    assert "Ama" not in page.text
    assert "Ama" not in pages.as_user(town.hub).get(reverse("reach:review", args=[opening.pk])).text
    assert "Ama Ashdown" in pages.as_user(town.manager).get(reverse("reach:openings")).words
