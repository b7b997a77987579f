"""The demo’s morning: each of its people has what their job asks for, and nothing the father reads betrays the address."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from rock.accounts.models import RoleHolding, User
from rock.core import time
from rock.demo.council.checking import problems
from rock.demo.council.loading.script import moment_of
from rock.demo.people import PEOPLE, person
from rock.demo.services import demo_user
from rock.demo.today.board import BOARD
from rock.demo.today.facts import FOR_CRAIG, NEW_HOME
from rock.insight.cin.deciding import ask_hub_managers, decide_match
from rock.insight.cin.queries import imported_children, imports, match_cards, waiting_matches
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.queries.board import for_board, to_decide
from rock.practice.requests.queries.hidden import kept_from
from rock.records.models import Audience, Person, Relationship, RelationshipKind, Residence, Telling
from rock.teams.models import AllocationKind
from rock.teams.queries.children import my_children, pod_children
from tests.support.pages import Page, PageClient

FACTS: dict[str, Any] = {"scale": 0.04, "start": date(2026, 1, 1), "as_at": date(2026, 11, 20), "seed": 3}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Make a small demo once for this module; all of it is gone at its end."""
    with django_db_blocker.unblock(), override_settings(DEMO_COUNCIL=FACTS), transaction.atomic():
        call_command("demo_council")
        with time.at(moment_of(FACTS["as_at"])):
            yield
        transaction.set_rollback(True)


@pytest.fixture
def morning(made: None, db: None) -> None:
    """Stand in the demo’s morning; what the test changes is undone."""


def user(key: str) -> User:
    one = person(key)
    found = demo_user(one) if one else None
    assert found is not None
    return found


def first_page(pages: PageClient, key: str) -> Page:
    """Return the page on which somebody's work begins."""
    signed_in = pages.as_user(user(key))
    page = signed_in.get("/")
    while page.status == 302:
        page = signed_in.get(page.response["Location"])
    return page


def test_a_second_run_changes_nothing(morning: None) -> None:
    before = (User.objects.count(), RoleHolding.objects.count(), RequestForSupport.objects.count())
    call_command("demo_council")
    assert (User.objects.count(), RoleHolding.objects.count(), RequestForSupport.objects.count()) == before


def test_all_fourteen_are_there_and_hold_their_role(morning: None) -> None:
    for one in PEOPLE:
        found = user(one.key)
        assert found.name == one.name
        assert one.role in found.roles
        assert not found.has_usable_password()


def test_the_morning_could_have_happened(morning: None) -> None:
    assert list(problems()) == []


def test_the_board_has_late_due_and_danger(morning: None) -> None:
    waiting = for_board([one.pk for one in to_decide(user("hub_manager"))])
    keys = [one.answers.submission_key for one in BOARD]
    mine = RequestForSupport.objects.filter(submission_key__in=keys, pk__in=[row.pk for row in waiting])
    assert mine.count() == len(BOARD) == 6
    assert waiting[0].danger
    now = time.now()
    clocks = [row.due_at for row in waiting if row.due_at]
    assert sum(due < now for due in clocks) >= 1
    assert any(due.date() == now.date() for due in clocks)


def test_one_request_is_ready_to_be_decided(morning: None) -> None:
    ready = RequestForSupport.objects.get(submission_key="board-ready")
    assert ready.taken_by == user("hub_worker")
    assert ready.history_openings.exists()
    assert not ready.people.filter(is_child=True, person__isnull=True).exists()


def test_the_social_worker_has_the_carrows_among_her_children(morning: None) -> None:
    cards = my_children(user("social_worker"))
    names = {str(card.allocation.child) for card in cards}
    assert {"Tyler Carrow", "Maisie Carrow", "Alfie Carrow"} <= names
    assert all(card.second for card in cards)
    others = my_children(user("newly_qualified"))
    assert {card.allocation.pk for card in [*cards, *others]} <= {
        card.allocation.pk for card in pod_children(user("team_manager"))
    }
    assert all(card.allocation.kind == AllocationKind.PRIMARY for card in cards)


