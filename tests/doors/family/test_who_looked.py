"""Who looked: teams and her own worker, with what is held back neither shown nor counted."""

from typing import Any

import pytest

from rock.core.services import Refused
from rock.doors.family.services import looking
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from tests.doors.family.at_door import a_worker, at_door
from tests.doors.family.standing import Standing, door_user
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
