"""Pictures used together: chosen by age, part by part, and what was chosen stands in the visit without being typed again."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.practice.visits.services import drafting
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.visits import Household, household

pytestmark = pytest.mark.django_db


def answers_of(home: Household, child: int) -> dict[str, list[str]]:
    return drafting.kept(home.worker, drafting.subject_of(home.family.pk, child)).answers


def test_a_part_of_the_day_is_chosen_and_the_next_follows(worker: PageClient, home: Household) -> None:
    page = worker.get(f"/visits/pictures/{home.kai.pk}/?slot=tea")
    assert page.h1 == "Tea"
    assert "There is no tea" in page.words
    assert [image["alt"] for image in page.soup.select("main img")] == [""] * len(page.soup.select("main img"))
    sent = worker.submit(page, pictures=["no_tea", "hungry"], face="1", words="Nothing, mostly")
    assert f"family={home.family.pk}" in sent.location
    assert "slot=evening" in sent.location
    assert answers_of(home, home.kai.pk) == {
        "parts": ["tea_ordinary_0"],
        "tea_ordinary_0-pictures": ["no_tea", "hungry"],
        "tea_ordinary_0-face": ["1"],
        "tea_ordinary_0-words": ["Nothing, mostly"],
    }
    visit = worker.get(f"/visits/new/{home.family.pk}/{home.kai.pk}/")
    assert visit.form()["tea_ordinary_0-pictures"] == ["no_tea", "hungry"]
    assert visit.form()["tea_ordinary_0-words"] == "Nothing, mostly"
    again = worker.get(f"/visits/pictures/{home.kai.pk}/?slot=tea").form()
    assert (again["pictures"], again["face"]) == (["hungry", "no_tea"], "1")


def test_a_part_where_nothing_was_chosen_is_not_put_on_the_day(worker: PageClient, home: Household) -> None:
    worker.submit(worker.get(f"/visits/pictures/{home.kai.pk}/?slot=tea"))
    assert answers_of(home, home.kai.pk) == {}


def test_the_last_part_leads_to_the_visit(worker: PageClient, home: Household) -> None:
    page = worker.get(f"/visits/pictures/{home.kai.pk}/?slot=night")
    assert worker.submit(page, words="Dark").location == f"/visits/new/{home.family.pk}/{home.kai.pk}/"


def test_the_pictures_follow_the_age_and_can_be_changed(worker: PageClient, home: Household) -> None:
    url = f"/visits/pictures/{home.kai.pk}/?slot=bedtime"
    assert "I have a bath" in worker.get(url).words
    assert "I have a bath" not in worker.get(f"{url}&set=12").words


def test_of_a_baby_only_what_is_seen_is_chosen(worker: PageClient, home: Household) -> None:
    baby = make.person("Bo", home.family.name, born=time.today() - timedelta(days=90))
    make.member(home.family, baby)
    make.grant(home.worker, baby)
    page = worker.get(f"/visits/pictures/{baby.pk}/?slot=evening")
    assert "Held" in page.words
    assert "How is it?" not in page.words
    worker.submit(page, pictures=["baby_held"], words="Dee held Bo")
    assert answers_of(home, baby.pk)["evening_ordinary_0-saw"] == ["Dee held Bo"]
    assert worker.get(f"/visits/pictures/{baby.pk}/houses/").status == 404


def test_a_picture_that_is_not_of_this_part_is_refused(worker: PageClient, home: Household) -> None:
    page = worker.submit(worker.get(f"/visits/pictures/{home.kai.pk}/?slot=tea"), pictures=["bus"])
    assert page.errors == ["Choose one of the answers on this page"]


def test_three_houses_flow_into_the_visit_and_come_back(worker: PageClient, home: Household) -> None:
    page = worker.get(f"/visits/pictures/{home.kai.pk}/houses/")
    worker.submit(page, worries="Shouting\nThe dark", good="Nan", wishes="A dog\nA night light")
    found = answers_of(home, home.kai.pk)
    assert found["house-worries"] == ["Shouting\nThe dark"]
    assert (found["wish1-words"], found["wish2-words"]) == (["A dog"], ["A night light"])
    visit = worker.get(f"/visits/new/{home.family.pk}/{home.kai.pk}/")
    assert visit.form()["house-good"] == "Nan"
    sheet = worker.get(f"/visits/pictures/{home.kai.pk}/houses/print/?as=islands")
    assert "A night light" in sheet.words
    assert "A night light" not in worker.get(f"/visits/pictures/{home.kai.pk}/houses/print/?empty=1").words


@pytest.mark.parametrize("path", ["", "houses/", "houses/print/"])
def test_another_worker_and_another_family_are_not_there(pages: PageClient, home: Household, path: str) -> None:
    url = f"/visits/pictures/{home.kai.pk}/{path}"
    assert pages.as_user(make.staff_user(Role.SOCIAL_WORKER)).get(url).status == 404
    other = household("Brook", worker=home.worker)
    assert pages.as_user(home.worker).get(f"{url}?family={other.family.pk}").status == 404
