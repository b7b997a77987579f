"""For whom the door opens: each child by the relation to them, and nobody without one."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.reach.models import Capacity, Grant
from rock.records.models import CourtOrder, OrderKind, Relationship, RelationshipKind, SamePerson
from tests.doors.family.at_door import a_worker, at_door
from tests.doors.family.standing import Standing, door_user, leave_family
from tests.doors.family.test_agreements import agreed
from tests.doors.family.test_who_looked import looked
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_without_parental_responsibility_a_carer_sees_who_works_with_the_child_and_no_more(told: Standing) -> None:
    Relationship.objects.filter(person=told.dee).update(kind=RelationshipKind.STEP_PARENT, parental_responsibility=None)
    looked(told, a_worker(), told.kai)
    page = at_door(told)
    assert "Who works with Kai is being chosen." in page.words
    assert "We get to know you" not in page.words
    assert "There is nothing to show here." in at_door(told, "/w/who/").words


@pytest.mark.parametrize("change", ["no relationship", "friend", "order", "ended"])
def test_a_child_whom_she_may_not_be_shown_is_not_named(told: Standing, change: str) -> None:
    rows = Relationship.objects.filter(person=told.dee, other=told.bea)
    if change == "no relationship":
        rows.delete()
    elif change == "friend":
        rows.update(kind=RelationshipKind.FRIEND, parental_responsibility=None)
    elif change == "ended":
        rows.update(ends=time.today())
    else:
        CourtOrder.objects.create(child=told.bea, limits=told.dee, kind=OrderKind.NON_MOLESTATION, starts=time.today())
    page = at_door(told)
    assert "Kai" in page.words
    assert "Bea" not in page.words


def test_an_order_that_is_over_limits_nothing(told: Standing) -> None:
    day = time.today()
    CourtOrder.objects.create(
        child=told.bea, limits=told.dee, kind=OrderKind.PROHIBITED_STEPS, starts=day - timedelta(9), ends=day
    )
    assert "Bea" in at_door(told).words


def test_two_records_of_one_person_are_one_door(told: Standing) -> None:
    twin = make.person("Dee", "Quillfeather")
    pair = sorted((told.dee.pk, twin.pk))
    SamePerson.objects.create(first_id=pair[0], second_id=pair[1], reason="Same birthday", decided_by=told.manager)
    agreed(told, person=twin)
    assert "The school nurse" in at_door(told).words


def test_after_leaving_the_family_the_door_is_closed(told: Standing) -> None:
    client = PageClient(door_user(told.dee))
    assert client.get("/w/").h1 == "Your page"
    leave_family(told.dee)
    assert client.get("/w/").h1 == "This page is closed"
    assert client.get("/w/").h1 == "This page is closed"


@pytest.mark.parametrize("change", ["denied", "ended", "other capacity"])
def test_without_a_grant_to_herself_the_door_is_closed(told: Standing, change: str) -> None:
    user = door_user(told.dee)
    if change == "denied":
        make.grant(user, told.dee, capacity=Capacity.THEMSELVES, allow=False)
    elif change == "ended":
        Grant.objects.filter(user=user).update(ends=time.now())
    else:
        Grant.objects.filter(user=user).update(capacity=Capacity.RELATIVE)
    assert PageClient(user).get("/w/").h1 == "This page is closed"


@pytest.mark.parametrize("url", ["/w/", "/w/who/", "/w/letter/1/", "/w/say/1/", "/w/back/1/"])
@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.HUB_MANAGER, Role.PARTNER, Role.ADMINISTRATOR])
def test_the_door_is_for_families_alone(told: Standing, url: str, role: Role) -> None:
    assert PageClient(make.user(roles=[role])).get(url).status == 403


@pytest.mark.parametrize("url", ["/w/", "/w/who/", "/w/letter/1/", "/w/say/1/", "/w/back/1/"])
def test_a_stranger_meets_a_page_that_says_nothing(told: Standing, pages: PageClient, url: str) -> None:
    page = pages.get(url)
    assert (page.status, page.h1) == (200, "This page is closed")
    assert "Families Rock" not in page.text.split("<main")[1]
    family_without_door = make.user(roles=[Role.FAMILY])
    assert PageClient(family_without_door).get(url).h1 == "This page is closed"
