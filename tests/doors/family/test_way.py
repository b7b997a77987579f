"""Where we are and what is next, at the door: from the request to the plan, its review and its end; each reader's own."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.words import on_day
from rock.practice.plans.models import PlanMember
from rock.practice.plans.services.readers import share_ending
from rock.practice.plans.services.standing import end_plan
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
    assert way(page)[-1] == f"later: We look together at what has changed {review}"
    assert (
        f"By {on_day(family.kai.clocks.get(rule__key='assessment').due_at)} we tell you what could help." in page.words
    )
    assert f"We look at our plan together on {review}." in page.words


def test_once_we_know_them_the_plan_is_where_we_are(family: Planned) -> None:
    assessed(family)
    page = family.door(family.dee).get("/w/")
    assert way(page)[3].startswith("done: We have a plan")
    assert way(page)[4].startswith("now: Each of us does their part")
    assert "You can ask us anything about what we decided." not in page.words
    family.plan.review_on = time.today() - timedelta(days=1)
    family.plan.save()
    words = family.door(family.dee).get("/w/").words
    assert "It is time to look at our plan together." in words
    family.plan.review_on = time.today()
    family.plan.save()
    assert f"We look at our plan together on {on_day(time.today())}." in family.door(family.dee).get("/w/").words


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
