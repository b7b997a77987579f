"""Who is who: the data officer decides where both are imported, and else asks the hub manager, who may then open both."""

from datetime import timedelta
from pathlib import Path

import pytest

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import SYSTEM, Refused
from rock.insight.cin.deciding import ASKED_FOR, ask_hub_managers, decide_match, source_of
from rock.insight.cin.models import LikelyMatch, MatchReason, MatchState
from rock.reach.models import Grant
from rock.reach.queries import reaches
from rock.records.models import SamePerson
from rock.teams.models import PostTitle
from rock.teams.services.allocating import allocate
from rock.teams.services.pods import fill_post, make_pod
from tests.insight.cin.house import child, load, person
from tests.support import factories
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db

UPN = "A12345678901B"


@pytest.fixture
def officer() -> User:
    return factories.staff_user(Role.DATA_OFFICER, "Odette Marsh")


@pytest.fixture
def manager() -> User:
    return factories.staff_user(Role.HUB_MANAGER, "Rhona Teal")


@pytest.fixture
def match(officer: User, manager: User, tmp_path: Path) -> LikelyMatch:
    """Give a match of an imported child with somebody whom neither of the two reaches."""
    factories.person("Wilhelmina", "Thwaite", born=child().birth_date, sex="F", ethnicity="WBRI")
    load(tmp_path, child("C1"))
    return LikelyMatch.objects.get()


def both(match: LikelyMatch) -> set[int]:
    return {match.incoming_id, match.held_id}


def test_where_both_are_imported_the_data_officer_decides(pages: PageClient, officer: User, tmp_path: Path) -> None:
    load(tmp_path, child("C1", upn=UPN), year=2025)
    load(tmp_path, child("C2", former_upn=UPN), year=2026)
    match = LikelyMatch.objects.get()
    assert match.reason == MatchReason.FORMER_UPN
    mine = pages.as_user(officer)
    page = mine.get("/census/matches/")
    assert "Ask the hub manager" not in page.words
    form = mine.get(page.link(f"Decide about child C2 and record {match.held_id}"))
    assert mine.submit(form, answer="same").status == 302
    assert SamePerson.objects.count() == 1
    assert reaches(officer, both(match)) == both(match)


def test_what_is_beyond_the_officers_reach_is_asked_of_the_hub_manager(
    pages: PageClient, officer: User, manager: User, match: LikelyMatch
) -> None:
    unasked = pages.as_user(manager).get("/census/matches/")
    assert "Once the data officer asks you, you can open both and decide" in unasked.words
    mine = pages.as_user(officer)
    page = mine.get("/census/matches/")
    assert "beyond your reach. Ask the hub manager to decide" in page.words
    assert mine.submit(page, f"/census/matches/{match.pk}/ask/", "main li form").status == 302
    after = mine.get("/census/matches/")
    assert "The hub manager was asked on" in after.words
    assert after.soup.select("main li form") == []
    sent = OutgoingMessage.objects.get()
    assert (sent.to, sent.template, sent.reference) == (manager.email, "match_asked", "")
    assert reaches(officer, both(match)) == {match.incoming_id}


def test_the_hub_manager_who_was_asked_opens_both_and_decides(
    pages: PageClient, officer: User, manager: User, match: LikelyMatch
) -> None:
    ask_hub_managers(by=officer, match=match)
    theirs = pages.as_user(manager)
    page = theirs.get("/census/matches/")
    assert "Odette Marsh asked the hub manager on" in page.words
    form = theirs.get(page.link(f"Decide about child C1 and record {match.held_id}"))
    assert "Wilhelmina Thwaite" in form.words
    assert theirs.submit(form, answer="different").status == 302
    match.refresh_from_db()
    assert (match.state, match.decided_by) == (MatchState.DIFFERENT, manager)
    assert reaches(manager, both(match)) == {match.incoming_id}


def test_a_question_lapses_after_four_weeks_and_may_be_asked_again(
    officer: User, manager: User, match: LikelyMatch
) -> None:
    ask_hub_managers(by=officer, match=match)
    with pytest.raises(Refused, match="asked already"):
        ask_hub_managers(by=officer, match=match)
    with time.at(time.now() + ASKED_FOR - timedelta(minutes=1)):
        assert reaches(manager, both(match)) == both(match)
    with time.at(time.now() + ASKED_FOR):
        assert reaches(manager, both(match)) == {match.incoming_id}
        ask_hub_managers(by=officer, match=match)
        assert reaches(manager, both(match)) == both(match)


def test_whoever_may_decide_need_not_ask_and_what_is_decided_is_not_asked(
    officer: User, manager: User, match: LikelyMatch
) -> None:
    factories.grant(officer, match.held)
    with pytest.raises(Refused, match="decide this yourself"):
        ask_hub_managers(by=officer, match=match)
    decide_match(by=officer, match=match, same=False)
    with pytest.raises(Refused, match="decided this already"):
        ask_hub_managers(by=officer, match=match)


def test_a_restricted_record_stays_closed_to_a_hub_manager_whom_it_does_not_name(
    pages: PageClient, officer: User, manager: User, match: LikelyMatch
) -> None:
    factories.restriction(match.held, factories.staff_user("team_manager"))
    ask_hub_managers(by=officer, match=match)
    assert reaches(manager, both(match)) == {match.incoming_id}
    page = pages.as_user(manager).get("/census/matches/")
    assert "limited to named people" in page.words
    assert "Wilhelmina" not in page.text
    with pytest.raises(Refused, match="both open"):
        decide_match(by=manager, match=match, same=True)


def test_a_child_whom_a_worker_has_already_leaves_the_office(officer: User, manager: User, match: LikelyMatch) -> None:
    pod = make_pod(by=SYSTEM, name="North", service_name="Work with families")
    worker, second = factories.staff_user("social_worker"), factories.staff_user("social_worker")
    for user in (worker, second):
        fill_post(by=SYSTEM, pod=pod, user=user, title=PostTitle.SOCIAL_WORKER, starts=factories.LONG_AGO)
    family = factories.family(children=[match.held])
    allocate(by=manager, child=match.held, family=family, pod=pod, worker=worker, second=second)
    ask_hub_managers(by=officer, match=match)
    decide_match(by=manager, match=match, same=True)
    assert reaches(officer, both(match)) == reaches(manager, both(match)) == set()
    assert reaches(worker, both(match)) == both(match)
    assert not Grant.objects.filter(source=source_of(match), ends__gt=time.now()).exists()


def test_only_a_data_officer_asks_and_only_of_a_child_whom_they_reach(
    pages: PageClient, officer: User, manager: User, match: LikelyMatch
) -> None:
    address = f"/census/matches/{match.pk}/ask/"
    assert pages.as_user(manager).post(address).status == 403
    assert pages.as_user(officer).get(address).status == 405
    factories.grant(officer, match.incoming, allow=False)
    assert pages.as_user(officer).post(address).status == 404
    assert person("C1").pk == match.incoming_id
    match.refresh_from_db()
    assert match.asked_by is None
