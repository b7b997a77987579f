"""A review was written down on the wrong child: two people move it, and meanwhile no door and no measure sees it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from rock.core import time
from rock.core.services import SYSTEM, Refused
from rock.insight.seeing.queries.day import slots_by_month
from rock.practice.plans.models import Drift, Gone, Part, Plan, Review, Standing
from rock.practice.plans.queries.then_and_now import shared_then_and_now, then_and_now
from rock.practice.plans.services.drift import find_drift
from rock.practice.plans.services.starting import start_plan
from rock.practice.visits.services.sharing import share
from rock.records.models import Audience, Family, Mark, Person, Redaction, RedactionKind, Slot, SlotMark, Statement
from rock.records.services.guards import history
from rock.records.services.redaction import agree_redaction, ask_redaction, withdraw_redaction
from tests.practice.plans.conftest import World
from tests.support import factories as make
from tests.support.reviews import a_review, days_ago, mark
from tests.support.shared import shared


@dataclass
class NextDoor:
    """Ama and her mother Efua: the review was really about her."""

    ama: Person
    efua: Person
    family: Family
    plan: Plan


@shared
def next_door(world: World) -> NextDoor:
    ama, efua = make.person("Ama", "Boateng", born=date(2016, 1, 1)), make.person("Efua", "Boateng")
    family = make.family("Boateng", children=[ama], adults=[efua])
    make.parent([ama], efua)
    for one in (world.asha, world.manager):
        make.grant(one, [ama, efua])
    plan = start_plan(
        by=world.asha,
        family=family,
        child=ama,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + timedelta(days=40),
        lead=world.asha,
        started_on=days_ago(100),
        members=[(ama, Part.CHILD), (efua, Part.PARENT)],
    )
    return NextDoor(ama, efua, family, plan)


def begin(plan: Plan, days: int) -> None:
    Plan.objects.filter(pk=plan.pk).update(started_on=days_ago(days))
    plan.refresh_from_db()


def wrong_review(world: World, *, days: int = 5, **facts: Any) -> Review:
    begin(world.plan, 100)
    facts.setdefault("next_on", time.today() + timedelta(days=77))
    return a_review(
        world.asha,
        world.plan,
        mark(world.kai, Mark.BETTER, "There is milk now."),
        mark(world.dee, Mark.HARDER, carer=world.dee, slot=Slot.NIGHT),
        mark(None, Mark.SAME),
        on=days_ago(days),
        what_changed="The cupboard is full.",
        **facts,
    )


def ask(world: World, review: Review, next_door: NextDoor) -> Redaction:
    return ask_redaction(
        by=world.asha,
        kind=RedactionKind.MOVE,
        basis="Written down on the wrong child",
        occasion=review.occasion,
        pairs=[(world.kai, next_door.ama), (world.dee, next_door.efua)],
        right_family=next_door.family,
    )


def move(world: World, review: Review, next_door: NextDoor) -> None:
    agree_redaction(by=world.manager, redaction=ask(world, review, next_door))


def test_marks_what_changed_it_and_the_picture_go_to_the_right_childs_plan(world: World, next_door: NextDoor) -> None:
    before = world.plan.review_on
    review = wrong_review(world)
    move(world, review, next_door)
    review.refresh_from_db()
    assert (review.plan, review.since) == (next_door.plan, next_door.plan.started_on)
    assert {row.child for row in SlotMark.objects.all()} == {next_door.ama}
    assert {row.person for row in SlotMark.objects.exclude(person=None)} == {next_door.ama, next_door.efua}
    assert SlotMark.objects.get(slot=Slot.NIGHT).carer == next_door.efua
    assert not then_and_now([world.kai.pk], days_ago(100)).rows
    found = then_and_now([next_door.ama.pk], days_ago(100))
    assert [[one.words for one in row.marks if one.words] for row in found.rows] == [["There is milk now."], []]
    assert [one.words for one in found.changed] == ["The cupboard is full."]
    assert not world.kai.said.exists()
    world.plan.refresh_from_db()
    next_door.plan.refresh_from_db()
    assert (world.plan.review_on, next_door.plan.review_on) == (before, review.next_on)
    assert history(Review).filter(plan=next_door.plan).exists()
    assert not history(Review).filter(plan=world.plan).exists()


def test_the_reviews_before_and_after_are_compared_as_if_it_had_never_been(world: World, next_door: NextDoor) -> None:
    begin(world.plan, 100)
    early = a_review(world.asha, world.plan, mark(world.dee), on=days_ago(60))
    theirs = a_review(world.asha, next_door.plan, mark(next_door.efua), on=days_ago(50))
    review = wrong_review(world, days=30)
    late = a_review(world.asha, world.plan, mark(world.dee), on=days_ago(2), next_on=time.today() + timedelta(days=9))
    assert late.since == days_ago(30)
    move(world, review, next_door)
    for row in (review, late, theirs):
        row.refresh_from_db()
    assert (review.since, late.since) == (days_ago(50), days_ago(60))
    world.plan.refresh_from_db()
    assert world.plan.review_on == late.next_on
    assert set(Review.objects.filter(plan=world.plan)) == {early, late}


def test_a_review_goes_to_no_plan_that_did_not_stand_on_its_day(world: World, next_door: NextDoor) -> None:
    review = wrong_review(world)
    begin(next_door.plan, 4)
    with pytest.raises(Refused, match=r"Ama had no plan on .* Start the plan"):
        move(world, review, next_door)
    assert {row.child for row in SlotMark.objects.all()} == {world.kai}
    begin(next_door.plan, 5)
    agree_redaction(by=world.manager, redaction=Redaction.objects.get())
    assert {row.child for row in SlotMark.objects.all()} == {next_door.ama}


def test_words_alone_take_their_mark_with_them_and_leave_the_others(world: World, next_door: NextDoor) -> None:
    review = wrong_review(world)
    for words in ("There is milk now.", "The cupboard is full."):
        asked = ask_redaction(
            by=world.asha,
            kind=RedactionKind.MOVE,
            basis="Somebody else’s",
            statement=Statement.objects.get(words=words),
            wrong_person=world.kai,
            right_person=next_door.ama,
        )
        agree_redaction(by=world.manager, redaction=asked)
    (moved,) = SlotMark.objects.filter(child=next_door.ama)
    assert (moved.person, moved.mark) == (next_door.ama, Mark.BETTER)
    assert SlotMark.objects.filter(child=world.kai).count() == 2
    review.refresh_from_db()
    assert (review.plan, review.what_changed) == (world.plan, None)


def shown_to_jo(world: World) -> Any:
    for said in Statement.objects.filter(question__in=["review_mark", "review_changed"]):
        share(by=world.asha, statement=said, reader=world.jo, speaker_said="Yes", knowingly=True)
    return lambda: shared_then_and_now([world.kai.pk], [world.jo.pk], days_ago(100))


def test_no_door_and_no_measure_sees_it_while_a_second_person_is_awaited(world: World, next_door: NextDoor) -> None:
    review = wrong_review(world)
    read = shown_to_jo(world)
    assert len(read().rows) == 2
    assert read().changed
    assert sum(sum(counts.values()) for _, counts in slots_by_month()) == 3
    asked = ask(world, review, next_door)
    assert (read().rows, read().changed, slots_by_month()) == ((), (), [])
    withdraw_redaction(by=world.manager, redaction=asked)
    assert len(read().rows) == 2
    move(world, review, next_door)
    assert (read().rows, read().changed) == ((), ())
    assert not Audience.objects.filter(ends=None).exists()
    assert sum(sum(counts.values()) for _, counts in slots_by_month()) == 3


def standing(world: World) -> list[tuple[Person, date]]:
    return [(row.child, row.since) for row in Drift.objects.filter(answered_at=None).order_by("pk")]


def test_what_stands_still_is_found_anew_for_both_children(world: World, next_door: NextDoor) -> None:
    begin(world.plan, 100)
    find_drift(by=SYSTEM)
    assert set(standing(world)) == {(next_door.ama, days_ago(100)), (world.kai, days_ago(100))}
    review = wrong_review(world)
    assert standing(world) == [(next_door.ama, days_ago(100))]
    move(world, review, next_door)
    assert standing(world) == [(world.kai, days_ago(100))]
    assert Drift.objects.get(child=next_door.ama).gone == Gone.CHANGED
    assert Drift.objects.filter(child=world.kai).count() == 1


def test_what_was_never_found_because_of_the_mark_is_found_at_once(world: World, next_door: NextDoor) -> None:
    review = wrong_review(world)
    find_drift(by=SYSTEM)
    assert standing(world) == [(next_door.ama, days_ago(100))]
    asked = ask(world, review, next_door)
    find_drift(by=SYSTEM)  # the night while a second person is awaited
    assert (world.kai, days_ago(100)) in standing(world)
    agree_redaction(by=world.manager, redaction=asked)
    assert standing(world) == [(world.kai, days_ago(100))]


def test_an_answer_that_somebody_gave_is_not_opened_again(world: World, next_door: NextDoor) -> None:
    review = wrong_review(world)
    Drift.objects.create(
        kind="no_change", child=world.kai, plan=world.plan, since=days_ago(95), answered_by=world.manager,
        answered_at=time.now(),
    )  # fmt: skip
    move(world, review, next_door)
    assert standing(world) == []


def test_what_must_go_leaves_no_mark_behind_it(world: World) -> None:
    begin(world.plan, 100)
    find_drift(by=SYSTEM)
    review = wrong_review(world)
    assert standing(world) == []
    row = ask_redaction(by=world.asha, kind=RedactionKind.REDACT, basis="The law", occasion=review.occasion)
    agree_redaction(by=world.manager, redaction=row)
    assert set(SlotMark.objects.values_list("mark", flat=True)) == {Mark.NOT_KNOWN}
    assert standing(world) == [(world.kai, days_ago(100))]
