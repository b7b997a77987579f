"""Once police and health are to be spoken with first, no family sees who looks, until a named manager releases it."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Refused
from rock.doors.family.models import LooksHeld
from rock.doors.family.services import looking
from rock.practice.requests import hooks
from rock.practice.requests.models import Decision, Route
from rock.practice.requests.services.deciding import decide
from rock.reach.models import ViewLog, ViewPurpose
from rock.reach.services import log_views
from rock.records.models import Person, SamePerson
from tests.doors.family.standing import Standing, door_user, standing
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
HUB, NOTHING = "Request for Support Hub, to decide what to do", "There is nothing to show here."


@shared
def asked() -> Standing:
    """A strategy discussion was decided; the father was told something about it, and has a door."""
    made = standing(route=Route.STRATEGY)
    ViewLog.objects.all().delete()  # what the fixture itself looked at
    made.tell_ray(words="Somebody will talk with you.")
    return made


def hub_looks(made: Standing, *people: Person) -> None:
    log_views(user=made.manager, people=[one.pk for one in people], page="person", purpose=ViewPurpose.HUB)


def fathers_page(made: Standing) -> str:
    return PageClient(door_user(made.ray)).get("/w/who/").words


def test_the_father_sees_no_looks_of_the_hub_until_a_manager_releases_them(asked: Standing) -> None:
    hub_looks(asked, asked.kai, asked.ray)
    assert NOTHING in fathers_page(asked)
    looking.release_views(by=asked.manager, person=asked.ray)
    looking.release_views(by=asked.manager, person=asked.kai)
    assert HUB in fathers_page(asked)
    released = LooksHeld.objects.get(person=asked.kai)
    assert (released.released_by, released.because) == (asked.manager, looking.STRATEGY)


def test_each_child_and_adult_of_the_request_and_their_family_is_held(asked: Standing) -> None:
    people = {asked.kai, asked.bea, asked.dee, asked.ray}
    rows = LooksHeld.objects.filter(released_at=None)
    assert {row.person for row in rows} == people
    assert {row.held_by for row in rows} == {asked.manager}


def test_a_brother_whom_the_request_does_not_name_is_held_too() -> None:
    manager = asking.at_hub()
    request = asking.matched(manager)
    child = request.people.filter(is_child=True).get().person
    assert child
    brother = make.person("Brother")
    make.family(children=[child, brother])
    request.history_openings.create(opened_by=manager)
    decide(by=manager, request=request, route=Route.STRATEGY, reasons="x", family_words="x")
    assert LooksHeld.objects.filter(person=brother).exists()


def test_what_was_seen_before_stays_seen(asked: Standing) -> None:
    ViewLog.objects.create(
        user=asked.manager,
        person=asked.kai,
        page="person",
        purpose=ViewPurpose.HUB,
        seen_at=time.now() - timedelta(days=1),
    )
    assert HUB in fathers_page(asked)
    hub_looks(asked, asked.kai)
    assert fathers_page(asked).count(HUB) == 1


@pytest.mark.parametrize("route", sorted(set(Route) - {Route.STRATEGY}))
def test_no_other_decision_holds_anything_back(route: Route) -> None:
    asking.decided(asking.at_hub(), route=route)
    assert not LooksHeld.objects.exists()


def test_only_a_manager_releases_it(asked: Standing) -> None:
    for role in (Role.HUB_WORKER, Role.SOCIAL_WORKER):
        with pytest.raises(Refused, match="Only a manager"):
            looking.release_views(by=make.staff_user(role), person=asked.kai)
    assert not LooksHeld.objects.filter(released_at__isnull=False).exists()


def test_what_a_worker_held_before_stays_one_row(db: None) -> None:
    manager = asking.at_hub()
    request = asking.matched(manager)
    child = request.people.filter(is_child=True).get().person
    assert child
    looking.hold_views(by=manager, person=child, because="An enquiry")
    request.history_openings.create(opened_by=manager)
    decide(by=manager, request=request, route=Route.STRATEGY, reasons="x", family_words="x")
    assert LooksHeld.objects.get(person=child).because == "An enquiry"


def test_a_second_record_of_the_child_is_held_with_the_first_and_released_with_it(asked: Standing) -> None:
    twin = make.person("Kai", "Quillfeather")
    first, second = sorted((asked.kai.pk, twin.pk))
    SamePerson.objects.create(first_id=first, second_id=second, reason="Same birthday", decided_by=asked.manager)
    make.member(asked.family, twin)
    make.parent([twin], asked.ray)
    hub_looks(asked, twin)
    assert NOTHING in fathers_page(asked)
    with pytest.raises(Refused, match="already"):
        looking.hold_views(by=asked.manager, person=twin, because="x")
    looking.release_views(by=asked.manager, person=twin)
    assert HUB in fathers_page(asked)


def test_a_later_room_that_refuses_undoes_the_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**facts: object) -> None:
        raise Refused("Not now.")

    monkeypatch.setattr(hooks, "_when_decided", [])
    hooks.when_decided(refuse)
    hooks.when_decided(refuse)
    assert len(hooks._when_decided) == 1
    with pytest.raises(Refused, match="Not now"):
        asking.decided(asking.at_hub())
    assert not Decision.objects.exists()
