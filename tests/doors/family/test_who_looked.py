"""Who looked: teams and her own worker, with what is held back neither shown nor counted."""

from datetime import date
from typing import Any

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM, Refused
from rock.doors.child.models import UnsafeCall
from rock.doors.child.services.opening import open_page
from rock.doors.child.services.unsafe import ring_on, say_unsafe
from rock.doors.family.services import looking
from rock.practice.requests.services.handling import match_person
from rock.practice.requests.services.telling import tell_now
from rock.reach.models import ViewPurpose
from rock.reach.safety import open_in_emergency, review_opening
from rock.reach.services import log_views
from rock.records.models import BirthKind, Channel, Person
from tests.doors.family.at_door import a_worker, at_door
from tests.doors.family.standing import Standing, door_user
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def looked(told: Standing, user: Any, *people: Any, purpose: ViewPurpose = ViewPurpose.WORK, **facts: Any) -> None:
    log_views(user=user, people=[one.pk for one in people], page="person", purpose=purpose, **facts)


def test_who_looked_names_teams_and_only_her_own_worker(told: Standing) -> None:
    hers, stranger = a_worker(), a_worker("Somebody Else")
    told.named(told.dee, hers)
    looked(told, hers, told.dee)
    looked(told, stranger, told.kai)
    looked(told, told.manager, told.bea, purpose=ViewPurpose.HUB)
    page = at_door(told, "/w/who/")
    assert "Ama Rahman, to work with you" in page.words
    assert "The council’s staff, to work with you" in page.words
    assert "Request for Support Hub, to decide what to do" in page.words
    assert "Somebody Else" not in page.text
    assert told.manager.name not in page.text


def test_what_families_opened_is_nobody_else_s_business(told: Standing) -> None:
    told.tell_ray()
    PageClient(door_user(told.ray)).get("/w/")
    looked(told, door_user(told.ray), told.kai)
    assert "There is nothing to show here." in at_door(told, "/w/who/").words


def test_what_is_held_back_is_neither_shown_nor_counted_until_a_manager_releases_it(told: Standing) -> None:
    police_worker = a_worker("Somebody Else")
    looked(told, police_worker, told.kai, held_back=True)
    looking.hold_views(by=police_worker, person=told.kai, because="An enquiry")
    looked(told, police_worker, told.kai, purpose=ViewPurpose.EMERGENCY)
    assert "There is nothing to show here." in at_door(told, "/w/who/").words
    with pytest.raises(Refused, match="Only a manager"):
        looking.release_views(by=police_worker, person=told.kai)
    looking.release_views(by=told.manager, person=told.kai)
    shown = at_door(told, "/w/who/").words
    assert "to work with you" in shown
    assert "because something could not wait" in shown
    looked(told, police_worker, told.kai, purpose=ViewPurpose.QUALITY, held_back=True)
    assert "to check that records are right" not in at_door(told, "/w/who/").words


def test_holding_back_one_child_leaves_what_was_seen_before(told: Standing) -> None:
    looked(told, a_worker(), told.kai)
    looking.hold_views(by=told.manager, person=told.kai, because="An enquiry")
    assert "to work with you" in at_door(told, "/w/who/").words


def ring_on_now() -> None:
    UnsafeCall.objects.update(rings_next_at=time.now())
    ring_on(by=SYSTEM)


def both_pages(told: Standing) -> list[str]:
    return [PageClient(door_user(one)).get("/w/who/").words for one in (told.dee, told.ray)]


def test_that_a_child_does_not_feel_safe_shows_in_nobody_s_looking(told: Standing) -> None:
    told.tell_ray()
    hers, manager, worker = a_worker(), make.staff_user(Role.HUB_MANAGER), asking.at_hub(Role.HUB_WORKER)
    make.grant(hers, [told.kai])
    before = both_pages(told)
    Person.objects.filter(pk=told.kai.pk).update(birth_date=date(2017, 4, 2), birth_kind=BirthKind.EXACT)
    told.kai.refresh_from_db()
    call = say_unsafe(by=open_page(by=hers, person=told.kai).user, child=told.kai)
    ring_on_now()
    for one in (hers, manager, worker):
        client = PageClient(one)
        client.get("/urgent/")
        client.get(f"/urgent/{call.pk}/")
    for one in (manager, worker):
        assert PageClient(one).get(f"/people/{told.kai.pk}/").status == 200
    assert both_pages(told) == before


def test_a_request_of_which_he_was_not_told_does_not_show_in_who_looked_on_that_day(told: Standing) -> None:
    told.tell_ray()
    before = both_pages(told)
    rang = asking.request(asking.KAI, asker_name="Dee")
    looked(told, told.manager, told.kai, purpose=ViewPurpose.SEARCH)
    assert both_pages(told) == before  # it is not known yet that it is about them
    match_person(by=told.manager, asked=rang.people.get(), person=told.kai)
    looked(told, told.manager, told.kai, purpose=ViewPurpose.HUB)
    assert both_pages(told) == before
    looked(told, told.manager, told.bea, purpose=ViewPurpose.HUB)  # not on that request
    assert "to decide what to do" in at_door(told, "/w/who/").words


def test_who_is_told_of_the_request_sees_who_looked_at_it(told: Standing) -> None:
    rang = asking.request(asking.KAI, asker_name="Dee")
    match_person(by=told.manager, asked=rang.people.get(), person=told.kai)
    looked(told, told.manager, told.kai, purpose=ViewPurpose.HUB)
    decision = asking.decide_on(told.manager, rang)
    told.tell_ray()
    assert "to decide what to do" not in at_door(told, "/w/who/").words
    tell_now(by=told.manager, decision=decision, person=told.dee, words="We will help Kai.", channel=Channel.LETTER)
    dee, ray = both_pages(told)
    assert "to decide what to do" in dee
    assert "to decide what to do" not in ray


def test_an_emergency_opening_shows_once_a_manager_has_reviewed_it(told: Standing) -> None:
    out_of_hours, manager = a_worker("Night Worker"), make.staff_user(Role.HUB_MANAGER)
    opening = open_in_emergency(by=out_of_hours, person=told.kai, reason="Dee rang: he is at the door.")
    before = at_door(told, "/w/who/").words
    PageClient(out_of_hours).get(f"/people/{told.kai.pk}/")
    assert at_door(told, "/w/who/").words == before
    review_opening(by=manager, opening=opening, was_right=True, note="")
    assert "because something could not wait" in at_door(told, "/w/who/").words
