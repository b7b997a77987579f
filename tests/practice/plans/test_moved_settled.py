"""What a review of the wrong child settled is open again when it is moved: promises, wishes, clocks, what stands still."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from rock.core import time
from rock.core.services import SYSTEM
from rock.practice.plans.models import Drift, Gone, Review
from rock.practice.plans.review_facts import PromiseFacts, WishFacts
from rock.practice.plans.services.drift import find_drift
from rock.practice.plans.services.promises import ask_service, carry_promise, close_promise, times_carried
from rock.practice.plans.services.readers import share_item
from rock.practice.plans.services.undoing import reopen_settled
from rock.practice.visits.services.recording import record_visit
from rock.practice.visits.services.sharing import share
from rock.practice.visits.services.wishes import correct_answer
from rock.records.models import Audience, Clock, Promise, PromiseState, ServiceAsked, Statement, Wish
from rock.records.services.guards import history
from tests.practice.plans import test_moving_reviews as moving
from tests.practice.plans.conftest import World, make_world
from tests.practice.plans.test_moving_reviews import NextDoor, begin, move
from tests.support.pages import PageClient
from tests.support.reviews import a_review, days_ago, mark
from tests.support.visits import seen, visit_facts

next_door = moving.next_door
LATER = time.today() + timedelta(days=60)


def held(world: World, **facts: Any) -> Review:
    begin(world.plan, 100)
    return a_review(world.asha, world.plan, mark(world.dee), on=days_ago(2), **facts)


def promise(world: World, words: str = "Breakfast at half past seven", **facts: Any) -> Promise:
    found = world.write(words=words, **facts).promise
    assert found
    return found


def a_wish(world: World, words: str = "A story at bedtime") -> Wish:
    record_visit(by=world.asha, facts=visit_facts(world.family, seen(world.kai, wishes=(words,))))
    return Wish.objects.get(statement__words=words)


def test_promises_that_were_closed_in_it_are_open_again(world: World, next_door: NextDoor) -> None:
    kept, dropped, taken = (promise(world, words) for words in ("Breakfast", "Story", "Shoes"))
    other, stays = promise(world, "Swimming"), promise(world, "Dentist")
    review = held(
        world,
        promises=(
            PromiseFacts(kept, PromiseState.KEPT, "Ama has porridge now"),
            PromiseFacts(dropped, PromiseState.DROPPED, "Efua reads to her"),
            PromiseFacts(taken, PromiseState.TAKEN_BACK, "I cannot"),
        ),
    )
    close_promise(by=world.manager, promise=other, state=PromiseState.KEPT)
    move(world, review, next_door)
    assert dict(Promise.objects.values_list("what", "state")) == {
        "Breakfast": "open", "Story": "open", "Shoes": "open", "Swimming": "kept", "Dentist": "open",
    }  # fmt: skip
    assert not Promise.objects.filter(pk__in=[kept.pk, dropped.pk, taken.pk]).exclude(closed_word="").exists()
    stays.refresh_from_db()
    assert not history(Promise).exclude(closed_word="").exists()


def test_what_was_said_with_them_goes_to_the_right_child_and_leaves_no_copy(
    world: World, next_door: NextDoor, pages: PageClient
) -> None:
    kept, wish = promise(world), a_wish(world)
    review = held(
        world,
        promises=(PromiseFacts(kept, PromiseState.KEPT, "Ama has porridge now"),),
        wishes=(WishFacts(wish, "Efua reads to you now."),),
    )
    move(world, review, next_door)
    words = Statement.objects.filter(words__in=["Ama has porridge now", "Efua reads to you now."])
    assert {row.occasion for row in words} == {review.occasion}
    assert {one.person for row in words for one in row.about.all()} == {next_door.ama}
    assert not words.exclude(replies_to=None).exists()
    client = pages.as_user(world.asha)
    right = client.get(f"/plans/{next_door.plan.pk}/then-and-now/?review={review.pk}")
    assert "Ama has porridge now" in right.words
    assert "Efua reads to you now." in right.words
    wrong = client.get(f"/plans/{world.plan.pk}/then-and-now/")
    assert "porridge" not in wrong.text
    assert "Efua" not in wrong.text


def test_a_promise_that_was_carried_is_due_when_it_was_and_counted_once_less(world: World, next_door: NextDoor) -> None:
    first = promise(world)
    second = carry_promise(by=world.manager, promise=first, due_on=first.due_on + timedelta(days=7))
    item, due = second.item, second.due_on
    ask_service(by=world.asha, promise=second, service_name="Speech therapy")
    share_item(by=world.asha, item=item, reader=world.dee)
    review = held(world, promises=(PromiseFacts(second, PromiseState.CARRIED, "Ama was ill", LATER),))
    third = Promise.objects.get(state="open")
    assert (times_carried(third), third.due_on) == (2, LATER)
    move(world, review, next_door)
    now = Promise.objects.get(state="open")
    assert (times_carried(now), now.due_on, now.carried_from) == (1, due, first)
    item.refresh_from_db()
    assert item.promise == now
    assert item.wording
    assert (item.wording.due_on, item.wording.owner) == (due, world.dee)
    assert Audience.objects.filter(statement=item.wording.statement, reader=world.dee, ends=None).exists()
    assert ServiceAsked.objects.get().promise == now
    assert Promise.objects.count() == 2
    assert not history(Promise).exclude(closed_word="").exists()


def test_a_day_that_was_chosen_since_stays(world: World, next_door: NextDoor) -> None:
    first = promise(world)
    review = held(world, promises=(PromiseFacts(first, PromiseState.CARRIED, "", LATER),))
    second = Promise.objects.get(state="open")
    third = carry_promise(by=world.manager, promise=second, due_on=LATER + timedelta(days=9))
    move(world, review, next_door)
    third.refresh_from_db()
    assert (third.due_on, times_carried(third)) == (LATER + timedelta(days=9), 1)
    close_promise(by=world.asha, promise=third, state=PromiseState.KEPT)


def test_a_wish_waits_again_with_the_clock_that_it_had(world: World, next_door: NextDoor) -> None:
    wish, elsewhere = a_wish(world), a_wish(world, "Football")
    due = wish.clock.due_at if wish.clock else None
    review = held(world, wishes=(WishFacts(wish, "Efua reads to you now."), WishFacts(elsewhere, "On Mondays")))
    correct_answer(by=world.manager, wish=elsewhere, words="On Tuesdays")
    assert Audience.objects.filter(reader=world.kai, ends=None).count() == 2
    move(world, review, next_door)
    wish.refresh_from_db()
    assert (wish.answer, wish.answered_at, wish.promise) == (None, None, None)
    clock = wish.clock
    assert clock is not None
    assert (clock.stopped_at, clock.due_at) == (None, due)
    elsewhere.refresh_from_db()
    assert elsewhere.answer
    assert elsewhere.answer.words == "On Tuesdays"  # somebody looked at it since
    assert [row.statement.words for row in Audience.objects.filter(reader=world.kai, ends=None)] == ["On Tuesdays"]
    assert not Audience.objects.filter(statement__words="Efua reads to you now.", ends=None).exists()


def test_what_stood_still_stands_still_again(world: World, next_door: NextDoor) -> None:
    wish, often = a_wish(world), promise(world)
    assert wish.clock is not None
    Clock.objects.filter(pk=wish.clock.pk).update(started_at=time.now() - timedelta(days=30))
    for days in (7, 14, 21):
        often = carry_promise(by=world.manager, promise=often, due_on=often.due_on + timedelta(days=days))
    find_drift(by=SYSTEM)
    known = dict(Drift.objects.exclude(kind="no_change").values_list("kind", "since"))
    assert set(known) == {"wish", "carried"}
    review = held(
        world,
        promises=(PromiseFacts(often, PromiseState.CARRIED, "", LATER + timedelta(days=90)),),
        wishes=(WishFacts(wish, "Efua reads to you now."),),
    )
    find_drift(by=SYSTEM)
    assert Drift.objects.filter(kind="carried").count() == 2
    move(world, review, next_door)
    now = Drift.objects.filter(answered_at=None).exclude(kind="no_change")
    assert dict(now.values_list("kind", "since")) == known
    carried = now.get(kind="carried")
    assert carried.promise == Promise.objects.get(state="open")
    assert times_carried(carried.promise) == 3
    assert now.get(kind="wish").wish == wish


def test_a_promise_carried_too_often_only_by_it_stands_still_no_more(world: World, next_door: NextDoor) -> None:
    often = promise(world)
    for days in (7, 14):
        often = carry_promise(by=world.manager, promise=often, due_on=often.due_on + timedelta(days=days))
    review = held(world, promises=(PromiseFacts(often, PromiseState.CARRIED, "", LATER + timedelta(days=90)),))
    find_drift(by=SYSTEM)
    assert Drift.objects.filter(kind="carried", answered_at=None).exists()
    move(world, review, next_door)
    assert Drift.objects.get(kind="carried").gone == Gone.CLOSED
    find_drift(by=SYSTEM)
    assert not Drift.objects.filter(kind="carried", answered_at=None).exists()


def test_shared_words_of_it_reach_nobody_any_more(world: World, next_door: NextDoor) -> None:
    wish = a_wish(world)
    review = held(world, wishes=(WishFacts(wish, "Efua reads to you now."),))
    answer = Statement.objects.get(words="Efua reads to you now.")
    share(by=world.asha, statement=answer, reader=world.jo, speaker_said="Yes", knowingly=True)
    move(world, review, next_door)
    assert not Audience.objects.filter(statement=answer, ends=None).exists()


@pytest.mark.django_db(transaction=True)
def test_what_the_same_worker_closed_at_another_moment_stays_closed() -> None:
    world = make_world()
    inside, before = promise(world, "Breakfast"), promise(world, "Swimming")
    close_promise(by=world.asha, promise=before, state=PromiseState.KEPT, word="She swims")
    review = held(world, promises=(PromiseFacts(inside, PromiseState.KEPT),))
    with transaction.atomic():
        reopen_settled(by=world.manager, review=review, to=world.jo)
    assert dict(Promise.objects.values_list("what", "state")) == {"Breakfast": "open", "Swimming": "kept"}
