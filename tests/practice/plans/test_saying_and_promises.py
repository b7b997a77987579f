"""What is said to a line and to a plan, and what becomes of promises: each rule at its boundary."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rock.core import time
from rock.core.services import Refused
from rock.practice.plans.facts import Answered, Must, Quote, Wording
from rock.practice.plans.models import ItemKind, ItemView, PlanVersion, View
from rock.practice.plans.presenters.looks import look_of
from rock.practice.plans.queries.promises import with_whose
from rock.practice.plans.queries.versions import compare_versions
from rock.practice.plans.services.must import must_happen
from rock.practice.plans.services.promises import (
    answer_service,
    ask_service,
    carry_promise,
    close_promise,
    take_back_promise,
    times_carried,
)
from rock.practice.plans.services.saying import keep_version, say_view
from rock.practice.plans.services.starting import quote_in, remove_member
from rock.practice.plans.services.writing import remove_item, reword
from rock.records.models import Audience, EventKind, EventPerson, Promise, PromiseState, ServiceAnswer
from tests.practice.plans.conftest import World, make_world, promise_words
from tests.support import factories as make


@pytest.mark.parametrize("view", [View.DISAGREE, View.ANOTHER_IDEA])
def test_disagreeing_and_another_idea_have_words(world: World, view: View) -> None:
    item = world.write()
    with pytest.raises(Refused, match="Write what they say"):
        say_view(by=world.asha, item=item, view=view, words=" ", person=world.dee)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemView.objects.create(item=item, wording_id=item.wording_id or 0, person=world.dee, view=view)


@pytest.mark.parametrize("view", [View.AGREE, View.UNDERSTAND])
def test_agreeing_and_understanding_need_none(world: World, view: View) -> None:
    assert say_view(by=world.asha, item=world.write(), view=view, person=world.dee).statement is None


def test_what_has_to_happen_takes_no_agreeing_and_keeps_another_way(world: World) -> None:
    item = world.write(must=Must("Kai was left alone.", world.manager))
    with pytest.raises(Refused, match="not up to agreeing"):
        say_view(by=world.asha, item=item, view=View.AGREE, person=world.dee)
    for view in (View.UNDERSTAND, View.DISAGREE, View.ANOTHER_IDEA):
        say_view(by=world.asha, item=item, view=view, words="Jo could sleep over.", person=world.dee)
    assert ItemView.objects.count() == 3


def test_a_later_view_stands_beside_the_earlier_and_nobodys_is_shown_by_itself(world: World) -> None:
    item = world.write()
    say_view(by=world.asha, item=item, view=View.DISAGREE, words="Too early.", person=world.dee)
    reword(by=world.asha, item=item, revision=1, wording=promise_words("By eight.", owner=world.dee))
    say_view(by=world.asha, item=item, view=View.AGREE, person=world.dee)
    assert [(row.view, row.wording.number) for row in item.views.order_by("pk")] == [("disagree", 1), ("agree", 2)]
    assert not Audience.objects.exists()


def test_words_go_back_to_their_speakers_door_only_when_they_say_so(world: World) -> None:
    item = world.write()
    view = say_view(by=world.asha, item=item, view=View.DISAGREE, words="Too early.", person=world.dee, shown_back=True)
    assert [(row.reader, row.statement) for row in Audience.objects.all()] == [(world.dee, view.statement)]


def test_only_somebody_of_the_plan_has_a_view(world: World) -> None:
    item = world.write()
    remove_member(by=world.asha, plan=world.plan, person=world.ray)
    with pytest.raises(Refused, match="not in this plan yet"):
        say_view(by=world.asha, item=item, view=View.AGREE, person=world.ray)
    assert say_view(by=world.asha, item=item, view=View.AGREE).staff == world.asha


def test_a_version_keeps_the_wordings_and_what_each_says(world: World) -> None:
    with pytest.raises(Refused, match="nothing in the plan yet"):
        keep_version(by=world.asha, plan=world.plan, answers=[])
    world.write()
    first = keep_version(
        by=world.asha, plan=world.plan, answers=[Answered(world.dee, True, True), Answered(world.ray, False)]
    )
    second = keep_version(by=world.asha, plan=world.plan, answers=[])
    assert (first.number, second.number) == (1, 2)
    said = {row.person: (row.agrees, row.knows_what_if) for row in first.answers.all()}
    assert said == {world.dee: (True, True), world.ray: (False, None)}
    with pytest.raises(Refused, match="not in this plan yet"):
        keep_version(by=world.asha, plan=world.plan, answers=[Answered(make.person("Sam"), True)])
    assert PlanVersion.objects.count() == 2


@pytest.mark.parametrize(("days", "kept"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_version_is_of_a_day_between_the_start_and_today(world: World, days: int, kept: bool) -> None:
    world.write()
    day = world.plan.started_on + timedelta(days=days)
    if kept:
        assert keep_version(by=world.asha, plan=world.plan, answers=[], agreed_on=day).agreed_on == day
    else:
        with pytest.raises(Refused, match="the day on which it was agreed"):
            keep_version(by=world.asha, plan=world.plan, answers=[], agreed_on=day)


def test_two_versions_say_what_was_added_reworded_removed_and_which_facts_changed(world: World) -> None:
    stays, goes = world.write(ItemKind.STRONG, "They read."), world.write(ItemKind.WORRY, "Kai is tired.")
    words, who = world.write(words="Breakfast by 7."), world.write(words="Jo rings.")
    older = keep_version(by=world.asha, plan=world.plan, answers=[])
    remove_item(by=world.asha, item=goes, because="Not so any more.")
    reword(by=world.asha, item=words, revision=1, wording=promise_words("Breakfast by 8.", owner=world.dee))
    reword(by=world.asha, item=who, revision=1, wording=promise_words("Jo rings.", owner=world.jo))
    new = world.write(ItemKind.WORRY, "It is cold.")

    found = compare_versions(older)
    assert [row.item for row in found.added] == [new]
    assert [row.item for row in found.removed] == [goes]
    assert [row.item for row in found.same] == [stays]
    by_item = {one.after.item_id: one for one in found.reworded}
    assert by_item[words.pk].words_changed
    assert not by_item[words.pk].facts
    assert not by_item[who.pk].words_changed
    assert [(one.name, one.before, one.after) for one in by_item[who.pk].facts] == [
        ("Who does it", "Dee Ashdown", "Jo Ashdown")
    ]
    newer = keep_version(by=world.asha, plan=world.plan, answers=[])
    assert [row.item for row in compare_versions(older, newer).added] == [new]
    assert len(compare_versions(newer).same) == 4


def test_a_parent_takes_a_promise_back_and_it_is_neither_hidden_nor_a_failure(world: World) -> None:
    promise = world.write().promise
    assert promise is not None
    with pytest.raises(Refused, match="Only whoever made a promise"):
        take_back_promise(by=world.asha, promise=promise, who=world.ray, words="No")
    with pytest.raises(Refused, match="Write what they say"):
        take_back_promise(by=world.asha, promise=promise, who=world.dee, words=" ")
    take_back_promise(by=world.door, promise=promise, who=world.dee, words="I work nights now.")
    promise.refresh_from_db()
    assert (promise.state, promise.closed_word, promise.closed_on) == (
        "taken_back",
        "I work nights now.",
        time.today(),
    )
    assert look_of(promise.state, promise.due_on).key == "taken_back"
    assert EventPerson.objects.filter(person=world.dee, event__kind=EventKind.PROMISE_CLOSED).exists()
    with pytest.raises(Refused, match="closed already: taken back"):
        close_promise(by=world.asha, promise=promise, state=PromiseState.KEPT)


def test_a_worker_and_a_service_take_back_what_is_theirs(world: World) -> None:
    mine, theirs = world.write(owner=world.asha).promise, world.write(owner="Marram Primary").promise
    assert mine is not None
    assert theirs is not None
    with pytest.raises(Refused, match="Only whoever"):
        take_back_promise(by=world.asha, promise=mine, who=world.manager, words="No")
    with pytest.raises(Refused, match="Only whoever"):
        take_back_promise(by=world.asha, promise=theirs, who="Another School", words="No")
    take_back_promise(by=world.asha, promise=mine, who=world.asha, words="I leave on Friday.")
    take_back_promise(by=world.asha, promise=theirs, who="marram primary", words="No room.")
    assert Promise.objects.filter(state="taken_back").count() == 2


def test_no_longer_needed_says_why_and_what_has_to_happen_is_dropped_by_staff_alone(world: World) -> None:
    promise = world.write(must=Must("Kai was left alone.", world.manager)).promise
    assert promise is not None
    with pytest.raises(Refused, match="Say why"):
        close_promise(by=world.asha, promise=promise, state=PromiseState.DROPPED)
    with pytest.raises(Refused, match="This has to happen"):
        close_promise(by=world.door, promise=promise, state=PromiseState.DROPPED, word="No")
    with pytest.raises(Refused, match="Choose"):
        close_promise(by=world.asha, promise=promise, state=PromiseState.CARRIED, word="x")
    assert close_promise(by=world.asha, promise=promise, state=PromiseState.DROPPED, word="Jo moved in.").closed_on


def test_carrying_over_is_counted_and_its_readers_read_the_new_day(world: World) -> None:
    item = world.write(readers=[world.dee])
    promise = Promise.objects.get()
    with pytest.raises(Refused, match="a later day"):
        carry_promise(by=world.asha, promise=promise, due_on=promise.due_on)
    for n in (1, 2, 3):
        promise = carry_promise(by=world.asha, promise=promise, due_on=promise.due_on + timedelta(days=1))
        assert times_carried(promise) == n
    item.refresh_from_db()
    assert item.promise == promise
    assert item.revision == 4
    assert item.wording is not None
    assert item.wording.due_on == promise.due_on
    assert [row.reader for row in item.wording.statement.audience.all()] == [world.dee]
    assert Promise.objects.filter(state="open").count() == 1


def test_a_promise_in_another_language_is_carried_in_that_language(world: World) -> None:
    item = world.write(words="Śniadanie jest o ósmej.", language="Polish")
    promise = Promise.objects.get()
    carry_promise(by=world.asha, promise=promise, due_on=promise.due_on + timedelta(days=1))
    item.refresh_from_db()
    assert item.wording is not None
    assert (item.wording.statement.words, item.wording.statement.language) == ("Śniadanie jest o ósmej.", "Polish")


def test_carrying_a_late_promise_goes_to_today_at_the_earliest(world: World) -> None:
    world.write()
    Promise.objects.update(due_on=time.today() - timedelta(days=10))
    promise = Promise.objects.get()
    with pytest.raises(Refused, match="none that has passed"):
        carry_promise(by=world.asha, promise=promise, due_on=time.today() - timedelta(days=1))
    assert carry_promise(by=world.asha, promise=promise, due_on=time.today()).due_on == time.today()


def test_a_service_is_asked_once_and_its_answer_goes_on_with_the_promise(world: World) -> None:
    promise = world.write().promise
    assert promise is not None
    asked = ask_service(by=world.asha, promise=promise, service_name="Sleep clinic", asked_on=time.today())
    with pytest.raises(Refused, match="asked with this promise already"):
        ask_service(by=world.asha, promise=promise, service_name="Another")
    with pytest.raises(Refused, match="how long the wait is"):
        answer_service(by=world.asha, asked=asked, answer=ServiceAnswer.WAITING_LIST)
    until = time.today() + timedelta(days=90)
    row = answer_service(by=world.asha, asked=asked, answer=ServiceAnswer.WAITING_LIST, waits_until=until)
    assert (row.answered_on, row.waits_until) == (time.today(), until)
    carried = carry_promise(by=world.asha, promise=promise, due_on=until)
    assert carried.service == row
    done = answer_service(by=world.asha, asked=row, answer=ServiceAnswer.YES, outcome="Six visits.")
    assert (done.outcome, done.waits_until) == ("Six visits.", None)


def test_a_promise_becomes_one_that_has_to_happen_with_why(world: World) -> None:
    promise = world.write().promise
    assert promise is not None
    with pytest.raises(Refused, match="Say why"):
        must_happen(by=world.asha, promise=promise, must=Must("", world.manager))
    assert must_happen(by=world.asha, promise=promise, must=Must("He was alone.", world.manager)).has_to_happen


@pytest.mark.parametrize(("days", "key"), [(-1, "late"), (0, "near"), (7, "near"), (8, "open")])
def test_how_a_promise_looks_depends_on_its_day_alone(days: int, key: str) -> None:
    assert look_of("open", time.today() + timedelta(days=days)).key == key


@pytest.mark.parametrize("state", ["kept", "dropped", "taken_back", "carried"])
def test_a_closed_promise_is_never_late(state: str) -> None:
    assert look_of(state, time.today() - timedelta(days=100)).key == state


def test_whose_idea_and_whose_promise_are_told_for_counting(world: World) -> None:
    world.write(by_person=world.jo, owner=world.dee)
    world.write(owner=world.asha)
    world.write(owner="Marram Primary")
    rows = with_whose(Promise.objects.order_by("pk"))
    assert [(row.whose_idea, row.whose) for row in rows] == [  # type: ignore[attr-defined]
        ("family", "family"),
        ("service", "worker"),
        ("service", "agency"),
    ]
    Promise.objects.update(idea_of=None, idea_of_staff=None)
    assert {row.whose_idea for row in rows.all()} == {"not_known"}  # type: ignore[attr-defined]


def test_words_are_quoted_in_as_they_were_said_and_only_about_this_child(world: World) -> None:
    said = make.statement("Nan is my safe place.", about=[world.kai], speaker=world.kai, of=world.family)
    item = quote_in(by=world.asha, plan=world.plan, quote=Quote(ItemKind.STRONG, said))
    assert item.wording is not None
    assert item.wording.statement == said
    again = quote_in(by=world.asha, plan=world.plan, quote=Quote(ItemKind.GOOD_DAY, said))
    assert again.wording is not None
    assert (again.wording.statement.words, again.wording.by_person) == (said.words, world.kai)
    other = make_world()
    with pytest.raises(Refused, match="not about this child"):
        quote_in(by=world.asha, plan=other.plan, quote=Quote(ItemKind.STRONG, said))
    with pytest.raises(Refused, match="can be quoted"):
        quote_in(by=world.asha, plan=world.plan, quote=Quote(ItemKind.PROMISE, said))
    assert Wording(said.words).words == "Nan is my safe place."
