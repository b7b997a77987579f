"""Who reads what somebody writes into a plan is said where they write it: their worker by name, and a partner who leads."""

import pytest

from rock.practice.plans.models import ItemKind
from tests.doors.family.planned import Planned
from tests.support import factories as make

pytestmark = pytest.mark.django_db
LEAD = "Mrs Una Hale, Marram Primary School"


def led(made: Planned, lead: str = LEAD) -> Planned:
    made.plan.lead, made.plan.partner_lead = None, lead
    made.plan.save()
    return made


def pages_of(made: Planned, name: str = "dee") -> list[str]:
    """Return the words of the pages on which Dee writes: a new idea, other words, an answer."""
    client, line = made.door(made.dee), made.lines[name].pk
    paths = (f"/w/plan/{made.kai.pk}/write/promise/", f"/w/line/{line}/words/", f"/w/line/{line}/")
    return [client.get(path).words for path in paths]


def test_who_works_with_her_is_named(made: Planned) -> None:
    idea, *_others = pages_of(made)
    assert "Something that could be done Kai It goes into the plan" in idea, "whose plan it is stands above"
    assert "You read it, and Asha Begum does, who works with you." in idea
    assert "others at our office" in idea
    assert "Nobody else reads it, until you and your worker say so." in idea
    assert not any("plan is led by" in words for words in pages_of(made))


def test_a_partner_who_leads_is_named_on_each_page_with_what_they_read(made: Planned) -> None:
    idea, reworded, answer = pages_of(led(made))
    assert f"This plan is led by {LEAD}. We ask you before they read your words." in idea
    assert (
        f"This plan is led by {LEAD}. If they read this line, we ask you before they read your new words." in reworded
    )
    assert f"This plan is led by {LEAD}. They do not read what you say here." in answer


def test_who_sees_only_what_is_their_own_is_told_no_name(made: Planned) -> None:
    led(made)
    words = made.door(made.jo).get(f"/w/plan/{made.kai.pk}/write/what_if/").words
    assert "You read it, and your worker does." in words
    assert "Hale" not in words
    assert "Kai" not in words


def test_a_lead_whose_name_says_where_they_live_is_not_named(made: Planned) -> None:
    make.address(made.dee, "4 Quiet Row", "FY99 9ZZ", hidden=True)
    led(made, "Mrs Una Hale, Quiet Row Nursery")
    line = made.write(ItemKind.STRONG, "Ray makes Kai laugh.", made.ray, by_person=made.ray)
    client = made.door(made.ray)
    paths = (f"/w/plan/{made.kai.pk}/write/promise/", f"/w/line/{line.pk}/words/", f"/w/line/{line.pk}/")
    for path in paths:
        page = client.get(path)
        assert page.status == 200
        assert "plan is led by" not in page.words
        assert "Quiet" not in page.text
