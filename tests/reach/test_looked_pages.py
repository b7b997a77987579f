from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from rock.accounts.models import RoleHolding, User
from rock.accounts.roles import Role
from rock.core import time
from rock.reach import safety
from rock.reach.anomalies import MOST_PEOPLE_A_DAY, MOST_SEARCHES
from rock.reach.joining import join_records
from rock.reach.models import Capacity, Grant, ViewLog, ViewPurpose
from rock.reach.services import log_views
from rock.records.models import Person
from tests.reach.conftest import Town
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import Page, PageClient


def view(
    user: User, *people: Person, page: str = "person", purpose: ViewPurpose = ViewPurpose.WORK, terms: str = ""
) -> None:
    log_views(user=user, people=[one.pk for one in people], page=page, purpose=purpose, terms=terms)


def who_looked(client: PageClient, person: Person, **asked: Any) -> Page:
    return client.get(reverse("reach:who_looked", args=[person.pk]), asked)


def rows(page: Page) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.soup.select("tbody tr")]


def stands_out(pages: PageClient, user: User, **asked: str) -> str:
    return pages.as_user(user).get(reverse("reach:anomalies"), asked).words


def test_a_manager_reads_who_looked_and_why_but_not_what_was_searched_for(pages: PageClient, town: Town) -> None:
    view(town.worker, town.ama)
    terms = "I work with this person or their family: 12 Secret Road"
    view(town.other, town.ama, page="search", purpose=ViewPurpose.SEARCH, terms=terms)
    page = who_looked(pages.as_user(town.manager), town.ama)
    assert rows(page) == [
        ["Otto Other", "Looking for a record", "A search (I work with this person or their family)"],
        ["Wendy Worker", "Working with the family", "The record"],
    ]
    assert "Secret" not in page.text
    assert ViewLog.objects.filter(user=town.manager, page="who looked", person=town.ama).exists()


def test_views_are_filtered_by_name_reason_and_day(pages: PageClient, town: Town) -> None:
    view(town.worker, town.ama)
    view(town.other, town.ama, purpose=ViewPurpose.EMERGENCY)
    client = pages.as_user(town.manager)
    assert [row[0] for row in rows(who_looked(client, town.ama, who="wend"))] == ["Wendy Worker"]
    assert [row[0] for row in rows(who_looked(client, town.ama, purpose="emergency"))] == ["Otto Other"]
    day = time.today() - timedelta(days=1)
    until = {"until-day": day.day, "until-month": day.month, "until-year": day.year}
    assert "Nobody looked, as far as you asked." in who_looked(client, town.ama, **until).words
    wrong = who_looked(client, town.ama, **(until | {"until-month": 13}))
    assert wrong.errors


def test_a_long_list_comes_in_pages(pages: PageClient, town: Town) -> None:
    for _ in range(51):
        view(town.worker, town.ama)
    client = pages.as_user(town.manager)
    first = who_looked(client, town.ama, who="Wendy")
    assert len(rows(first)) == 50
    second = client.get(reverse("reach:who_looked", args=[town.ama.pk]) + first.link("Earlier"))
    assert len(rows(second)) == 1


def test_nobody_reads_who_looked_at_somebody_whom_they_do_not_reach(pages: PageClient, town: Town) -> None:
    assert who_looked(pages.as_user(town.hub), town.ama).status == 404
    for user in (town.worker, town.other, make.staff_user(Role.ADMINISTRATOR)):
        assert who_looked(pages.as_user(user), town.ama).status == 403
        assert pages.as_user(user).get(reverse("reach:anomalies")).status == 403
        assert pages.as_user(user).get(reverse("reach:seals")).status == 403


def test_ordinary_work_does_not_stand_out(pages: PageClient, town: Town) -> None:
    for _ in range(5):
        view(town.worker, town.ama)
        view(town.worker, town.ama, page="search", purpose=ViewPurpose.SEARCH)
    assert "Nothing stands out." in stands_out(pages, town.manager)


def test_a_view_without_work_stands_out_even_in_an_emergency(pages: PageClient, town: Town) -> None:
    safety.open_in_emergency(by=town.other, person=town.ama, reason="Police rang: she is there")
    view(town.other, town.ama, purpose=ViewPurpose.EMERGENCY)
    words = stands_out(pages, town.manager)
    assert "Opened by somebody who does not work with them" in words
    assert "Otto Other: Ama Ashdown" in words
    assert ", once, last on" in words


@pytest.mark.parametrize(("hours", "stands"), [(2, True), (0, False)])
def test_what_counts_is_the_work_at_the_moment_of_the_view(
    pages: PageClient, town: Town, hours: int, stands: bool
) -> None:
    make.grant(town.other, town.ama, capacity=Capacity.SECOND_WORKER)
    if stands:
        Grant.objects.filter(user=town.other).update(ends=time.now() - timedelta(minutes=1))
    view(town.other, town.ama)
    Grant.objects.filter(user=town.other, ends__isnull=True).update(ends=time.now())
    assert ("Otto Other" in stands_out(pages, town.manager)) is stands


