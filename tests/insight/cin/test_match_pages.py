"""Likely matches: who sees whom, and a person decides once who is who."""

from pathlib import Path

import pytest

from rock.accounts.models import User
from rock.insight.cin.models import LikelyMatch, MatchState
from rock.records.models import SamePerson
from tests.insight.cin.house import child, load
from tests.support import factories
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def match(tmp_path: Path) -> LikelyMatch:
    factories.person("Wilhelmina", "Thwaite", born=child().birth_date, sex="F", ethnicity="WBRI")
    load(tmp_path, child("C1"))
    return LikelyMatch.objects.get()


def test_a_likely_match_of_somebody_who_is_not_reached_names_nobody(officer: PageClient, match: LikelyMatch) -> None:
    page = officer.get("/census/matches/")
    assert "Child C1" in page.words
    assert "Ask the hub manager to decide" in page.words
    assert "Wilhelmina" not in page.text
    one = officer.get(f"/census/matches/{match.pk}/")
    assert "Wilhelmina" not in one.text
    refused = officer.submit(one, answer="same")
    assert (refused.status, SamePerson.objects.count()) == (409, 0)
    match.refresh_from_db()
    assert match.state == MatchState.WAITING


def test_a_likely_match_of_a_restricted_person_says_only_that_there_may_be_somebody(
    officer: PageClient, match: LikelyMatch, user: User
) -> None:
    factories.grant(user, match.held)
    factories.restriction(match.held, factories.staff_user("team_manager"))
    assert "There may be somebody. Ask the hub manager." in officer.get("/census/matches/").words
    assert "Wilhelmina" not in officer.get(f"/census/matches/{match.pk}/").text


@pytest.mark.parametrize(("answer", "joined"), [("same", 1), ("different", 0)])
def test_a_person_decides_once_who_is_who(
    officer: PageClient, match: LikelyMatch, user: User, tmp_path: Path, answer: str, joined: int
) -> None:
    factories.grant(user, match.held)
    page = officer.get(officer.get("/census/matches/").link(f"Decide about child C1 and record {match.held_id}"))
    assert "Wilhelmina Thwaite" in page.words
    assert officer.submit(page, answer="").errors == ["Choose whether they are the same person"]
    assert officer.submit(page, answer=answer).status == 302
    match.refresh_from_db()
    assert (match.state, match.decided_by, SamePerson.objects.count()) == (answer, user, joined)
    assert "No likely match" in officer.get("/census/matches/").words
    assert officer.post(f"/census/matches/{match.pk}/", {"answer": "same"}).status == 409
    load(tmp_path, child("C1"))
    assert LikelyMatch.objects.filter(state=MatchState.WAITING).count() == 0


def test_a_match_is_decided_only_by_those_who_reach_the_incoming_child(pages: PageClient, match: LikelyMatch) -> None:
    address = f"/census/matches/{match.pk}/"
    assert pages.as_user(factories.staff_user("social_worker")).post(address, {"answer": "same"}).status == 403
    manager = factories.staff_user("hub_manager")
    factories.grant(manager, match.incoming, allow=False)
    assert pages.as_user(manager).get(address).status == 404
    assert pages.as_user(manager).post(address, {"answer": "same"}).status == 404
