"""What the device talks to: versions, comparisons, a key for each session and its user, and a worker with the right scope."""

import json
from typing import Any

import pytest
from django.urls import reverse

from rock.accounts.roles import Role
from rock.core.models import Draft
from rock.practice.visits.services import drafting
from tests.support import factories as make
from tests.support.pages import Page, PageClient
from tests.support.visits import Household

pytestmark = pytest.mark.django_db
DRAFTS, KEY = "/visits/device/drafts/", "/visits/device/key/"


def told(page: Page) -> Any:
    return json.loads(page.text)


def send(client: PageClient, home: Household, version: str = "", subject: str = "", **answers: str) -> Page:
    facts = {"draft_subject": subject or f"{home.family.pk}/{home.kai.pk}", "draft_version": version}
    return client.post(DRAFTS, facts | answers)


def test_each_save_gives_the_next_version(worker: PageClient, home: Household) -> None:
    first = told(send(worker, home, where="Hall"))
    assert first["message"].startswith("Saved at ")
    second = told(send(worker, home, first["version"], where="Garden"))
    assert second["version"] != first["version"]
    assert drafting.kept(home.worker, f"{home.family.pk}/{home.kai.pk}").answers == {"where": ["Garden"]}


def test_an_older_version_is_kept_beside_and_says_where_to_compare(worker: PageClient, home: Household) -> None:
    send(worker, home, where="Hall")
    late = send(worker, home, "", where="Garden")
    assert (late.status, told(late)["compare"]) == (409, f"/visits/new/{home.family.pk}/{home.kai.pk}/compare/")
    subject = f"{home.family.pk}/{home.kai.pk}"
    beside = drafting.beside(home.worker, subject)
    assert beside is not None
    assert beside.answers == {"where": ["Garden"]}
    assert send(worker, home, "", where="Garden").status == 409
    assert Draft.objects.count() == 2


def test_the_same_answers_twice_are_no_conflict(worker: PageClient, home: Household) -> None:
    send(worker, home, where="Hall")
    assert send(worker, home, "", where="Hall").status == 200


def test_the_sixth_version_is_refused_and_none_is_overwritten(worker: PageClient, home: Household) -> None:
    for number in range(6):
        send(worker, home, "", where=f"Place {number}")
    refused = send(worker, home, "", where="Place 6")
    assert (refused.status, "Compare those first" in told(refused)["message"]) == (400, True)
    assert {row.answers["where"][0] for row in Draft.objects.all()} == {f"Place {number}" for number in range(6)}


@pytest.mark.parametrize("subject", ["", "x", "0", "1/2/3", "{family}/0", "{family}/{other}", "{strangers}"])
def test_only_a_page_of_a_family_that_is_reached_is_kept(worker: PageClient, home: Household, subject: str) -> None:
    other, strangers = make.person("Stella"), make.family("Brook", children=[make.person("Bea")])
    asked = subject.format(family=home.family.pk, other=other.pk, strangers=strangers.pk) or "none"
    assert send(worker, home, subject=asked, where="Hall").status == 404
    assert not Draft.objects.exists()


def test_too_much_is_refused_in_words(worker: PageClient, home: Household) -> None:
    assert send(worker, home, where="x" * 500_001).status == 413
    assert "too long to keep" in told(send(worker, home, where="x" * 120_000))["message"]


def test_a_session_has_one_key_and_the_same_person_gets_an_old_one_again(pages: PageClient, home: Household) -> None:
    first, second = pages.as_user(home.worker), pages.as_user(home.worker)
    mine = told(first.post(KEY))
    again = told(first.post(KEY))
    assert (mine["id"], mine["key"]) == (again["id"], again["key"])
    assert 0 < mine["seconds"] <= 10 * 60 * 60
    later = told(second.post(KEY))
    assert later["id"] != mine["id"]
    assert later["key"] != mine["key"]
    assert told(second.post(KEY, {"id": mine["id"]}))["key"] == mine["key"]


def test_anybody_elses_key_of_the_same_name_is_another(pages: PageClient, home: Household) -> None:
    mine = told(pages.as_user(home.worker).post(KEY))
    other = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    assert told(other.post(KEY, {"id": mine["id"]}))["key"] != mine["key"]
    assert told(other.post(KEY, {"id": "../../x"}))["id"] not in {mine["id"], "../../x"}


@pytest.mark.parametrize("url", [DRAFTS, KEY])
def test_only_a_signed_in_worker_gets_an_answer(pages: PageClient, url: str) -> None:
    assert pages.post(url).status == 403
    assert pages.as_user(make.staff_user(Role.DATA_OFFICER)).post(url).status == 403


def test_the_worker_comes_from_within_its_addresses_and_is_kept_nowhere(worker: PageClient, home: Household) -> None:
    page = worker.get("/visits/worker.js")
    assert page.response.headers["Content-Type"].startswith("text/javascript")
    assert "no-store" in page.response.headers["Cache-Control"]
    assert "visitDevice" in page.text
    assert page.text.index("self.visitDevice =") < page.text.index('addEventListener("fetch"')


def test_signing_out_tells_the_browser_to_forget(worker: PageClient) -> None:
    page = worker.post(reverse("account_logout"))
    assert page.response.headers["Clear-Site-Data"] == '"storage"'
