"""A visit to any door: it begins a session of its own, is looked at on each page, and ends when nobody is there."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from rock.accounts.models import User, UserKind
from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.core import language, time
from rock.doors.entrance import Entrance
from tests.support import factories as make

pytestmark = pytest.mark.django_db
STANDS: dict[int | None, str] = {7: "the seventh", None: "no link"}


def entrance(**facts: Any) -> Entrance:
    given: dict[str, Any] = {
        "session": "some_door",
        "action": Action.SEE_FAMILY_DOOR,
        "idle_for": timedelta(minutes=20),
        "opened": lambda user, key: STANDS.get(key),
        "over": lambda request: HttpResponse("over"),
    } | facts
    return Entrance(**given)


@pytest.fixture
def holder() -> User:
    return make.user("Dee", kind=UserKind.FAMILY, roles=[Role.FAMILY])


@pytest.fixture
def at(rf: RequestFactory) -> HttpRequest:
    """A browser in which a worker is signed in, who chose Polish."""
    request = rf.get("/w/")
    request.user = AnonymousUser()
    request.session = SessionStore()
    entrance().begin(request, make.staff_user(), None)
    request.session["draft"] = "of the worker"
    language.choose(request, "pl")
    return request


def page(door: Entrance, request: HttpRequest) -> str:
    def view(request: HttpRequest, *, door: str) -> HttpResponse:
        return HttpResponse(door)

    return door.guard(view)(request).content.decode()


def seen_ago(request: HttpRequest, **past: int) -> str:
    seen = (time.now() - timedelta(**past)).isoformat()
    request.session["some_door"] = request.session["some_door"] | {"seen": seen}
    return seen


def test_it_takes_the_place_of_whosever_session_there_was_and_keeps_the_language(at: HttpRequest, holder: User) -> None:
    before = at.session.session_key
    entrance().begin(at, holder, 7)
    assert at.user == holder
    assert at.session.session_key != before
    assert "draft" not in at.session
    assert language.chosen(at) == "pl"


def test_a_page_is_called_with_what_stands_behind_the_link_of_this_visit(at: HttpRequest, holder: User) -> None:
    entrance().begin(at, holder, 7)
    assert page(entrance(), at) == "the seventh"


def test_what_stands_no_more_signs_out(at: HttpRequest, holder: User) -> None:
    entrance().begin(at, holder, 8)
    assert page(entrance(), at) == "over"
    assert not at.user.is_authenticated


def test_without_a_visit_nobody_stands_there_but_in_the_demonstration(
    at: HttpRequest, holder: User, settings: Any
) -> None:
    entrance(session="another_door").begin(at, holder, 7)
    settings.DEMO = True
    assert page(entrance(), at) == "no link"
    settings.DEMO = False
    assert page(entrance(), at) == "over"
    assert not at.user.is_authenticated


@pytest.mark.parametrize(("minutes", "shown"), [(19, "the seventh"), (21, "over"), (-21, "over")])
def test_it_is_over_when_nobody_was_there_or_the_clock_was_moved(
    at: HttpRequest, holder: User, minutes: int, shown: str
) -> None:
    entrance().begin(at, holder, 7)
    seen_ago(at, minutes=minutes)
    assert page(entrance(), at) == shown


def test_that_they_are_here_still_is_written_once_a_minute(at: HttpRequest, holder: User) -> None:
    entrance().begin(at, holder, 7)
    lately = seen_ago(at, seconds=50)
    page(entrance(), at)
    assert at.session["some_door"]["seen"] == lately
    earlier = seen_ago(at, seconds=61)
    page(entrance(), at)
    assert at.session["some_door"]["seen"] > earlier


def test_who_may_not_see_such_a_door_is_answered_by_it(at: HttpRequest) -> None:
    def view(request: HttpRequest, *, door: str) -> HttpResponse:
        raise AssertionError

    guarded: Any = entrance(action=Action.SEE_PARTNER_DOOR).guard(view)
    assert guarded.for_strangers(at).content == b"over"
