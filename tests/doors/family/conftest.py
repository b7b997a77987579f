"""The family whose mother was told, or mother and father, or who have a plan."""

import pytest

from tests.doors.family.planned import Planned, planned
from tests.doors.family.standing import Standing, door_user, standing
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared


@shared
def told() -> Standing:
    made = standing()
    made.tell_dee()
    return made


@shared
def both_told() -> Standing:
    """Dee is told with her address in the words, Ray in words for him; a worker speaks with each."""
    made = standing()
    made.tell_dee()
    made.tell_ray()
    made.named(made.dee, make.staff_user(name="Ama Rahman", phone="01632 960 111"))
    made.named(made.ray, make.staff_user(name="Joe Clegg", phone="01632 960 222"))
    return made


@pytest.fixture
def ray(both_told: Standing) -> PageClient:
    return PageClient(door_user(both_told.ray))


@shared
def made() -> Planned:
    return planned()
