"""A reader’s own lines: an idea, other words, done, taken back, and an edit at once."""

from typing import Any

import pytest

from rock.core import time
from rock.practice.plans.facts import Wording, wording_of
from rock.practice.plans.models import PlanItem
from rock.practice.plans.services.writing import reword
from rock.records.models import Person, Promise, PromiseState, Statement
from tests.doors.family.planned import WEEK, Planned

pytestmark = pytest.mark.django_db


def test_she_writes_a_promise_and_a_what_if_of_her_own(made: Planned) -> None:
    client, day = made.door(made.dee), time.today() + WEEK
    form = client.get(f"/w/plan/{made.kai.pk}/write/promise/")
    given: dict[str, Any] = {"due_on__day": day.day, "due_on__month": day.month, "due_on__year": day.year}
    wrong = client.submit(form, words="I set the alarm.")
    assert "Choose who does it" in wrong.errors
    client.submit(form, words="I set the alarm.", owner="me", help_needed="A loud one", **given)
    promise = Promise.objects.get(what="I set the alarm.")
    assert (promise.owner, promise.idea_of, promise.help_needed) == (made.dee, made.dee, "A loud one")
    what_if = client.get(f"/w/plan/{made.kai.pk}/write/what_if/")
    client.submit(what_if, condition="I am ill", words="Nan comes.")
    mine = client.get("/w/plan/").words
    assert "I set the alarm." in mine
    assert "I am ill" in mine
    for other in (made.ray, made.jo):
        assert "alarm" not in made.door(other).get("/w/plan/").text
    ideas = client.get("/w/questions/").words
    assert "I set the alarm." in ideas
    assert "Nan comes." in ideas


def test_a_double_click_is_one_idea(made: Planned) -> None:
    client = made.door(made.dee)
    form = client.get(f"/w/plan/{made.kai.pk}/write/what_if/")
    for _ in range(2):
        client.submit(form, condition="I am ill", words="Nan comes.")
    assert Statement.objects.filter(words="Nan comes.").count() == 1


def test_what_nobody_may_write_has_no_page(made: Planned) -> None:
    for kind in ("worry", "nothing", "good_day", "x"):
        assert made.door(made.dee).get(f"/w/plan/{made.kai.pk}/write/{kind}/").status == 404


def test_she_is_not_stopped_by_promises_that_she_cannot_see(made: Planned) -> None:
    client, day = made.door(made.ray), time.today() + WEEK
    given: dict[str, Any] = {"due_on__day": day.day, "due_on__month": day.month, "due_on__year": day.year}
    for n in range(6):
        form = client.get(f"/w/plan/{made.kai.pk}/write/promise/")
        assert client.submit(form, words=f"Idea {n}.", owner="agency", agency="The school", **given).status == 302


def words_again(made: Planned, item: PlanItem, words: str, whose: Person | None = None) -> None:
    item.refresh_from_db()
    assert item.wording
    said = wording_of(item.wording)
    new = Wording(words, due_on=said.due_on, owner=said.owner)
    reword(by=made.asha, item=item, revision=item.revision, wording=new, by_person=whose)


def test_words_that_a_worker_wrote_down_as_hers_are_not_said_to_be_saved_by_her(made: Planned) -> None:
    client, line = made.door(made.dee), made.lines["dee"]
    form = client.get(f"/w/line/{line.pk}/words/")
    words_again(made, line, "Breakfast is ready at half past seven.", whose=made.dee)
    met = client.submit(form, words="Breakfast is ready. I get up first.")
    assert "Somebody else saved other words while you were writing" in met.words
    assert "Dee" not in met.words


def test_she_words_her_own_promise_anew_and_an_edit_at_once_is_compared(made: Planned) -> None:
    client, line = made.door(made.dee), made.lines["dee"]
    form = client.get(f"/w/line/{line.pk}/words/")
    words_again(made, line, "Breakfast is ready at half past seven.")
    met = client.submit(form, words="Breakfast is ready. I get up first.")
    assert "Asha Begum saved other words while you were writing" in met.words
    assert "half past seven" in met.words
    assert "I get up first." in met.text
    assert client.submit(met, words="Ready at half past seven. I get up first.").status == 302
    line.refresh_from_db()
    assert line.revision == 3
    assert line.wording
    assert line.wording.by_person == made.dee
    assert "I get up first." in client.get("/w/plan/").words
    assert "I get up first." not in made.door(made.ray).get("/w/plan/").text


def test_words_that_she_may_not_read_stay_unseen_and_hers_become_an_idea(made: Planned) -> None:
    client, line = made.door(made.dee), made.lines["dee"]
    form = client.get(f"/w/line/{line.pk}/words/")
    assert line.wording
    new = Wording("Dee is up before the children.", due_on=line.wording.due_on, owner=made.dee)
    reword(by=made.asha, item=line, revision=1, wording=new, keep_readers=())
    assert client.submit(form, words="I make porridge.").location == f"/w/line/{line.pk}/"
    page = client.get(f"/w/line/{line.pk}/")
    assert "I make porridge." in page.words
    assert "before the children" not in page.text


def test_she_marks_her_promise_done_or_takes_it_back_with_a_word(made: Planned) -> None:
    client, line = made.door(made.dee), made.lines["dee"].pk
    need = client.submit(client.get(f"/w/line/{line}/not-mine/"))
    assert need.errors == ["Write a word about it"]
    client.submit(client.get(f"/w/line/{line}/done/"), words="Every day this week.")
    promise = Promise.objects.get(item=line)
    assert (promise.state, promise.closed_word) == (PromiseState.KEPT, "Every day this week.")
    assert "Every day this week." in client.get("/w/plan/").words
    assert "Every day this week." not in made.door(made.ray).get("/w/plan/").text
    assert client.get(f"/w/line/{line}/not-mine/").status == 404


def test_he_takes_his_promise_back_and_it_is_seen_as_taken_back(made: Planned) -> None:
    client, line = made.door(made.ray), made.lines["ray"].pk
    client.submit(client.get(f"/w/line/{line}/not-mine/"), words="My shifts changed.")
    assert Promise.objects.get(item=line).state == PromiseState.TAKEN_BACK
    hers = made.door(made.dee).get("/w/plan/")
    assert "Taken back" in hers.words
    assert "shifts" not in hers.text


def test_nan_marks_hers_done(made: Planned) -> None:
    client, line = made.door(made.jo), made.lines["jo"].pk
    assert client.submit(client.get(f"/w/line/{line}/done/"), words="He slept well.").status == 302
    assert Promise.objects.get(item=line).state == PromiseState.KEPT
