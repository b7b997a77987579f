"""A child's wish gets an answer, in words that the child can read."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.visits.services.wishes import answer_wish, correct_answer
from rock.records.models import Audience, Event, EventKind, Promise, Wish
from tests.support import factories as make
from tests.support.shared import shared
from tests.support.visits import Household, a_visit, household, said, seen

pytestmark = pytest.mark.django_db


@shared
def wish(home: Household) -> Wish:
    a_visit(home, seen(home.kai, said("Cold", promise="Find a heater"), wishes=("A bed of my own",)))
    return Wish.objects.get()


def test_an_answer_stops_the_clock_and_is_the_childs_to_read(home: Household, wish: Wish) -> None:
    promise = Promise.objects.get()
    answer = answer_wish(by=home.worker, wish=wish, words="You said: a bed. A bed comes on Friday.", promise=promise)
    wish.refresh_from_db()
    assert (wish.answer, wish.promise) == (answer, promise)
    assert wish.clock
    assert wish.clock.stopped_at
    assert (answer.speaker_staff, answer.replies_to, answer.signed_off_at is None) == (
        home.worker,
        wish.statement,
        False,
    )
    assert [(row.reader, row.statement) for row in Audience.objects.all()] == [(home.kai, answer)]
    assert Event.objects.get(kind=EventKind.WISH_ANSWERED).people.get().person == home.kai


def test_an_answer_may_be_kept_for_when_the_worker_tells_it(home: Household, wish: Wish) -> None:
    answer_wish(by=home.worker, wish=wish, words="We are looking for one.", share_with_child=False)
    assert not Audience.objects.exists()


def test_a_wish_is_answered_once_and_then_corrected(home: Household, wish: Wish) -> None:
    old = answer_wish(by=home.worker, wish=wish, words="A bed comes on Friday.")
    with pytest.raises(Refused, match="answered already"):
        answer_wish(by=home.worker, wish=wish, words="Again")
    with pytest.raises(Refused, match="says already"):
        correct_answer(by=home.worker, wish=wish, words=" A bed comes on Friday.")
    new = correct_answer(by=home.worker, wish=wish, words="A bed comes on Monday.")
    wish.refresh_from_db()
    assert (wish.answer, new.corrects) == (new, old)
    assert list(Audience.objects.filter(ends__isnull=True).values_list("statement", "reader")) == [
        (new.pk, home.kai.pk)
    ]


@pytest.mark.parametrize(("words", "because"), [(" ", "no words"), ("x" * 2001, "too long")])
def test_an_answer_has_words_a_child_can_read(home: Household, wish: Wish, words: str, because: str) -> None:
    with pytest.raises(Refused, match=because):
        answer_wish(by=home.worker, wish=wish, words=words)
    with pytest.raises(Refused, match="not been answered"):
        correct_answer(by=home.worker, wish=wish, words="Better")


def test_a_promise_for_another_child_does_not_answer_it(home: Household, wish: Wish) -> None:
    other = household("Marsh", worker=home.worker)
    a_visit(other, seen(other.kai, said("Cold", promise="Find a coat")))
    theirs = Promise.objects.get(child=other.kai)
    with pytest.raises(Refused, match="made for this child"):
        answer_wish(by=home.worker, wish=wish, words="Yes", promise=theirs)


def test_an_answer_does_not_tell_a_child_where_a_parent_hides(home: Household, wish: Wish) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    with pytest.raises(Refused, match="hidden address"):
        answer_wish(by=home.worker, wish=wish, words="The bed is at Lantern Walk.")
    wish.refresh_from_db()
    assert wish.answer is None


def test_a_wish_unanswered_for_14_days_is_late_on_the_15th(home: Household) -> None:
    a_visit(home, seen(home.kai, wishes=("A cat",)), at=time.now() - timedelta(days=15))
    a_visit(home, seen(home.rosie, wishes=("A dog",)), at=time.now() - timedelta(days=13))
    late = {wish.child: wish.clock.due_at < time.now() for wish in Wish.objects.all() if wish.clock}
    assert late == {home.kai: True, home.rosie: False}
