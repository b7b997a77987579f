"""The worker's first page, the manager's page, and naming a worker in the browser."""

import re
from datetime import date, timedelta

import pytest

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM
from rock.core.words import day_due
from rock.records.models import Clock, Family, Person
from rock.records.services.clocks import start_clock
from rock.teams.lines import Dated
from rock.teams.models import Allocation, Pod, PostTitle
from rock.teams.presenters import Due, When, child_cards
from rock.teams.queries.children import ChildCard
from rock.teams.services.allocating import allocate
from rock.teams.services.pods import fill_post, make_pod
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db

WISH_DAYS = 14


def a_pod(*names: str) -> tuple[Pod, list[User]]:
    pod = make_pod(by=SYSTEM, name="North", service_name="Assessment")
    users = [make.staff_user(Role.SOCIAL_WORKER, name) for name in names]
    for user in users:
        fill_post(by=SYSTEM, pod=pod, user=user, title=PostTitle.SOCIAL_WORKER, starts=make.LONG_AGO)
    return pod, users


def a_referred_child() -> Person:
    decision = asking.decided(asking.at_hub(), asking.KAI, asking.DEE)
    child = decision.request.people.get(is_child=True).person
    assert child is not None
    return child


def test_the_first_page_is_by_child_with_what_is_due(pages: PageClient) -> None:
    pod, (ama, kit) = a_pod("Ama", "Kit")
    child = a_referred_child()
    family = child.memberships.get().family
    allocate(by=asking.at_hub(), child=child, family=family, pod=pod, worker=ama, second=kit)
    page = pages.as_user(ama).get("/children/")
    assert page.h1 == "My children"
    assert "Kai Ashdown" in page.words
    assert re.search(r"Assessment authorised: due in \d+ working days", page.words)
    assert page.link("Record a visit to Kai Ashdown, born 2 April 2017") == f"/visits/new/{family.pk}/"
    second = pages.as_user(kit).get("/children/")
    assert "You are not the worker of any child today." in second.words
    assert "Children you know as the second person" in second.words
    assert re.search(r"Kai Ashdown ?, born 2 April 2017 ?, \d+ years, with Ama", second.words)
    assert "Something is late" not in second.words
    start_clock(by=SYSTEM, key="wish", started_at=time.now() - timedelta(days=60), person=child)
    assert "with Ama Something is late" in pages.as_user(kit).get("/children/").words
    assert "Kit knows Kai Ashdown too" in pages.as_user(ama).get("/children/").words


def test_a_worker_elsewhere_sees_none_of_it(pages: PageClient) -> None:
    pod, (ama, kit) = a_pod("Ama", "Kit")
    child = a_referred_child()
    family = child.memberships.get().family
    allocate(by=asking.at_hub(), child=child, family=family, pod=pod, worker=ama, second=kit)
    stranger = make.staff_user(Role.SOCIAL_WORKER)
    page = pages.as_user(stranger).get("/children/")
    assert "Kai" not in page.text
    assert pages.as_user(stranger).get(f"/children/allocate/{child.pk}/").status == 403
    manager = make.staff_user(Role.TEAM_MANAGER)
    assert pages.as_user(manager).get(f"/children/allocate/{child.pk}/").status == 404
    assert "Kai" not in pages.as_user(manager).get("/children/pod/").text


def test_naming_a_worker_from_the_list_of_those_who_wait(pages: PageClient) -> None:
    pod, (ama, kit) = a_pod("Ama", "Kit")
    child = a_referred_child()
    client = pages.as_user(asking.at_hub())
    page = client.get("/children/pod/")
    chosen = client.submit(client.get(page.link("Name a worker for Kai Ashdown, born 2 April 2017")), pod=str(pod.pk))
    form = client.get(chosen.location)
    same = client.submit(form, worker=str(ama.pk), second=str(ama.pk))
    assert same.errors == ["Choose two different people: the worker, and a second who knows the child."]
    assert client.submit(form, worker=str(ama.pk), second=str(kit.pk)).status == 302
    assert Allocation.objects.filter(child=child, worker=ama, kind="primary").exists()
    assert "Every child has a worker." in client.get("/children/pod/").words


