"""Counting what one address, and all together, do."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpRequest
from django.test import RequestFactory

from rock.core import time
from rock.core.limits import Limit, forget_over, over, sender
from rock.core.models import Tally

pytestmark = pytest.mark.django_db
TWO = (Limit("try", 2, timedelta(hours=1)),)


def request(address: str = "192.0.2.1", **headers: Any) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def test_the_third_of_two_is_over() -> None:
    assert [over(request(), TWO) for _ in range(4)] == [False, False, True, True]


def test_each_address_has_its_own_count() -> None:
    assert [over(request(f"192.0.2.{n}"), TWO) for n in range(6)] == [False] * 6


def test_all_together_have_one_count() -> None:
    everybody = (Limit("try", 2, timedelta(hours=1), everybody=True),)
    assert [over(request(f"192.0.2.{n}"), everybody) for n in range(3)] == [False, False, True]


def test_every_limit_counts_even_when_an_earlier_one_is_passed() -> None:
    limits = (Limit("few", 0, timedelta(hours=1)), Limit("many", 9, timedelta(hours=1)))
    assert over(request(), limits)
    assert Tally.objects.filter(key__startswith="many:").get().count == 1


@pytest.mark.parametrize(("minutes", "passed"), [(59, True), (60, False)])
def test_the_count_begins_again_when_its_window_is_over(minutes: int, passed: bool) -> None:
    # Noon: an address has another key each day.
    with time_machine.travel(time.now().replace(hour=12), tick=False) as clock:
        for _ in range(2):
            over(request(), TWO)
        clock.shift(timedelta(minutes=minutes))
        assert over(request(), TWO) == passed


def test_the_same_address_is_another_one_tomorrow() -> None:
    today = sender(request())
    with time_machine.travel(time.now() + timedelta(days=1)):
        assert sender(request()) != today
    assert "192.0.2.1" not in today


def test_an_ipv6_network_is_one_sender() -> None:
    assert sender(request("2001:db8::1")) == sender(request("2001:db8::ffff:1"))
    assert sender(request("2001:db8::1")) != sender(request("2001:db8:0:1::1"))


def test_a_forwarded_address_counts_only_behind_our_own_proxy(settings: Any) -> None:
    forged = request("192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.9")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert sender(forged) == sender(request("192.0.2.1"))
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert sender(forged) == sender(request("203.0.113.9"))


def test_an_address_that_is_none_is_counted_as_unknown() -> None:
    assert sender(request("")) == sender(request("nonsense"))


def test_counts_that_are_over_are_deleted() -> None:
    over(request(), TWO)
    assert forget_over() == 0
    with time_machine.travel(time.now() + timedelta(hours=2)):
        assert forget_over() == 1
