"""The Carrows’ weeks with their worker, as each of them finds them this morning; the father finds nothing of the mother’s home."""

from datetime import date
from typing import Any

import pytest

from rock.core import time
from rock.demo.today.facts import CRAIG, SCHOOL
from rock.demo.today.partner import SAW
from rock.demo.today.plan import HOUSING
from rock.demo.today.review import WHAT_CHANGED
from rock.demo.today.visits import BIKE, FRIDAYS
from rock.doors.child.queries.own import helpers_of, own_page, wishes_of
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.queries.reading import passages_for, readings_for
from rock.practice.assessments.queries.waiting import still_missing
from rock.practice.plans.models import Drift, Plan
from rock.practice.plans.queries.for_reader import plan_for
from rock.practice.visits.models import Visit
from rock.records.models import Audience, Person, Promise, PromiseState, Source, Statement, Wish
from tests.demo.today.test_morning import first_page, made, morning, user  # noqa: F401 - fixtures
from tests.support.pages import PageClient

pytestmark = pytest.mark.usefixtures("morning")
GIVES_AWAY = ("Limpet", "FY99 2", "07700 900283", "Seabank", "Marram")


def carrow(given_name: str) -> Person:
    return Person.objects.get(given_name=given_name, memberships__family__name__in=["Carrow"], source="")


def nan() -> Person:
    return Person.objects.get(given_name="Maureen", family_name="Holt", plan_parts__isnull=False)


def test_every_child_was_visited_twice_and_keeps_their_own_words() -> None:
    for name in ("Maisie", "Tyler", "Alfie"):
        child = carrow(name)
        assert child.visits.filter(seen=True).count() == 2
        own = child.day_entries.filter(source=Source.CHILD)
        assert own.exists() == (name != "Alfie")
        assert not own.exclude(statement__speaker=child).exists()
    assert Visit.objects.filter(occasion__family__name="Carrow").count() == 3


def test_one_wish_is_answered_and_one_has_waited_too_long() -> None:
    answered, waiting = (Wish.objects.get(statement__words=words) for words in (BIKE, FRIDAYS))
    assert answered.clock
    assert answered.clock.stopped_at == answered.answered_at
    assert waiting.answer is None
    assert waiting.clock
    assert waiting.clock.due_at < time.now()
    assert Drift.objects.filter(wish=waiting, answered_at__isnull=True).exists()


def test_maisie_sees_her_wishes_on_a_page_of_her_own(pages: PageClient) -> None:
    own = own_page(user("child"))
    assert own
    assert own.child == carrow("Maisie")
    assert {row.statement.words for row in wishes_of(own)} == {BIKE, FRIDAYS}
    assert "Maisie" in first_page(pages, "child").words


def test_maisie_sees_the_faces_of_those_of_her_workers_who_put_one_up() -> None:
    own = own_page(user("child"))
    assert own
    assert {one.name for one in helpers_of(own) if one.has_face} == {"Aisha Rahman", "Denise Thornber"}


def test_tyler_has_a_page_of_his_own_and_nobody_else_reads_it(pages: PageClient) -> None:
    own = own_page(user("young_person"))
    assert own
    assert first_page(pages, "young_person").status == 200
    spoken = Statement.objects.filter(speaker=carrow("Tyler"))
    assert set(Audience.objects.filter(statement__in=spoken).values_list("reader", flat=True)) == {carrow("Tyler").pk}


def test_mother_and_father_read_different_passages_of_one_assessment() -> None:
    read = {}
    for name in ("Leanne", "Craig"):
        ids = {carrow(name).pk}
        maisies = [one for one in readings_for(ids) if one.assessment.referral.child == carrow("Maisie")]
        assert len(maisies) == 1
        read[name] = {one.heading for one in passages_for(ids, maisies[0].assessment)}
    assert len(read["Leanne"]) == 6
    assert len(read["Craig"]) == 3
    assert read["Craig"] < read["Leanne"]


def test_tylers_assessment_waits_for_nothing_but_the_manager() -> None:
    def waits(name: str) -> list[str]:
        return still_missing(Assessment.objects.get(referral__child=carrow(name), occasion__isnull=False))

    assert waits("Tyler") == []
    assert waits("Maisie")


