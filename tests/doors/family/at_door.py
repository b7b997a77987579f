"""Her page as her browser gets it, and a worker to be named on it."""

from rock.accounts.models import User
from rock.accounts.roles import Role
from tests.doors.family.standing import Standing, door_user
from tests.support import factories as make
from tests.support.pages import Page, PageClient


def at_door(told: Standing, url: str = "/w/") -> Page:
    return PageClient(door_user(told.dee)).get(url)


def a_worker(name: str = "Ama Rahman") -> User:
    return make.staff_user(Role.SOCIAL_WORKER, name, phone="01632 960 111")
