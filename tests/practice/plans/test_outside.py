"""What was promised on a visit before there is a plan: seen, dated, settled, and taken out of sight by nothing else."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.practice.plans.models import Part, Standing
from rock.practice.plans.queries.listing import first_page
from rock.practice.plans.queries.outside import promised_outside
from rock.practice.plans.services.starting import start_plan
from rock.practice.plans.services.writing import take_in
from rock.practice.requests.models import Referral
from rock.records.models import Promise, PromiseState
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared
from tests.support.visits import Household, a_visit, allocated, household, said, seen

FUND = "Ring the household support fund"


@shared
def home() -> Household:
    """Give a family whose worker promised something for Kai, and nothing for Rosie."""
    home = allocated(household())
    a_visit(home, seen(home.kai, said(promise=FUND)), seen(home.rosie))
    return home


def promised(home: Household) -> Promise:
    return Promise.objects.get(child=home.kai, what=FUND, state=PromiseState.OPEN)


def the_plan(home: Household) -> None:
    Referral.objects.create(child=home.kai, referred_on=time.today())
    plan = start_plan(
        by=home.worker,
        family=home.family,
        child=home.kai,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + timedelta(days=40),
        lead=home.worker,
        members=[(home.dee, Part.PARENT)],
    )
    take_in(by=home.worker, plan=plan, promise=promised(home))


def test_a_promise_made_on_a_visit_is_seen_before_there_is_a_plan(home: Household, pages: PageClient) -> None:
    client = pages.as_user(home.worker)
    visit = promised(home).made_on.visit
    assert f"Sam Iqbal: {FUND}" in client.get(f"/visits/{visit.pk}/").words
    page = client.get(f"/plans/promised/{home.kai.pk}/")
    assert FUND in page.words
    assert "Sam Iqbal" in page.words
    assert "No promise waits" in client.get(f"/plans/promised/{home.rosie.pk}/").words


def test_it_stands_on_the_workers_first_page_by_its_day_and_says_when_it_is_late(
    home: Household, pages: PageClient
) -> None:
    line = first_page({home.kai.pk, home.rosie.pk})
    assert list(line) == [home.kai.pk]
    assert line[home.kai.pk] == ["1 promise is open, in no plan yet."]
    Promise.objects.update(due_on=time.today() - timedelta(days=1))
    page = pages.as_user(home.worker).get("/children/")
    assert "1 promise is open, in no plan yet; 1 late." in page.words
    assert f"/plans/promised/{home.kai.pk}/" in [link["href"] for link in page.soup.select("main a")]


@pytest.mark.parametrize(
    ("answer", "state"),
    [({"state": "kept"}, PromiseState.KEPT), ({"state": "dropped", "words": "They have it."}, PromiseState.DROPPED)],
)
def test_somebody_says_what_became_of_it_and_it_waits_no_more(
    home: Household, pages: PageClient, answer: dict[str, str], state: PromiseState
) -> None:
    client, made = pages.as_user(home.worker), promised(home)
    sent = client.submit(client.get(f"/plans/promised/{home.kai.pk}/{made.pk}/"), **answer)
    assert sent.status in {200, 302}
    made.refresh_from_db()
    assert made.state == state
    assert promised_outside(home.kai) == []
    assert client.get(f"/plans/promised/{home.kai.pk}/{made.pk}/").status == 404


def test_one_that_is_carried_goes_on_waiting_until_its_later_day(home: Household, pages: PageClient) -> None:
    client, made, later = pages.as_user(home.worker), promised(home), time.today() + timedelta(days=30)
    day = {"due_on-day": str(later.day), "due_on-month": str(later.month), "due_on-year": str(later.year)}
    client.submit(client.get(f"/plans/promised/{home.kai.pk}/{made.pk}/"), state="carried", **day)
    assert [(one.carried_from_id, one.due_on) for one in promised_outside(home.kai)] == [(made.pk, later)]


def test_what_a_plan_holds_waits_there_and_nowhere_else(home: Household, pages: PageClient) -> None:
    the_plan(home)
    assert promised_outside(home.kai) == []
    assert ["in no plan" in line for line in first_page({home.kai.pk})[home.kai.pk]] == [False]
    assert pages.as_user(home.worker).get(f"/plans/promised/{home.kai.pk}/{promised(home).pk}/").status == 404


def test_nobody_else_finds_it_and_another_childs_number_is_not_there(home: Household, pages: PageClient) -> None:
    made = promised(home)
    stranger = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    for path in (f"/plans/promised/{home.kai.pk}/", f"/plans/promised/{home.kai.pk}/{made.pk}/"):
        assert stranger.get(path).status == 404
    assert pages.as_user(home.worker).get(f"/plans/promised/{home.rosie.pk}/{made.pk}/").status == 404
    reader = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
    make.grant(reader, [home.kai])
    page = pages.as_user(reader).get(f"/plans/promised/{home.kai.pk}/")
    assert FUND in page.words
    assert "Say what became of it" not in page.words
