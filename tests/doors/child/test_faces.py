"""Who is who with faces: of those who work with this child, as long as they do, and of nobody else."""

import pytest

from rock.accounts import faces
from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.teams.models import Allocation
from tests.accounts.test_faces import picture
from tests.doors.child.standing import Home
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def put_up(user: User) -> str:
    faces.show_face(by=user, user=user, content=picture())
    return f"/me/people/{user.pk}/face/"


def test_a_child_sees_the_face_of_who_comes_and_letters_where_there_is_none(pages: PageClient) -> None:
    home = Home()
    ama, kit = put_up(home.ama), f"/me/people/{home.kit.pk}/face/"
    number, words = home.card()
    pages.submit(pages.get("/me/"), card=f"{number} {words}")
    page = pages.get("/me/people/")
    assert [img["src"] for img in page.soup.select(".rock-child__people img")] == [ama]
    assert [one.get_text() for one in page.soup.select("span.rock-child__face")] == ["KM"]
    answer = pages.get(ama)
    assert (answer.status, answer.response["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer.response["Cache-Control"]
    assert pages.get(kit).status == 404


def test_a_face_is_not_there_for_a_child_with_whom_they_do_not_work(pages: PageClient) -> None:
    home = Home()
    ama, stranger = put_up(home.ama), put_up(make.staff_user(Role.SOCIAL_WORKER, "Otto Other"))
    number, words = home.card()
    pages.submit(pages.get("/me/"), card=f"{number} {words}")
    assert pages.get(stranger).status == 404
    Allocation.objects.filter(worker=home.ama).update(ends=time.today())
    assert pages.get(ama).status == 404
    assert pages.as_user(home.kit).get(stranger).status == 403
