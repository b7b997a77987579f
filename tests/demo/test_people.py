"""The demo's people: fourteen, invented, one click each, with real sessions; and only in the demo."""

import re
from pathlib import Path
from typing import Any

import pytest

from rock.accounts.models import RoleHolding, User
from rock.accounts.roles import Role
from rock.core.services import SYSTEM
from rock.demo.people import PEOPLE, DemoPerson, person, readme_table
from rock.demo.services import demo_user, make_demo_people
from tests.support.pages import PageClient

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def made(db: None) -> dict[str, User]:
    return make_demo_people(by=SYSTEM)


def test_there_are_fourteen_and_each_has_one_job() -> None:
    assert len({one.key for one in PEOPLE}) == len({one.name for one in PEOPLE}) == len(PEOPLE) == 14
    assert all(one.who and one.job and not one.job.endswith(".") for one in PEOPLE)
    assert {one.role for one in PEOPLE} == set(Role)
    assert all(one.email.endswith("@demo.example.org") for one in PEOPLE)


def test_the_readme_has_the_same_table() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- demo people: begin -->\n(.*?)\n<!-- demo people: end -->", text, re.DOTALL)
    assert found
    assert found[1] == readme_table()


def test_making_them_twice_changes_nothing(made: dict[str, User]) -> None:
    assert make_demo_people(by=SYSTEM) == made
    assert User.objects.count() == RoleHolding.objects.count() == 14


def test_nobody_can_sign_in_as_them_by_password(made: dict[str, User]) -> None:
    assert not any(user.has_usable_password() for user in made.values())


def test_the_first_page_offers_each_with_their_job(pages: PageClient, made: dict[str, User]) -> None:
    page = pages.get("/demo/")
    assert page.h1 == "Who do you want to be?"
    for one in PEOPLE:
        assert f"{one.job}." in page.words
        assert page.soup.select_one(f"form[action='/demo/sign-in/{one.key}/'] button")


def test_the_first_page_leads_anybody_to_the_public_form_and_to_the_messages(pages: PageClient, db: None) -> None:
    page = pages.get("/demo/")
    leads = {str(link["href"]) for link in page.soup.select("main a")}
    assert leads == {"/ask/", "/demo/outbox/"}
    assert all(pages.get(one).status == 200 for one in leads)


@pytest.mark.parametrize("one", PEOPLE, ids=lambda one: one.key)
def test_one_click_opens_a_real_session_that_leads_to_a_page(
    pages: PageClient, made: dict[str, User], settings: Any, one: DemoPerson
) -> None:
    settings.SECOND_STEP_REQUIRED = True
    answer = pages.submit(pages.get("/demo/"), selector=f"form[action='/demo/sign-in/{one.key}/']")
    assert pages.client.session["_auth_user_id"] == str(made[one.key].pk)
    for _ in range(4):
        page = pages.get(answer.location)
        if page.status != 302:
            break
        answer = page
    assert page.status == 200
    if one.later:
        assert one.later in page.words
        assert pages.get(page.link("Go there")).status in {200, 302}


def test_a_page_that_was_wanted_is_gone_to_but_never_another_site(pages: PageClient, made: dict[str, User]) -> None:
    def arrive(wanted: str) -> str:
        return pages.post("/demo/sign-in/administrator/", {"next": wanted}).location

    assert arrive("/staff/new/") == "/staff/new/"
    assert arrive("https://elsewhere.example.org/") == "/"
    assert arrive("//elsewhere.example.org/") == "/"


def test_who_is_shut_out_stays_out(pages: PageClient, made: dict[str, User]) -> None:
    User.objects.filter(pk=made["hub_worker"].pk).update(is_active=False)
    one = person("hub_worker")
    assert one
    assert demo_user(one) is None
    assert pages.post("/demo/sign-in/hub_worker/").status == 404
    assert pages.post("/demo/sign-in/nobody/").status == 404


def test_signing_in_needs_a_form_not_a_link(pages: PageClient, made: dict[str, User]) -> None:
    assert pages.get("/demo/sign-in/administrator/").status == 405


@pytest.mark.parametrize("key", [one.key for one in PEOPLE if one.later])
def test_what_comes_later_is_said_in_one_line(pages: PageClient, key: str) -> None:
    one = person(key)
    assert one
    assert one.later in pages.get(f"/demo/later/{key}/").words


def test_there_is_no_later_for_a_stranger(pages: PageClient) -> None:
    assert pages.get("/demo/later/nobody/").status == 404


@pytest.mark.parametrize("path", ["", "later/child/", "clock/"])
def test_outside_the_demo_these_pages_do_not_exist(
    pages: PageClient, made: dict[str, User], settings: Any, path: str
) -> None:
    settings.DEMO = False
    assert pages.get(f"/demo/{path}").status == 404
    assert pages.post("/demo/sign-in/administrator/").status == 404
    assert "_auth_user_id" not in pages.client.session
