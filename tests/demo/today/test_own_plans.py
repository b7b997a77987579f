"""Tyler’s own plan and Ruby’s that her school leads: each finds at their door what is theirs, and nobody what is not."""

import pytest

from rock.core import time
from rock.demo.today.facts import SCHOOL
from rock.demo.today.led import SUGGESTED
from rock.demo.today.tyler import ASKED_OF_HIM, FORM_TUTOR, HIS_GOOD_DAY, HIS_PROMISE
from rock.practice.assessments.models import Assessment
from rock.practice.plans.models import Plan, Standing
from rock.practice.requests.models import Decision, Referral, Route
from rock.records.models import Agreement, Answer, Person
from tests.demo.today.test_life import carrow
from tests.demo.today.test_morning import first_page, made, morning, user  # noqa: F401 - fixtures
from tests.support.pages import PageClient

pytestmark = pytest.mark.usefixtures("morning")
HIS = (HIS_GOOD_DAY, HIS_PROMISE)


def ruby() -> Person:
    return Person.objects.get(given_name="Ruby", family_name="Fairclough")


def test_tyler_reads_all_of_his_plan_and_has_something_asked_of_him(pages: PageClient) -> None:
    assert "Our plan" in first_page(pages, "young_person").words
    page = pages.as_user(user("young_person")).get("/me/plan/")
    assert all(said in page.words for said in (*HIS, ASKED_OF_HIM, "I check the door at ten"))
    assert page.words.count("I have done it") == 2


def test_his_mother_reads_what_they_wrote_together_and_not_what_he_kept_for_himself(pages: PageClient) -> None:
    tyler = carrow("Tyler")
    words = pages.as_user(user("mother")).get(f"/w/plan/{tyler.pk}/").words
    assert ASKED_OF_HIM in words
    assert not any(said in words for said in HIS)
    for key in ("father", "grandmother"):
        assert pages.as_user(user(key)).get(f"/w/plan/{tyler.pk}/").status == 404


def test_our_plan_leads_her_to_the_one_that_is_looked_at_first(pages: PageClient) -> None:
    page = pages.as_user(user("mother")).get("/w/plan/")
    here = page.soup.select_one("nav [aria-current=page]")
    assert here
    assert here.get_text() == "Maisie"
    assert page.link("Tyler") == f"/w/plan/{carrow('Tyler').pk}/"


def test_he_agreed_for_himself_and_can_take_it_back(pages: PageClient) -> None:
    given = Agreement.objects.filter(person=carrow("Tyler"))
    assert sorted(given.values_list("answer", flat=True)) == [Answer.NO, Answer.YES, Answer.YES]
    page = pages.as_user(user("young_person")).get("/me/agreed/")
    assert f"That we ask: {FORM_TUTOR}" in page.words
    assert page.words.count("Take it back") == 2


def test_his_plan_runs_beside_the_assessment_that_the_manager_decides_on() -> None:
    plan = Plan.objects.get(child=carrow("Tyler"))
    assert plan.standings.get().standing == Standing.EARLY_HELP
    assert plan.review_on > time.today()
    assert Assessment.objects.get(referral__child=carrow("Tyler"), occasion__isnull=False).authorised_on is None


def test_ruby_has_early_help_that_her_school_leads_and_no_referral() -> None:
    decision = Decision.objects.get(request__submission_key="faircloughs")
    lead = f"Priya Nandakumar, {SCHOOL}"
    assert (decision.route, decision.early_help_lead) == (Route.EARLY_HELP, lead)
    assert not Referral.objects.filter(child=ruby()).exists()
    plan = Plan.objects.get(child=ruby())
    assert (plan.lead, plan.partner_lead) == (None, lead)


def test_the_lead_finds_the_plan_at_her_door_and_the_line_that_she_suggested(pages: PageClient) -> None:
    words = first_page(pages, "school").words
    assert "Plans that you lead" in words
    assert words.index("What you promised", words.index("Maisie")) < words.rindex("Ruby")
    row = ruby().partner_invitations.get()
    page = pages.as_user(user("school")).get(f"/partner/{row.pk}/plan/")
    assert page.status == 200
    shared = ("Somebody says good morning", "two later starts", "what help there is to pay", SUGGESTED)
    assert all(said in page.words for said in shared)


def test_what_the_lead_suggested_is_for_nobody_at_the_family_s_door() -> None:
    line = Plan.objects.get(child=ruby()).items.get(wording__statement__words=SUGGESTED)
    assert line.wording
    assert not line.wording.statement.audience.exists()
