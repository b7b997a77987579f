"""Where we are and what is next, at the door: from the request to the plan, its review and its end; each reader's own."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.words import on_day
from rock.practice.plans.models import Part, Plan, PlanMember, Standing
from rock.practice.plans.services.readers import share_ending
from rock.practice.plans.services.standing import end_plan
from rock.practice.plans.services.starting import start_plan
from rock.records.models import Clock, Redaction, RedactionKind
from tests.doors.family.planned import Planned, planned
from tests.support.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(db: None) -> Planned:
    return planned()


def way(page: Page) -> list[str]:
    """Return the steps, each with its state."""
    return [
        f"{step['class'][0].removeprefix('rock-steps__')}: {step.get_text(' ', strip=True)}"
        for step in page.soup.select("ol.rock-steps > li")
    ]


def assessed(made: Planned) -> None:
    Clock.objects.filter(rule__key="assessment").update(stopped_at=time.now())


def test_while_we_get_to_know_them_the_plan_and_its_review_stand_on_the_way_too(family: Planned) -> None:
    page = family.door(family.dee).get("/w/")
    states = [step.split(":")[0] for step in way(page)]
    assert states == ["done", "done", "done", "now", "done", "now", "later"]
    review = on_day(family.plan.review_on)
    assert way(page)[-1] == f"later: We look together at what has changed Kai {review}"
    assert (
        f"By {on_day(family.kai.clocks.get(rule__key='assessment').due_at)} we tell you what could help." in page.words
    )
    assert f"We look together at the plan for Kai on {review}." in page.words


def whose(page: Page) -> dict[str, str]:
    """Return what stands beside each step, by its first words."""
    found = {}
    for step in page.soup.select("ol.rock-steps > li"):
        beside = [one.extract().get_text(strip=True) for one in step.select(".rock-steps__when")]
        found[step.get_text(" ", strip=True).split(" (")[0].removesuffix(" Now")] = " | ".join(beside)
    return found


def second_plan(family: Planned, days: int) -> Plan:
    """Return a plan of Bea's that Dee writes too, looked at so many days after Kai's."""
    return start_plan(
        by=family.asha,
        family=family.told.family,
        child=family.told.bea,
        standing=Standing.EARLY_HELP,
        review_on=family.plan.review_on + timedelta(days=days),
        lead=family.asha,
        members=[(family.dee, Part.PARENT)],
    )


def test_each_step_says_whose_it_is_where_there_are_several_children(family: Planned) -> None:
    Clock.objects.filter(rule__key="assessment", person=family.kai).update(stopped_at=time.now())
    beside = whose(family.door(family.dee).get("/w/"))
    assert beside["We get to know you"].startswith("Bea | by ")
    assert beside["Each of us does their part"] == beside["We have a plan"] == "Kai"
    review = on_day(family.plan.review_on)
    assert beside["We look together at what has changed"] == f"Kai | {review}"
    second_plan(family, 0)
    beside = whose(family.door(family.dee).get("/w/"))
    both = beside["Each of us does their part"]
    assert set(both.split(" and ")) == {"Kai", "Bea"}
    assert beside["We look together at what has changed"] == f"{both} | {review}"


def test_plans_that_are_looked_at_on_different_days_each_say_theirs(family: Planned) -> None:
    hers = second_plan(family, 9)
    page = family.door(family.dee).get("/w/")
    first, then = on_day(family.plan.review_on), on_day(hers.review_on)
    assert whose(page)["We look together at what has changed"] == f"Kai: {first}, Bea: {then}"
    assert f"We look together at the plan for Kai on {first}." in page.words


def test_who_is_shown_one_child_reads_no_name_beside_a_step(family: Planned) -> None:
    second_plan(family, 9)
    page = family.door(family.ray).get("/w/")
    assert whose(page)["Each of us does their part"] == ""
    assert "Bea" not in page.text


def test_once_we_know_them_the_plan_is_where_we_are(family: Planned) -> None:
    assessed(family)
    page = family.door(family.dee).get("/w/")
    assert way(page)[3].startswith("done: We have a plan")
    assert way(page)[4].startswith("now: Each of us does their part")
    assert "You can ask us anything about what we decided." not in page.words
    family.plan.review_on = time.today() - timedelta(days=1)
    family.plan.save()
    words = family.door(family.dee).get("/w/").words
    assert "It is time to look together at the plan for Kai." in words
    family.plan.review_on = time.today()
    family.plan.save()
    assert (
        f"We look together at the plan for Kai on {on_day(time.today())}." in family.door(family.dee).get("/w/").words
    )


def test_who_has_no_part_in_the_plan_is_not_told_that_there_is_one(family: Planned) -> None:
    assessed(family)
    PlanMember.objects.filter(person=family.ray).update(ends=time.now())
    page = family.door(family.ray).get("/w/")
    assert not [step for step in way(page) if "plan" in step]
    assert on_day(family.plan.review_on) not in page.words
    assert "our plan" not in page.words.lower()


def test_a_plan_that_waits_to_be_moved_is_not_on_the_way(family: Planned) -> None:
    assessed(family)
    Redaction.objects.create(
        kind=RedactionKind.REDACT, basis="Not theirs", asked_by=family.asha, occasion=family.plan.occasion
    )
    assert not [step for step in way(family.door(family.dee).get("/w/")) if "plan" in step]


def test_the_end_is_on_the_way_of_whoever_may_read_why(family: Planned) -> None:
    assessed(family)
    end_plan(
        by=family.asha,
        plan=family.plan,
        words="You did it.",
        partner="Mr Shah, Marram Primary",
        drop_open_because="Done",
    )
    page = family.door(family.dee).get("/w/")
    assert "Our plan has ended" not in page.text
    family.plan.refresh_from_db()
    share_ending(by=family.asha, plan=family.plan, reader=family.dee)
    page = family.door(family.dee).get("/w/")
    assert way(page)[-1].startswith("done: Our plan has ended")
    assert "You can read above why, and who stays with you." in page.words
    assert "has ended" not in family.door(family.ray).get("/w/").text
