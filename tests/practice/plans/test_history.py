"""Plans that were written here stand in the history that the hub opens before it decides about a child again."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from rock.core import time
from rock.core.words import on_day
from rock.practice.plans.history import plans_of
from rock.practice.plans.models import CINPlan, Standing
from rock.practice.plans.services.standing import change_standing, end_plan
from rock.practice.requests.models import Referral
from tests.practice.plans.conftest import World

pytestmark = pytest.mark.django_db


def held(world: World) -> list[tuple[str, str]]:
    lines = sorted(plans_of({world.kai.pk}), key=lambda line: line.on)
    assert {line.person_id for line in lines} <= {world.kai.pk}
    return [(line.what, line.outcome) for line in lines]


def test_an_early_help_plan_that_runs_says_who_leads_it(world: World) -> None:
    assert held(world) == [("Early help plan", "It runs, led by Asha Begum")]
    world.plan.lead, world.plan.partner_lead = None, "Mr Shah, Marram Primary"
    world.plan.save()
    assert held(world) == [("Early help plan", "It runs, led by Mr Shah, Marram Primary")]
    assert list(plans_of({world.dee.pk})) == []


def test_each_kind_it_stood_as_is_a_line_and_its_census_row_is_not_told_twice(world: World) -> None:
    change_standing(by=world.asha, plan=world.plan, standing=Standing.IN_NEED)
    assert CINPlan.objects.count() == 1
    assert held(world) == [
        ("Early help plan", f"Until {on_day(time.today())}, then another kind of plan"),
        ("Child-in-need plan", "It runs, led by Asha Begum"),
    ]


def test_a_plan_that_ended_says_who_stayed(world: World) -> None:
    end_plan(by=world.asha, plan=world.plan, words="You did it.", partner="Mr Shah, Marram Primary")
    assert held(world) == [
        ("Early help plan", f"Ended, {on_day(time.today())}. Mr Shah, Marram Primary stayed with the family")
    ]


def test_another_systems_plan_stands_beside_ours_in_one_query(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    began = time.today() - timedelta(days=400)
    CINPlan.objects.create(referral=Referral.objects.get(), started_on=began, source="CIN census 2025-26")
    with django_assert_num_queries(1):
        lines = held(world)
    assert lines == [
        ("Child-in-need plan", "No end is held here"),
        ("Early help plan", "It runs, led by Asha Begum"),
    ]
