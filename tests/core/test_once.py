import threading
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory

from rock.core.models import SubmittedOnce
from rock.core.once import forget_old, once_per_form
from rock.core.services import Refused
from tests.support import factories


def sending(key: str = "k1", path: str = "/ask/", user: Any = None) -> Any:
    request = RequestFactory().post(path, {"once": key} if key else {})
    request.user = user or AnonymousUser()
    return request


class Maker:
    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> Any:
        self.made += 1
        return f"/made/{self.made}/"


@pytest.mark.django_db
def test_the_second_sending_makes_nothing_and_goes_to_the_same_place() -> None:
    make = Maker()
    assert [once_per_form(sending(), make).url for _ in range(3)] == ["/made/1/"] * 3
    assert make.made == 1


@pytest.mark.django_db
def test_another_form_makes_another_record() -> None:
    make = Maker()
    assert once_per_form(sending("k1"), make).url == "/made/1/"
    assert once_per_form(sending("k2"), make).url == "/made/2/"


@pytest.mark.django_db
def test_the_same_key_elsewhere_or_from_somebody_else_is_another_form() -> None:
    make = Maker()
    for request in (
        sending(),
        sending(path="/tell/"),
        sending(user=factories.staff_user()),
        sending(user=factories.staff_user()),
    ):
        once_per_form(request, make)
    assert make.made == 4


@pytest.mark.django_db
def test_a_form_without_a_key_is_taken_as_new() -> None:
    make = Maker()
    once_per_form(sending(""), make)
    once_per_form(sending(""), make)
    assert make.made == 2


@pytest.mark.django_db
def test_what_is_refused_can_be_sent_again() -> None:
    def refuse() -> Any:
        raise Refused("Choose a day")

    with pytest.raises(Refused):
        once_per_form(sending(), refuse)
    assert once_per_form(sending(), Maker()).url == "/made/1/"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["\x00", "\ud800", "x" * 10_000])
def test_a_key_of_an_attacker_does_no_harm(key: str) -> None:
    make = Maker()
    request = sending()
    request.POST = {"once": key}
    once_per_form(request, make)
    once_per_form(request, make)
    assert make.made == 1


@pytest.mark.django_db
def test_the_key_itself_is_not_stored() -> None:
    once_per_form(sending("secret-key"), Maker())
    assert "secret" not in SubmittedOnce.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_record() -> None:
    make, first_is_in, urls = Maker(), threading.Event(), []

    def slow() -> Any:
        first_is_in.set()
        threading.Event().wait(0.3)
        return make()

    def click(work: Any) -> Any:
        urls.append(once_per_form(sending(), work).url)
        connection.close()

    first = threading.Thread(target=click, args=(slow,))
    first.start()
    first_is_in.wait(5)
    second = threading.Thread(target=click, args=(make,))
    second.start()
    first.join(5)
    second.join(5)
    assert urls == ["/made/1/", "/made/1/"]
    assert make.made == 1


@pytest.mark.django_db
def test_old_keys_are_forgotten_after_three_days() -> None:
    with time_machine.travel("2026-03-01T12:00:00Z"):
        once_per_form(sending(), Maker())
    with time_machine.travel("2026-03-04T12:00:00Z"):
        assert forget_old() == 0
    with time_machine.travel("2026-03-04T12:00:01Z"):
        assert forget_old() == 1
