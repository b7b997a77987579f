"""A review: what each says of each part of the day, what became of promises and wishes, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.plans.models import Drift, Part, Plan, Review, Standing
from rock.practice.plans.review_facts import MarkFacts, PromiseFacts, WishFacts
from rock.practice.plans.services.promises import times_carried
from rock.practice.plans.services.reviewing import hold_review
from rock.practice.plans.services.starting import start_plan
from rock.practice.visits.facts import PresentFacts
from rock.practice.visits.services.recording import record_visit
from rock.records.models import (
    Audience,
    DayKind,
    EventKind,
    EventPerson,
    Mark,
    Occasion,
    Presence,
    PresenceMode,
    Promise,
    PromiseState,
    Slot,
    SlotMark,
    Source,
    Statement,
    Wish,
)
from tests.practice.plans.conftest import World
from tests.support import factories as make
from tests.support.reviews import a_review, days_ago, mark, review_facts
from tests.support.visits import seen, visit_facts


def a_wish(world: World, words: str = "A story at bedtime") -> Wish:
    record_visit(by=world.asha, facts=visit_facts(world.family, seen(world.kai, wishes=(words,))))
    return Wish.objects.get(child=world.kai)


def test_each_says_of_a_part_of_the_day_what_became_of_it(world: World) -> None:
    review = a_review(
        world.asha,
        world.plan,
        mark(world.kai, Mark.BETTER, "There is milk now."),
        mark(world.dee, Mark.SAME),
        mark(world.jo, Mark.NOT_KNOWN),
        mark(None, Mark.HARDER, "He came to school hungry."),
    )
    found = {row.source: row for row in SlotMark.objects.all()}
    assert {source: row.mark for source, row in found.items()} == {
        Source.CHILD: Mark.BETTER,
        Source.PARENT: Mark.SAME,
        Source.OTHER: Mark.NOT_KNOWN,
        Source.WORKER: Mark.HARDER,
    }
    assert found[Source.WORKER].staff == world.asha
    said = found[Source.CHILD].statement
    assert said is not None
    assert (said.words, said.verbatim, said.speaker) == ("There is milk now.", True, world.kai)
    assert review.since == world.plan.started_on
    assert review.occasion.signed_off_at is not None
    assert EventPerson.objects.filter(person=world.kai, event__kind=EventKind.REVIEW_HELD).count() == 1


def test_a_mark_without_words_says_which_was_chosen_and_puts_no_words_into_a_mouth(world: World) -> None:
    a_review(world.asha, world.plan, mark(world.kai, Mark.HARDER))
    said = Statement.objects.get(question="review_mark")
    assert (said.words, said.verbatim) == ("Chose “Harder”", False)


def test_nothing_of_a_review_is_for_anybody_outside_to_read(world: World) -> None:
    a_review(
        world.asha,
        world.plan,
        mark(world.kai, Mark.HARDER, "Dad hurts Mum on Sundays."),
        mark(world.dee),
        what_changed="The flat is warm.",
    )
    assert not Audience.objects.exists()


def test_who_took_part_is_kept_and_a_child_who_did_not_is_spoken_about(world: World) -> None:
    present = (PresentFacts(person=world.dee), PresentFacts(name="Mrs Ali"), PresentFacts(staff=world.manager))
    review = a_review(world.asha, world.plan, mark(world.dee), present=present)
    rows = Presence.objects.filter(occasion=review.occasion)
    assert {(row.person, row.mode) for row in rows if row.person} == {
        (world.dee, PresenceMode.THERE),
        (world.kai, PresenceMode.SPOKEN_ABOUT),
    }
    assert {row.staff for row in rows if row.staff} == {world.asha, world.manager}
    assert [row.name for row in rows if row.name] == ["Mrs Ali"]


def test_nothing_on_a_review_can_hold_attendance() -> None:
    names = {field.name for model in (Review, SlotMark, Drift) for field in model._meta.get_fields()}
    assert not [name for name in names if "attend" in name or "engage" in name or "missed" in name]


def test_nobody_marks_for_a_child_who_was_not_asked(world: World) -> None:
    with pytest.raises(Refused, match="not asked"):
        a_review(world.asha, world.plan, mark(world.kai), present=(PresentFacts(person=world.dee),))
    assert not Occasion.objects.filter(kind="review").exists()


def test_a_baby_is_watched_and_does_not_mark(world: World) -> None:
    world.kai.birth_date = time.add_months(time.today(), -11)
    world.kai.save()
    with pytest.raises(Refused, match="watched and not asked"):
        a_review(world.asha, world.plan, mark(world.kai))
    a_review(world.asha, world.plan, mark(None, Mark.BETTER, "Gains weight"), mark(world.dee))
    assert set(SlotMark.objects.values_list("source", flat=True)) == {Source.WORKER, Source.PARENT}


def test_from_the_first_birthday_a_child_may_mark(world: World) -> None:
    world.kai.birth_date = time.add_months(time.today(), -12)
    world.kai.save()
    a_review(world.asha, world.plan, mark(world.kai))
    assert SlotMark.objects.get().source == Source.CHILD


def test_the_marks_of_one_twin_are_not_the_others(world: World) -> None:
    twin = make.person("Kit", born=world.kai.birth_date)
    make.member(world.family, twin)
    make.grant(world.asha, twin)
    theirs = start_plan(
        by=world.asha,
        family=world.family,
        child=twin,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + timedelta(days=42),
        lead=world.asha,
        started_on=days_ago(10),
        members=[(twin, Part.CHILD), (world.dee, Part.PARENT)],
    )
    with pytest.raises(Refused, match="not in this plan"):
        a_review(world.asha, theirs, mark(world.kai))
    a_review(world.asha, world.plan, mark(world.kai, Mark.BETTER))
    a_review(world.asha, theirs, mark(twin, Mark.HARDER))
    assert [row.mark for row in SlotMark.objects.filter(child=twin)] == [Mark.HARDER]


def test_two_homes_have_a_mark_each(world: World) -> None:
    at_dads = mark(world.kai, Mark.HARDER, "The sofa on Wednesdays.", slot=Slot.NIGHT, carer=world.ray)
    at_mums = mark(world.kai, Mark.BETTER, slot=Slot.NIGHT, carer=world.dee)
    weekend = mark(world.kai, Mark.SAME, slot=Slot.NIGHT, carer=world.ray, day_kind=DayKind.WEEKEND)
    a_review(world.asha, world.plan, at_dads, at_mums, weekend)
    assert {(row.carer, row.day_kind, row.mark) for row in SlotMark.objects.all()} == {
        (world.ray, DayKind.ORDINARY, Mark.HARDER),
        (world.dee, DayKind.ORDINARY, Mark.BETTER),
        (world.ray, DayKind.WEEKEND, Mark.SAME),
    }


def test_a_stranger_is_neither_carer_nor_present_nor_marks(world: World) -> None:
    stranger = make.person("Sam")
    for wrong in (
        review_facts(mark(world.dee, carer=stranger)),
        review_facts(mark(world.dee), present=(PresentFacts(person=world.dee), PresentFacts(person=stranger))),
        review_facts(mark(stranger)),
    ):
        with pytest.raises(Refused, match=r"not of this family|not in this plan"):
            hold_review(by=world.asha, plan=world.plan, facts=wrong)


def test_the_same_place_marked_twice_by_one_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="twice"):
        a_review(world.asha, world.plan, mark(world.dee, Mark.BETTER), mark(world.dee, Mark.SAME))


def test_promises_are_kept_carried_and_dropped_and_carrying_is_counted(world: World) -> None:
    kept, carried, dropped = (world.write(words=f"Promise {n}").promise for n in range(3))
    assert kept and carried and dropped  # noqa: PT018
    later = time.today() + timedelta(days=60)
    a_review(
        world.asha,
        world.plan,
        mark(world.dee),
        promises=(
            PromiseFacts(kept, PromiseState.KEPT, "Every day"),
            PromiseFacts(carried, PromiseState.CARRIED, "Not yet", later),
            PromiseFacts(dropped, PromiseState.DROPPED, "Jo does it now"),
        ),
    )
    states = dict(Promise.objects.values_list("what", "state").exclude(state="open"))
    assert states == {"Promise 0": "kept", "Promise 1": "carried", "Promise 2": "dropped"}
    new = Promise.objects.get(state="open")
    assert (times_carried(new), new.due_on) == (1, later)


def test_a_promise_of_another_child_or_one_without_a_day_stops_the_whole_review(world: World) -> None:
    promise = world.write().promise
    assert promise
    with pytest.raises(Refused, match="until when"):
        a_review(world.asha, world.plan, mark(world.dee), promises=(PromiseFacts(promise, PromiseState.CARRIED),))
    promise.child = world.jo
    promise.save()
    with pytest.raises(Refused, match="somebody else"):
        a_review(world.asha, world.plan, mark(world.dee), promises=(PromiseFacts(promise, PromiseState.KEPT),))
    assert not SlotMark.objects.exists()


def test_you_said_we_did(world: World) -> None:
    wish = a_wish(world)
    a_review(world.asha, world.plan, mark(world.dee), wishes=(WishFacts(wish, "Dad reads on Mondays now."),))
    wish.refresh_from_db()
    assert wish.answer is not None
    assert wish.answer.words == "Dad reads on Mondays now."
    with pytest.raises(Refused, match="answered already"):
        a_review(world.asha, world.plan, on=days_ago(1), since=days_ago(20), wishes=(WishFacts(wish, "Again"),))


def test_a_wish_of_another_child_is_not_answered_here(world: World) -> None:
    wish = a_wish(world)
    wish.child = world.jo
    wish.save()
    with pytest.raises(Refused, match="another child"):
        a_review(world.asha, world.plan, wishes=(WishFacts(wish, "No"),))


def test_the_next_review_stands_on_the_plan_and_the_next_one_compares_with_this(world: World) -> None:
    review = a_review(world.asha, world.plan, mark(world.dee), on=days_ago(10))
    world.plan.refresh_from_db()
    assert world.plan.review_on == review.next_on
    assert a_review(world.asha, world.plan, mark(world.dee)).since == days_ago(10)


def test_an_older_review_written_down_late_leaves_the_next_date_alone(world: World) -> None:
    a_review(world.asha, world.plan, mark(world.dee), on=days_ago(5))
    world.plan.refresh_from_db()
    stands = world.plan.review_on
    with pytest.raises(Refused, match="later review"):
        a_review(world.asha, world.plan, mark(world.dee), on=days_ago(9))
    a_review(world.asha, world.plan, mark(world.dee), on=days_ago(9), since=days_ago(20), next_on=time.today())
    world.plan.refresh_from_db()
    assert world.plan.review_on == stands


def test_a_review_sent_twice_is_one_and_another_of_that_day_is_refused(world: World) -> None:
    facts = review_facts(mark(world.dee))
    first = hold_review(by=world.asha, plan=world.plan, facts=facts)
    assert hold_review(by=world.asha, plan=world.plan, facts=facts) == first
    with pytest.raises(Refused, match="written down already"):
        a_review(world.manager, world.plan, mark(world.dee, Mark.HARDER))
    assert Review.objects.count() == SlotMark.objects.count() == 1


def test_a_key_of_another_plan_gives_nothing_away(world: World, started: object) -> None:
    facts = review_facts(mark(world.dee))
    hold_review(by=world.asha, plan=world.plan, facts=facts)
    other = started(Standing.EARLY_HELP)  # type: ignore[operator]
    with pytest.raises(Refused, match="Open a new one"):
        hold_review(by=other.asha, plan=other.plan, facts=replace(facts, marks=()))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"on": days_ago(31)}, "since then"),
        ({"happened_at": time.now() + timedelta(days=3)}, "future"),
        ({"next_on": time.today()}, "later day"),
        ({"present": (PresentFacts(),)}, "Say who was there"),
    ],
)
def test_dates_and_names_that_cannot_be(world: World, wrong: dict[str, object], says: str) -> None:
    with pytest.raises(Refused, match=says):
        a_review(world.asha, world.plan, mark(None), **wrong)


def test_a_review_on_the_first_day_of_the_plan_may_be(world: World) -> None:
    assert a_review(world.asha, world.plan, mark(None), on=days_ago(30)).since == world.plan.started_on


def test_an_empty_review_and_one_of_an_ended_plan_are_refused(world: World) -> None:
    with pytest.raises(Refused, match="Nothing is written"):
        a_review(world.asha, world.plan)
    Plan.objects.update(ended_on=time.today())
    with pytest.raises(Refused, match="has ended"):
        a_review(world.asha, world.plan, MarkFacts(Slot.TEA, Mark.SAME))
