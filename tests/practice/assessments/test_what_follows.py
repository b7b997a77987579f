"""From the decision about an assessment to the plan: one press, with what was decided filled in."""

import pytest

from rock.practice.assessments.models import Outcome
from rock.practice.plans.models import Plan
from tests.practice.assessments.conftest import World
from tests.practice.assessments.test_deciding import decide, ready
from tests.support.pages import PageClient

__all__ = ["ready"]

pytestmark = pytest.mark.django_db
SCHOOL = "Mr Shah, Marram Primary"


def begun(pages: PageClient, world: World) -> dict[str, str]:
    """Return what the form of a new plan holds, reached from the decision."""
    client = pages.as_user(world.worker)
    decision = client.get(f"/assessments/{world.assessment.pk}/decide/")
    page = client.get(decision.link(f"Start the plan with {world.kai}, or open the one there is"))
    return page.form()


def test_a_plan_begins_as_a_child_in_need_led_by_the_worker(pages: PageClient, ready: World) -> None:
    decide(ready)
    form = begun(pages, ready)
    assert (form["standing"], form["lead"], form["partner_lead"]) == ("in_need", str(ready.worker.pk), "")


def test_early_help_begins_with_the_partner_whom_the_manager_named(pages: PageClient, ready: World) -> None:
    decide(ready, Outcome.EARLY_HELP, partner_lead=SCHOOL)
    form = begun(pages, ready)
    assert (form["standing"], form["lead"], form["partner_lead"]) == ("early_help", "", SCHOOL)
    client = pages.as_user(ready.worker)
    client.submit(client.get(f"/plans/start/{ready.kai.pk}/"))
    plan = Plan.objects.get()
    assert (plan.lead, plan.partner_lead, plan.standings.get().standing) == (None, SCHOOL, "early_help")


def test_not_in_need_leads_to_no_plan_and_nothing_is_filled_in_before_it_is_decided(
    pages: PageClient, ready: World
) -> None:
    client = pages.as_user(ready.worker)
    assert "standing" not in client.get(f"/plans/start/{ready.kai.pk}/").form()
    decide(ready, Outcome.NOT_IN_NEED)
    assert "Start the plan" not in client.get(f"/assessments/{ready.assessment.pk}/decide/").words
    assert "standing" not in client.get(f"/plans/start/{ready.kai.pk}/").form()