def test_two_clicks_name_one_worker(pages: PageClient) -> None:
    pod, (ama, kit) = a_pod("Ama", "Kit")
    child = a_referred_child()
    client = pages.as_user(asking.at_hub())
    form = client.get(f"/children/allocate/{child.pk}/{pod.pk}/")
    for _ in range(2):
        assert client.submit(form, worker=str(ama.pk), second=str(kit.pk)).status == 302
    assert Allocation.objects.filter(child=child).count() == 2


def test_a_card_shows_the_soonest_and_all_that_is_late(pages: PageClient) -> None:
    """Twenty children have to fit a phone: one line of what is due, more only where it is late."""
    pod, (ama, kit) = a_pod("Ama", "Kit")
    child = a_referred_child()
    family = child.memberships.get().family
    allocate(by=asking.at_hub(), child=child, family=family, pod=pod, worker=ama, second=kit)
    for days in (60, 50, 40):
        start_clock(by=SYSTEM, key="wish", started_at=time.now() - timedelta(days=days), person=child)
    page = pages.as_user(ama).get("/children/")
    card = page.soup.select_one(".rock-card ul")
    assert card is not None
    lines = [" ".join(line.get_text().split()) for line in card.select("li")]
    assert [bool(re.search(r" \d+ working days late$", line)) for line in lines] == [True, True, True, False]
    assert lines[-1].endswith("due later")
    assert page.link("A child’s wish answered (Kai Ashdown)") == "/visits/wishes/"


def test_today_comes_first_then_the_week_and_the_rest_is_short(pages: PageClient) -> None:
    pod, (ama, kit) = a_pod("Ama", "Kit")
    children = [a_referred_child() for _ in range(3)]
    for years, child in enumerate(children, 2015):  # three of one name are told apart by when they were born
        Person.objects.filter(pk=child.pk).update(birth_date=date(years, 4, 2))
        Family.objects.filter(members__person=child).update(name=f"Ashdown {years}")
    Clock.objects.update(stopped_at=time.now())
    for child, due in zip(children, (20, 0, 7), strict=True):
        allocate(by=ama, child=child, family=child.memberships.get().family, pod=pod, worker=ama, second=kit)
        started = time.now() + timedelta(days=due - WISH_DAYS)
        start_clock(by=SYSTEM, key="wish", started_at=started, person=child)
    page = pages.as_user(ama).get("/children/")
    found = [
        (heading.get_text(), [link["href"] for link in found.select("a[href^='/people/']")])
        for heading in page.soup.select("main h2")
        if (found := heading.find_next("ul"))
    ]
    order = (children[1], children[2], children[0])
    names = ("Today", "In the next 7 days", "Later")
    assert found == [(name, [f"/people/{child.pk}/"]) for name, child in zip(names, order, strict=True)]
    assert len(page.soup.select(".rock-card")) == 1


def test_nothing_to_do_today_is_said(pages: PageClient) -> None:
    pod, (ama, kit) = a_pod("Ama", "Kit")
    child = a_referred_child()
    allocate(by=ama, child=child, family=child.memberships.get().family, pod=pod, worker=ama, second=kit)
    Clock.objects.update(stopped_at=time.now())
    page = pages.as_user(ama).get("/children/")
    assert "Today Nothing is late, or due today. Later" in page.words
    assert "Kai Ashdown" in page.words


def test_a_sentence_with_a_day_stands_among_what_is_due_once_the_day_is_near() -> None:
    pod, (ama, kit) = a_pod("Ama", "Kit")
    child = a_referred_child()
    family = child.memberships.get().family
    allocation = allocate(by=ama, child=child, family=family, pod=pod, worker=ama, second=kit)
    days = [time.today() + timedelta(days=days) for days in (-7, 7, 8)]
    lines = [Dated.by(day, "The plan is looked at.", url="/plan/") for day in days]
    late, near, far = child_cards([ChildCard(allocation, None, [], [], [line]) for line in lines])
    assert late.next_up == [Due("The plan is looked at.", late=day_due(days[0]), url="/plan/")]
    assert near.next_up == [Due("The plan is looked at.", url="/plan/")]
    assert (late.when, near.when, far.when) == (When.NOW, When.WEEK, When.LATER)
    assert (late.lines, far.next_up, far.lines) == ([], [], ["The plan is looked at."])