def test_the_data_officer_has_a_report_children_to_allocate_and_likely_matches(
    morning: None, pages: PageClient
) -> None:
    officer, mine = user("data_officer"), pages.as_user(user("data_officer"))
    page = first_page(pages, "data_officer")
    assert [word in page.words for word in ("CIN-2025", "CIN-2026", "Sunita Walmsley")] == [True] * 3
    counts = {batch.year: batch.counts for batch in imports()}
    assert (counts[2025]["created"], counts[2026]["created"], counts[2026]["updated"]) == (5, 4, 3)
    assert "waits for a person to decide" in mine.get(f"/census/{imports()[0].pk}/report/").words
    assert len(imported_children(officer)) == len(imported_children(user("hub_manager"))) == 9
    assert not Person.objects.filter(census__isnull=False, family_name__gt="").exists()


def test_one_match_the_data_officer_settles_and_one_she_asks_the_hub_manager_about(
    morning: None, pages: PageClient
) -> None:
    officer = user("data_officer")
    cards = match_cards(officer, waiting_matches(officer))
    assert [(card.may_decide, card.may_ask) for card in cards] == [(True, False), (False, True)]
    mine, theirs = (card.match for card in cards)
    assert str(theirs.held) == "Tyler Carrow"
    decide_match(by=officer, match=mine, same=True)
    ask_hub_managers(by=officer, match=theirs)
    decide_match(by=user("hub_manager"), match=theirs, same=True)
    assert list(waiting_matches(officer)) == []
    assert list(problems()) == []


def test_mother_and_father_are_partners_no_more(morning: None) -> None:
    rows = Relationship.objects.filter(person__given_name="Leanne", other__given_name="Craig", ends=None)
    kinds = rows.filter(person__memberships__family__name="Carrow").values_list("kind", flat=True)
    assert set(kinds) == {RelationshipKind.FORMER_PARTNER}


def test_mother_and_father_are_told_different_things(morning: None) -> None:
    told = {row.person.given_name: row for row in Telling.objects.filter(occasion__family__name="Carrow")}
    latest = {row.reader.given_name: row for row in Audience.objects.filter(statement__words=FOR_CRAIG)}
    assert set(latest) == {"Craig"}
    assert {"Leanne", "Craig"} <= set(told)
    assert all(row.told_at for row in told.values())


def test_the_address_is_hidden_and_no_word_for_the_father_gives_it_away(morning: None) -> None:
    hidden = Residence.objects.filter(hidden=True, lines=NEW_HOME[0])
    assert {row.person.given_name for row in hidden} == {"Leanne", "Tyler", "Maisie", "Alfie"}
    craig = Person.objects.get(given_name="Craig", family_name="Carrow", birth_date=date(1990, 1, 30))
    family = list(Person.objects.filter(memberships__family__name="Carrow"))
    kept = kept_from(craig, [one.pk for one in family])
    for row in Audience.objects.filter(reader=craig):
        assert kept.found_in(row.statement.words) == []


@pytest.mark.parametrize("key", [one.key for one in PEOPLE])
def test_each_first_page_opens_and_betrays_nothing(morning: None, pages: PageClient, key: str) -> None:
    # Without the lint: how a long list reads is its own page's test. A pod of this small council is twice a real one.
    answer = pages.as_user(user(key)).client.get("/", follow=True)
    assert answer.status_code == 200
    if key in {"father", "child", "young_person", "grandmother", "school"}:
        assert "Limpet" not in answer.content.decode()


def test_the_door_of_the_father_shows_his_words_and_no_address(morning: None, pages: PageClient) -> None:
    page = first_page(pages, "father")
    assert "She will talk with you as well" in page.words
    assert not any(word in page.words for word in ("Limpet", "FY99 2", "07700 900283", "Seabank"))


def test_the_door_of_the_mother_shows_her_words(morning: None, pages: PageClient) -> None:
    page = first_page(pages, "mother")
    assert "That was brave" in page.words
