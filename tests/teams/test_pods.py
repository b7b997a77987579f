"""Pods and posts: who may make, fill and end them, and that a post's end takes what it reached."""

from datetime import timedelta
from typing import Any

import pytest

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM, Refused
from rock.reach.queries import reachable
from rock.teams.models import Allocation, Pod, Post, PostTitle
from rock.teams.services.allocating import allocate
from rock.teams.services.pods import end_post, fill_post, make_pod
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db

TODAY = time.today()


@pytest.fixture
def administrator() -> User:
    return make.staff_user(Role.ADMINISTRATOR, "Adi")


def day_of(name: str, day: Any) -> dict[str, Any]:
    return {f"{name}__day": day.day, f"{name}__month": day.month, f"{name}__year": day.year}


def a_pod(name: str = "North", *posts: tuple[User, PostTitle]) -> Pod:
    pod = make_pod(by=SYSTEM, name=name, service_name="Assessment")
    for user, title in posts:
        fill_post(by=SYSTEM, pod=pod, user=user, title=title, starts=make.LONG_AGO)
    return pod


def a_managed_pod(name: str = "North") -> tuple[Pod, User]:
    manager = make.staff_user(Role.TEAM_MANAGER, f"Manager of {name}")
    return a_pod(name, (manager, PostTitle.MANAGER)), manager


def test_an_administrator_makes_a_pod_and_fills_its_posts(pages: PageClient, administrator: User) -> None:
    ama = make.staff_user(Role.SOCIAL_WORKER, "Ama")
    client = pages.as_user(administrator)
    page = client.get(client.get("/children/pods/").link("Make a pod"))
    made = client.submit(page, name="South", service_name="Assessment")
    assert client.submit(page, name="South", service_name="Assessment").location == made.location
    one = client.get(made.location)
    assert "Nobody is in this pod yet." in one.words
    form = client.get(one.link("Put somebody into the pod"))
    assert client.submit(form, user=str(ama.pk), title="social_worker").location == made.location
    assert Post.objects.get().starts == TODAY
    assert "Worker of 0 children" in client.get(made.location).words
    assert "1 person, 0 children" in client.get("/children/pods/").words


def test_a_name_is_taken_once(pages: PageClient, administrator: User) -> None:
    a_pod("North")
    client = pages.as_user(administrator)
    again = client.submit(client.get("/children/pods/new/"), name="north", service_name="Assessment")
    assert again.errors == ["There is already a pod called north. Choose another name."]


def test_a_manager_looks_after_their_own_pod_and_no_other(pages: PageClient) -> None:
    pod, manager = a_managed_pod()
    other, their_manager = a_managed_pod("East")
    client = pages.as_user(manager)
    page = client.get("/children/pods/")
    assert "North" in page.words
    assert "East" not in page.text
    assert client.get(f"/children/pods/{pod.pk}/").status == 200
    theirs = their_manager.posts.get()
    for path in ("", "posts/new/", f"posts/{theirs.pk}/end/"):
        assert client.get(f"/children/pods/{other.pk}/{path}").status == 404
    assert client.post(f"/children/pods/{pod.pk}/posts/{theirs.pk}/end/").status == 404
    assert client.get("/children/pods/new/").status == 403
    assert client.post("/children/pods/new/", {"name": "Mine", "service_name": "x"}).status == 403


def test_who_managed_a_pod_before_does_not_any_more(pages: PageClient) -> None:
    pod, manager = a_managed_pod()
    end_post(by=SYSTEM, post=manager.posts.get())
    assert "You look after no pod today." in pages.as_user(manager).get("/children/pods/").words
    assert pages.as_user(manager).get(f"/children/pods/{pod.pk}/").status == 404


@pytest.mark.parametrize(
    "role", [Role.SOCIAL_WORKER, Role.HUB_WORKER, Role.HUB_MANAGER, Role.DATA_OFFICER, Role.FAMILY, Role.PARTNER]
)
def test_nobody_else_gets_the_pages(pages: PageClient, role: Role) -> None:
    pod, manager = a_managed_pod()
    client = pages.as_user(make.user(roles=[role]))
    post = manager.posts.get()
    for path in ("", "new/", f"{pod.pk}/", f"{pod.pk}/posts/new/", f"{pod.pk}/posts/{post.pk}/end/"):
        assert client.get(f"/children/pods/{path}").status == 403


def test_a_post_is_offered_to_those_with_a_role_for_it_and_never_to_oneself(pages: PageClient) -> None:
    pod, manager = a_managed_pod()
    ama = make.staff_user(Role.SOCIAL_WORKER, "Ama")
    make.staff_user(Role.DATA_OFFICER, "Dana")
    make.staff_user(Role.SOCIAL_WORKER, "Gone", is_active=False)
    second = make.user("Both", roles=[Role.ADMINISTRATOR, Role.SOCIAL_WORKER])
    page = pages.as_user(second).get(f"/children/pods/{pod.pk}/posts/new/")
    offered = [option.get_text() for option in page.soup.select("select[name=user] option")]
    assert offered == ["Choose", "Ama"]
    with pytest.raises(Refused, match="Nobody puts themselves"):
        fill_post(by=second, pod=pod, user=second, title=PostTitle.SENIOR)
    sent = pages.as_user(manager).submit(page, user=str(ama.pk), title="manager")
    assert sent.errors == ["North has a manager. End that post first."]


def test_ending_a_post_takes_what_the_second_person_reached(pages: PageClient) -> None:
    pod, manager = a_managed_pod()
    ama, kit = make.staff_user(name="Ama"), make.staff_user(name="Kit")
    for user in (ama, kit):
        fill_post(by=SYSTEM, pod=pod, user=user, title=PostTitle.SOCIAL_WORKER, starts=make.LONG_AGO)
    child = asking.decided(asking.at_hub()).request.people.get(is_child=True).person
    assert child is not None
    family = child.memberships.get().family
    allocate(by=manager, child=child, family=family, pod=pod, worker=ama, second=kit)
    client = pages.as_user(manager)
    page = client.get(f"/children/pods/{pod.pk}/")
    assert "Worker of 1 child" in page.words
    assert "Kai" not in page.text
    refused = client.submit(client.get(page.link("End the post of Ama")))
    assert refused.errors == ["Ama is still the worker of 1 child. Name another worker for each of them first."]
    assert reachable(kit).exists()
    assert client.submit(client.get(page.link("End the post of Kit"))).status == 302
    assert not reachable(kit).exists()
    assert reachable(ama).exists()
    assert Allocation.objects.get(worker=kit).ends == TODAY


@pytest.mark.parametrize(("days", "refused"), [(0, False), (-1, True)])
def test_a_post_ends_no_earlier_than_it_starts(pages: PageClient, days: int, refused: bool) -> None:
    pod, manager = a_managed_pod()
    ama = make.staff_user(name="Ama")
    post = fill_post(by=SYSTEM, pod=pod, user=ama, title=PostTitle.SENIOR)
    client = pages.as_user(manager)
    form = client.get(f"/children/pods/{pod.pk}/posts/{post.pk}/end/")
    sent = client.submit(form, **day_of("on", TODAY + timedelta(days=days)))
    assert bool(sent.errors) is refused
    post.refresh_from_db()
    assert (post.ends is None) is refused
