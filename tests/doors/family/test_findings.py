"""A text was stopped at a door: managers who reach the reader hear of it, and one of them says how it was dealt with."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Refused
from rock.doors.family.models import DoorHolder, SafetyFinding
from rock.doors.family.presenters.findings import KINDS, kind_in_words
from rock.doors.family.services.findings import deal_with_finding
from rock.reach.models import ViewLog
from rock.records.models import Event, EventKind, Telling
from tests.doors.family.standing import Standing, betrays, door_user, standing
from tests.support import factories as make
from tests.support.jobs import run_jobs
from tests.support.pages import Page, PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
LIST = "/safety/findings/"


@shared
def stopped() -> Standing:
    """What the father was told names a place that was hidden only afterwards; he has looked at his page."""
    made = standing()
    made.tell_ray(words="Kai goes to Sunbeam Street now.")
    make.address(made.kai, "1 Sunbeam Street, Blackpool", "FY1 9ZZ", hidden=True)
    look(made)
    return made


def look(made: Standing) -> None:
    """Let the father look at his page, and the worker write down what was stopped."""
    PageClient(door_user(made.ray)).get("/w/")
    run_jobs()


def finding() -> SafetyFinding:
    return SafetyFinding.objects.get()


def team_manager(*reaching: object) -> User:
    found = make.staff_user(Role.TEAM_MANAGER, "Tess Manager")
    make.grant(found, list(reaching))  # type: ignore[arg-type]
    return found


def at(user: User, url: str = LIST) -> Page:
    return PageClient(user).get(url)


def test_a_manager_sees_whose_door_what_kind_and_since_when(stopped: Standing) -> None:
    SafetyFinding.objects.update(found_at=time.now() - timedelta(days=3))
    for manager in (stopped.manager, team_manager(stopped.ray)):
        page = at(manager)
        assert "Ray Holt" in page.words
        assert "The words that they were told" in page.words
        assert "Stopped since" in page.words
        assert "Sunbeam" not in page.text
        assert betrays(page.text) == []
        assert len(page.queries) <= 12
        assert PageClient(manager).get(page.link(f"What they see (Ray Holt, {finding().pk})")).status == 200
    assert ViewLog.objects.filter(page="stopped at doors", person=stopped.ray).count() == 2


def test_it_stands_in_their_menu(stopped: Standing) -> None:
    for user, there in ((stopped.manager, True), (team_manager(stopped.ray), True), (make.staff_user(), False)):
        assert (LIST in PageClient(user).get("/policy/").text) is there


def test_a_manager_says_how_it_was_dealt_with(stopped: Standing) -> None:
    client = PageClient(stopped.manager)
    form = client.get(client.get(LIST).link(f"Say that it is dealt with (Ray Holt, {finding().pk})"))
    assert client.submit(form).errors == ["Say how you dealt with it"]
    assert client.submit(form, note="I rang him and wrote again.").location == LIST
    page = client.get(LIST)
    assert "Nothing waits." in page.words
    assert "Martin Hub on" in page.words
    assert "I rang him and wrote again." in page.words
    assert finding().dealt_by == stopped.manager
    assert client.get(f"{LIST}{finding().pk}/").status == 404
    look(stopped)
    assert SafetyFinding.objects.count() == 1


def test_who_reaches_the_child_and_not_the_reader_sees_nothing_of_it(stopped: Standing) -> None:
    manager = team_manager(stopped.kai)
    assert "Ray" not in at(manager).text
    assert at(manager, f"{LIST}{finding().pk}/").status == 404
    assert PageClient(manager).post(f"{LIST}{finding().pk}/", {"note": "x"}).status == 404
    assert finding().dealt_at is None


@pytest.mark.parametrize(
    "role", [Role.HUB_WORKER, Role.SOCIAL_WORKER, Role.DATA_OFFICER, Role.ADMINISTRATOR, Role.FAMILY]
)
def test_other_roles_are_refused(stopped: Standing, role: Role) -> None:
    user = make.user(roles=[role])
    make.grant(user, stopped.ray)
    assert at(user).status == 403
    assert PageClient(user).post(f"{LIST}{finding().pk}/", {"note": "x"}).status == 403


def test_a_note_that_gives_the_address_away_is_veiled_from_who_may_not_see_it(stopped: Standing) -> None:
    deal_with_finding(by=stopped.manager, finding=finding(), note="Took Sunbeam Street out of his letter.")
    assert "Sunbeam" not in at(team_manager(stopped.ray)).text
    assert "Sunbeam" in at(stopped.manager).text


def test_it_is_dealt_with_once_and_says_who_and_how(stopped: Standing) -> None:
    with pytest.raises(Refused, match="how"):
        deal_with_finding(by=stopped.manager, finding=finding(), note=" ")
    deal_with_finding(by=stopped.manager, finding=finding(), note="Rang him")
    with pytest.raises(Refused, match="already"):
        deal_with_finding(by=stopped.manager, finding=finding(), note="Rang him")
    with pytest.raises(IntegrityError), transaction.atomic():
        SafetyFinding.objects.update(note="")


def test_it_is_one_event_of_the_reader_s_record_for_staff(stopped: Standing) -> None:
    look(stopped)
    event = Event.objects.get(kind=EventKind.SAFETY_FINDING)
    assert (event.by, [row.person for row in event.people.all()]) == (None, [stopped.ray])
    assert "Text stopped at a door" in at(stopped.manager, f"/people/{stopped.ray.pk}/history/").words
    assert "Text stopped" not in at(stopped.manager, f"/people/{stopped.kai.pk}/history/").words
    for url in ("/w/", "/w/who/"):
        assert "stopped" not in at(door_user(stopped.ray), url).text


def test_another_text_at_the_same_door_is_another_finding(stopped: Standing) -> None:
    holder = DoorHolder.objects.get(person=stopped.ray)
    SafetyFinding.objects.create(holder=holder, source="something new", source_id=1)
    assert "Another text" in at(stopped.manager).words
    assert {kind_in_words(source) for source in KINDS} == set(KINDS.values())


def test_an_answer_at_the_door_is_an_event_of_the_reader_s_record() -> None:
    made = standing()
    made.tell_dee()
    dee = PageClient(door_user(made.dee))
    dee.submit(dee.get(f"/w/say/{Telling.objects.get().pk}/"), kind="answer_disagreed", words="Nobody asked Nan.")
    event = Event.objects.get(kind=EventKind.DOOR_ANSWERED)
    assert (event.by, event.family) == (door_user(made.dee), made.family)
    assert [row.person for row in event.people.all()] == [made.dee]
    page = at(made.manager, f"/people/{made.dee.pk}/history/")
    assert "Answer at the family door" in page.words
    assert "Nan" not in page.words
    assert "Answer at the family door" in at(made.manager, f"/families/{made.family.pk}/").words