def test_three_searches_for_one_who_is_not_theirs_stand_out_and_two_do_not(pages: PageClient, town: Town) -> None:
    for _ in range(2):
        view(town.other, town.ama, page="search", purpose=ViewPurpose.SEARCH)
    assert "Otto Other" not in stands_out(pages, town.manager)
    view(town.other, town.ama, page="search", purpose=ViewPurpose.SEARCH)
    assert "Looked for again and again" in stands_out(pages, town.manager)


def test_the_hubs_page_that_searches_by_itself_does_not_stand_out(pages: PageClient, town: Town) -> None:
    received = asking.request(asking.KAI, asking.DEE)
    asked = received.people.get(is_child=True)
    make.person("Kai", "Ashdown", born=asked.birth_date)
    hub = make.staff_user(Role.HUB_WORKER, "Hub Worker")
    path = reverse("requests:match", args=[received.reference, asked.pk])
    for _ in range(MOST_SEARCHES):
        assert pages.as_user(hub).get(path).status == 200
    assert ViewLog.objects.filter(user=hub, page="match", purpose=ViewPurpose.SEARCH).count() >= MOST_SEARCHES
    assert "Hub Worker" not in stands_out(pages, town.manager)


def test_the_same_last_name_stands_out_even_at_work(pages: PageClient, town: Town) -> None:
    cousin = make.staff_user(Role.SOCIAL_WORKER, "Carol ASHDOWN")
    make.grant(cousin, town.ama)
    view(cousin, town.ama)
    assert "The same last name as the colleague" in stands_out(pages, town.manager)


def test_the_address_of_somebody_they_are_close_to_stands_out(pages: PageClient, town: Town) -> None:
    aunt = make.person("Aunt", "Otherwise")
    for one, lines in ((town.ama, "12 Harbour Row, Blackpool"), (aunt, "12 HARBOUR ROW, Blackpool")):
        make.address(one, lines)
    make.grant(town.other, town.ama)
    view(town.other, town.ama)
    assert "Otto Other" not in stands_out(pages, town.manager)
    safety.declare_conflict(by=town.other, user=town.other, person=aunt, what="My aunt")
    assert "The same address as somebody the colleague is close to" in stands_out(pages, town.manager)


@pytest.mark.parametrize(("days", "stands"), [(0, True), (1, False)])
def test_a_view_after_the_last_role_ended_stands_out(pages: PageClient, town: Town, days: int, stands: bool) -> None:
    RoleHolding.objects.filter(user=town.worker).update(ends=time.today() + timedelta(days=days))
    view(town.worker, town.ama)
    assert ("Opened by somebody who held no role that day" in stands_out(pages, town.manager)) is stands


def test_many_people_in_a_day_stand_out_and_lists_do_not_count(pages: PageClient, town: Town) -> None:
    people = [make.person() for _ in range(MOST_PEOPLE_A_DAY + 1)]
    make.grant(town.worker, people)
    view(town.worker, *people, page="my_children")
    view(town.worker, *people[1:])
    assert "Many people in one day" not in stands_out(pages, town.manager)
    view(town.worker, people[0])
    assert f"{MOST_PEOPLE_A_DAY + 1} people" in stands_out(pages, town.manager)


def test_of_somebody_whom_the_manager_does_not_reach_there_is_no_name(pages: PageClient, town: Town) -> None:
    view(town.other, town.ama)
    words = stands_out(pages, town.hub)
    assert "Otto Other: somebody whose record you cannot open" in words
    assert "Ama" not in words


def test_those_without_a_name_stand_in_one_line_for_each_colleague(pages: PageClient, town: Town) -> None:
    people = [make.person() for _ in range(3)]
    view(town.other, *people)
    view(town.other, people[0])
    assert "Otto Other: 3 people whose records you cannot open, 4 times, last on" in stands_out(pages, town.hub)


def test_work_with_another_record_of_the_same_person_is_work(pages: PageClient, town: Town) -> None:
    twin = make.person("Ama", "Ashdown")
    make.grant(town.other, twin)
    view(town.other, town.ama)
    assert "Otto Other" in stands_out(pages, town.manager)
    officer = make.staff_user(Role.DATA_OFFICER)
    make.grant(officer, [town.ama, twin])
    join_records(by=officer, one=town.ama, other=twin, reason="One child")
    assert "Otto Other" not in stands_out(pages, town.manager)


def test_it_looks_back_as_far_as_asked(pages: PageClient, town: Town) -> None:
    moment = time.now() - timedelta(days=3)
    ViewLog.objects.create(user=town.other, person=town.ama, page="person", purpose="work", seen_at=moment)
    assert "Nothing stands out." in stands_out(pages, town.manager)
    assert "Otto Other" in stands_out(pages, town.manager, days="7")
    assert "Nothing stands out." in stands_out(pages, town.manager, days="900")