def test_the_plan_has_six_promises_one_kept_one_carried_two_late() -> None:
    plan = Plan.objects.get(child=carrow("Maisie"))
    rows = Promise.objects.filter(item__plan=plan)
    assert rows.count() == 6
    assert rows.filter(state=PromiseState.KEPT).count() == 1
    assert rows.filter(carried_from__state=PromiseState.CARRIED).count() == 1
    late = rows.filter(state=PromiseState.OPEN, due_on__lt=time.today())
    assert {one.owner_agency for one in late} == {HOUSING, SCHOOL}
    assert plan.review_on == time.today()
    assert [one.agreed_on for one in plan.versions.order_by("number")] == [date(2026, 10, 14), date(2026, 11, 13)]


@pytest.mark.parametrize(("name", "lines"), [("Leanne", 11), ("Maisie", 8), ("Craig", 0)])
def test_each_reads_of_the_plan_what_is_theirs(name: str, lines: int) -> None:
    found = plan_for({carrow(name).pk}, {carrow("Maisie").pk})
    assert sum(map(len, found.lines.values())) == lines if found else lines == 0


def test_the_grandmother_finds_her_promise() -> None:
    found = plan_for({nan().pk}, {carrow("Maisie").pk})
    assert found
    assert [one.words for one in found.mine] == ["I am at the gate on Mondays and Wednesdays, and we do spellings."]


def test_the_mother_finds_the_day_then_and_now_and_neither_father_nor_grandmother_does(pages: PageClient) -> None:
    maisie = carrow("Maisie")
    path, words = f"/w/then/{maisie.pk}/", first_page(pages, "mother").words
    assert "What has changed for Maisie" in words
    page = pages.as_user(user("mother")).get(path)
    assert [said in page.words for said in ("Jess keeps my seat.", "The new curtain makes it dark", WHAT_CHANGED)] == [
        True
    ] * 3
    assert len(page.soup.select(".rock-then__arrow")) == 6
    assert [pages.as_user(user(key)).get(path).status for key in ("father", "grandmother")] == [404, 404]


def test_the_mother_reads_whose_each_step_is_and_the_newest_decision_first(pages: PageClient) -> None:
    page = first_page(pages, "mother")
    steps = [step.get_text(" ", strip=True) for step in page.soup.select("ol.rock-steps > li")]
    assert any("We get to know you Tyler, Maisie and Alfie" in step for step in steps)
    assert any("Each of us does their part Tyler and Maisie" in step for step in steps)
    before = page.soup.select_one("details#before")
    assert before
    assert "Money is tight just now." in before.get_text()
    assert "That was brave." not in before.get_text()
    assert "That was brave." in page.words


def test_both_were_talked_with_and_the_mother_finds_who_looked(pages: PageClient) -> None:
    for key in ("mother", "father"):
        assert "talks with you first" not in first_page(pages, key).words
    assert "Aisha Rahman, to work with you" in pages.as_user(user("mother")).get("/w/who/").words


@pytest.mark.parametrize("key", ["mother", "father", "grandmother", "child", "young_person", "school"])
def test_nobody_outside_reads_where_they_live(pages: PageClient, key: str) -> None:
    words: Any = first_page(pages, key).words
    assert not any(part in words for part in GIVES_AWAY[:4])


def test_nothing_that_the_father_may_read_speaks_of_their_life_now() -> None:
    craig = Person.objects.get(given_name="Craig", birth_date=CRAIG.birth_date)
    rows = Audience.objects.filter(reader=craig).exclude(statement__speaker=craig)
    assert rows.exists()
    for row in rows:
        assert not any(part in row.statement.words for part in (*GIVES_AWAY, "Maureen", "bunk", "curtain"))


def test_the_school_finds_one_promise_due_and_one_late_and_what_it_saw_is_for_nobody_outside(pages: PageClient) -> None:
    words = first_page(pages, "school").words
    assert "Late since 9 November 2026" in words
    assert "A seat for Maisie at breakfast club, next to Jess." in words
    assert words.count("Say how it stands") == 3, "two for Maisie, one for Ruby"
    said = Statement.objects.get(words=SAW)
    assert said.day_entry.source == Source.SCHOOL
    assert not said.audience.exists()
