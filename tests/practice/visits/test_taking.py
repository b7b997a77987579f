"""What the server does for a visit that is taken along: the list, all pages in one answer, one record however often it is sent."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import Draft
from rock.practice.visits.models import Visit
from rock.practice.visits.pictures import AgeSet, age_set, slots_for
from rock.practice.visits.services import drafting
from rock.practice.visits.views.taking import MOST_TAKEN
from rock.reach.models import ViewLog
from tests.support import factories as make
from tests.support.pages import Page, PageClient
from tests.support.shared import shared
from tests.support.visits import Household, allocated, household

pytestmark = pytest.mark.django_db
DRAFTS, LIST = "/visits/device/drafts/", "/visits/with-me/"
KAI = {"seen": "yes", "alone": "yes", "where": "Hall", "wish1-words": "A dog"}


@shared
def home() -> Household:
    return allocated(household())


@pytest.fixture
def worker(pages: PageClient, home: Household) -> PageClient:
    return pages.as_user(home.worker)


def told(page: Page) -> Any:
    return json.loads(page.text)


def taken(client: PageClient, home: Household) -> dict[str, str]:
    answer: dict[str, str] = told(client.post(f"/visits/device/take/{home.family.pk}/"))["pages"]
    return answer


def who(home: Household, key: str) -> dict[str, Any]:
    first = {"key": key, "children": str(home.kai.pk), "at": "15:45", "place_kind": "home"}
    return first | {"on-day": "1", "on-month": "6", "on-year": "2024"}


def send(client: PageClient, home: Household, visit: str, child: bool = False, **answers: Any) -> Any:
    subject = f"{home.family.pk}/{home.kai.pk}" if child else str(home.family.pk)
    facts = {"draft_subject": subject, "draft_version": "", "visit_key": visit}
    return told(client.post(DRAFTS, facts | answers))


def keep(client: PageClient, home: Household) -> Page:
    return client.submit(client.get(f"/visits/new/{home.family.pk}/check/"), selector="main form[data-visit-keep]")


def written(client: PageClient, home: Household, key: str) -> None:
    send(client, home, key, **who(home, key))
    send(client, home, key, child=True, **KAI)


def test_the_list_names_ones_own_families_and_writes_down_who_was_seen(worker: PageClient, home: Household) -> None:
    household("Brook", worker=home.worker)
    page = worker.get(LIST)
    assert [card.get_text() for card in page.soup.select("ul [data-visit-name]")] == ["Ashdown"]
    assert "Kai, Rosie" in page.words
    assert page.soup.select_one(f"a[href='/visits/new/{home.family.pk}/']")
    assert {row.person_id for row in ViewLog.objects.filter(page="my_children")} == {home.kai.pk, home.rosie.pk}


def test_without_a_script_no_button_is_offered(worker: PageClient) -> None:
    assert all(button.has_attr("hidden") for button in worker.get(LIST).soup.select("main button"))


def test_the_list_is_for_those_who_record_visits_and_says_when_it_is_empty(pages: PageClient, db: None) -> None:
    assert "not the worker of any child" in pages.as_user(make.staff_user(Role.SOCIAL_WORKER)).get(LIST).words
    assert pages.as_user(make.staff_user(Role.DATA_OFFICER)).get(LIST).status == 403


def test_every_page_of_a_visit_comes_at_once_with_one_key(worker: PageClient, home: Household) -> None:
    pages = taken(worker, home)
    family, kai = home.family.pk, home.kai.pk
    assert {f"/visits/new/{family}/", f"/visits/new/{family}/check/", f"/visits/new/{family}/{kai}/"} <= set(pages)
    for child in (home.kai, home.rosie):
        slots = [path for path in pages if path.startswith(f"/visits/pictures/{child.pk}/?")]
        assert len(slots) == len(slots_for(age_set(child)))
        assert len([path for path in pages if path.startswith(f"/visits/pictures/{child.pk}/houses/?")]) == 2
    key = pages[f"/visits/new/{family}/"].split('name="visit_key" value="')[1][:36]
    assert (
        sum(f'value="{key}"' in text or f'data-visit-key="{key}"' in text for text in pages.values()) == len(pages) - 1
    )


def test_each_link_from_a_taken_page_to_another_is_one_of_those_that_were_taken(
    worker: PageClient, home: Household
) -> None:
    pages = taken(worker, home)
    for path, text in pages.items():
        links = [str(link["href"]) for link in BeautifulSoup(text, "html.parser").select("main a[href]")]
        there = [link for link in links if link.startswith(("/visits/new/", "/visits/pictures/"))]
        missing = [link for link in there if link not in pages and "/print/" not in link]
        assert not missing, f"{path}: {missing}"


def test_of_a_baby_there_are_no_houses(worker: PageClient, home: Household) -> None:
    baby = make.person("Bo", home.family.name, born=time.today())
    make.member(home.family, baby)
    make.grant(home.worker, baby)
    assert age_set(baby) is AgeSet.BABY
    assert not [path for path in taken(worker, home) if path.startswith(f"/visits/pictures/{baby.pk}/houses/")]


def test_taking_is_written_down_once_and_is_for_those_who_reach(
    pages: PageClient, worker: PageClient, home: Household
) -> None:
    taken(worker, home)
    assert ViewLog.objects.filter(page="visit_taken_along", person=home.kai).count() == 1
    assert not ViewLog.objects.filter(page="pictures").exists()
    url = f"/visits/device/take/{home.family.pk}/"
    assert pages.as_user(make.staff_user(Role.SOCIAL_WORKER)).post(url).status == 404
    assert pages.as_user(make.staff_user(Role.DATA_OFFICER)).post(url).status == 403
    assert worker.get(url).status == 405


def test_device_and_page_agree_on_how_many_are_taken() -> None:
    script = Path(str(finders.find("visits/device.js"))).read_text(encoding="utf-8")
    assert f"MOST_FAMILIES = {MOST_TAKEN};" in script


def test_what_two_windows_send_is_one_visit(pages: PageClient, worker: PageClient, home: Household) -> None:
    key = str(uuid4())
    written(worker, home, key)
    written(pages.as_user(home.worker), home, key)
    assert Draft.objects.count() == 2
    kept = keep(worker, home)
    assert kept.location == f"/visits/{Visit.objects.get().pk}/"
    assert str(Visit.objects.get().key) == key
    again = send(worker, home, key, child=True, **KAI)
    assert again["recorded"] is True
    assert not Draft.objects.exists()


def test_what_was_written_after_the_visit_was_kept_waits_as_a_new_one_and_is_not_lost(
    worker: PageClient, home: Household
) -> None:
    key = str(uuid4())
    written(worker, home, key)
    keep(worker, home)
    late = send(worker, home, key, **who(home, key) | {"place": "The park"})
    assert "kept meanwhile" in late["message"]
    send(worker, home, key, child=True, **KAI | {"where": "Garden"})
    first = drafting.kept(home.worker, str(home.family.pk)).answers
    assert (first["place"], first["key"] != [key]) == (["The park"], True)
    keep(worker, home)
    assert Visit.objects.count() == 2


def test_a_second_window_that_keeps_the_same_visit_is_shown_it(worker: PageClient, home: Household) -> None:
    written(worker, home, str(uuid4()))
    second = worker.get(f"/visits/new/{home.family.pk}/check/")
    first = keep(worker, home)
    assert worker.submit(second, selector="main form[data-visit-keep]").location == first.location
    assert Visit.objects.count() == 1


def test_the_next_visit_has_a_key_of_its_own(worker: PageClient, home: Household) -> None:
    url = f"/visits/new/{home.family.pk}/"
    first = worker.get(url).form()["visit_key"]
    assert worker.get(url).form()["visit_key"] == first
    written(worker, home, str(first))
    keep(worker, home)
    assert worker.get(url).form()["visit_key"] != first
    second = worker.get(url).form()["visit_key"]
    worker.post(f"/visits/new/{home.family.pk}/drop/")
    assert worker.get(url).form()["visit_key"] != second
