"""What stands still is found by the clock on the right day, once, and again when it stands still again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rock.core import nightly, time
from rock.core.services import SYSTEM, Refused
from rock.practice.plans import tasks
from rock.practice.plans.models import Drift, DriftKind, Gone, Plan
from rock.practice.plans.services.drift import answer_drift, find_drift
from rock.practice.plans.services.promises import carry_promise, close_promise
from rock.practice.plans.services.standing import end_plan
from rock.practice.visits.services.recording import record_visit
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import ClockRule, EventKind, EventPerson, Mark, Promise, PromiseState, Wish
from tests.practice.plans.conftest import World, make_world
from tests.support.reviews import a_review, days_ago, mark, moment
from tests.support.visits import seen, visit_facts


def kinds() -> list[str]:
    return list(Drift.objects.filter(answered_at__isnull=True).values_list("kind", flat=True))


def begin(world: World, days: int) -> None:
    Plan.objects.filter(pk=world.plan.pk).update(started_on=days_ago(days))
    world.plan.refresh_from_db()


@pytest.mark.parametrize(("days", "found"), [(89, []), (90, ["no_change"]), (200, ["no_change"])])
def test_nothing_has_changed_for_ninety_days_since_the_plan_began(world: World, days: int, found: list[str]) -> None:
    begin(world, days)
    find_drift(by=SYSTEM)
    assert kinds() == found


@pytest.mark.parametrize(("days", "found"), [(89, []), (90, ["no_change"])])
@pytest.mark.parametrize("what", [Mark.BETTER, Mark.HARDER])
def test_a_mark_better_or_harder_begins_the_days_anew(world: World, days: int, found: list[str], what: Mark) -> None:
    begin(world, 300)
    a_review(world.asha, world.plan, mark(world.dee, what), on=days_ago(days))
    find_drift(by=SYSTEM)
    assert kinds() == found


@pytest.mark.parametrize("what", [Mark.SAME, Mark.NOT_KNOWN])
def test_the_same_and_not_known_are_no_change(world: World, what: Mark) -> None:
    begin(world, 100)
    a_review(world.asha, world.plan, mark(world.dee, what))
    find_drift(by=SYSTEM)
    assert kinds() == ["no_change"]


def test_the_limit_is_the_councils_own(world: World) -> None:
    begin(world, 60)
    ClockRule.objects.filter(key="day_unchanged").update(limit=60)
    find_drift(by=SYSTEM)
    assert kinds() == ["no_change"]


def carry(world: World, times: int) -> Promise:
    promise = world.write().promise
    assert promise is not None
    for n in range(times):
        promise = carry_promise(by=world.asha, promise=promise, due_on=time.today() + timedelta(days=20 + n))
    return promise


@pytest.mark.parametrize(("times", "found"), [(2, []), (3, ["carried"]), (4, ["carried"])])
def test_a_promise_carried_three_times_stands_still(world: World, times: int, found: list[str]) -> None:
    carry(world, times)
    find_drift(by=SYSTEM)
    assert kinds() == found


def test_a_promise_that_was_kept_in_the_end_does_not(world: World) -> None:
    close_promise(by=world.asha, promise=carry(world, 3), state=PromiseState.KEPT)
    find_drift(by=SYSTEM)
    assert kinds() == []


def wish(world: World, days: int) -> Wish:
    facts = visit_facts(world.family, seen(world.kai, wishes=("A bed",)), at=moment(days_ago(days)))
    record_visit(by=world.asha, facts=facts)
    return Wish.objects.get()


@pytest.mark.parametrize(("days", "found"), [(13, []), (14, ["wish"])])
def test_a_wish_without_an_answer_for_fourteen_days(world: World, days: int, found: list[str]) -> None:
    wish(world, days)
    find_drift(by=SYSTEM)
    assert kinds() == found


def test_a_wish_out_of_imported_history_has_no_clock_and_is_left_alone(world: World) -> None:
    wish(world, 40)
    Wish.objects.update(clock=None)
    find_drift(by=SYSTEM)
    assert kinds() == []


def test_it_is_found_once_and_said_once_however_often_the_night_comes(world: World) -> None:
    begin(world, 90)
    wish(world, 14)
    carry(world, 3)
    assert len(find_drift(by=SYSTEM)) == 3
    assert find_drift(by=SYSTEM) == []
    assert len(find_drift(by=SYSTEM, on=time.today() + timedelta(days=30))) == 0
    assert EventPerson.objects.filter(person=world.kai, event__kind=EventKind.DRIFT_FOUND).count() == 3


def test_the_night_finds_it(world: World) -> None:
    begin(world, 95)
    assert not [one for one in nightly.run_all() if one.failed and one.name.startswith("rock.practice.plans")]
    assert kinds() == ["no_change"]
    tasks.look_for_drift()
    assert kinds() == ["no_change"]


def _one(kind: DriftKind) -> Drift:
    return Drift.objects.get(kind=kind, answered_at__isnull=True)


def test_an_answer_says_what_was_decided_and_who_sees_to_it(world: World) -> None:
    begin(world, 90)
    find_drift(by=SYSTEM)
    drift = answer_drift(
        by=world.manager,
        drift=_one(DriftKind.NO_CHANGE),
        words="We bring the family meeting forward.",
        seen_to_by=world.asha,
    )
    assert drift.answer is not None
    assert (drift.answer.words, drift.answer.speaker_staff) == ("We bring the family meeting forward.", world.manager)
    assert (drift.answered_by, drift.seen_to_by, drift.gone) == (world.manager, world.asha, "")
    assert EventPerson.objects.filter(person=world.kai, event__kind=EventKind.DRIFT_ANSWERED).exists()
    assert find_drift(by=SYSTEM) == []


def test_an_answer_needs_words_and_is_given_once(world: World) -> None:
    begin(world, 90)
    (drift,) = find_drift(by=SYSTEM)
    with pytest.raises(Refused, match="what was decided"):
        answer_drift(by=world.asha, drift=drift, words=" ", seen_to_by=world.asha)
    answer_drift(by=world.asha, drift=drift, words="We wait.", seen_to_by=world.asha)
    with pytest.raises(Refused, match="answered already"):
        answer_drift(by=world.manager, drift=drift, words="No.", seen_to_by=world.asha)


def answered(world: World, days: int) -> None:
    (drift,) = find_drift(by=SYSTEM)
    answer_drift(by=world.asha, drift=drift, words="We wait.", seen_to_by=world.asha)
    Drift.objects.update(answered_at=moment(days_ago(days)))


@pytest.mark.parametrize(("days", "found"), [(89, []), (90, ["no_change"])])
def test_a_day_that_stands_still_again_after_the_answer_is_found_again(
    world: World, days: int, found: list[str]
) -> None:
    begin(world, 200)
    answered(world, days)
    find_drift(by=SYSTEM)
    assert kinds() == found


@pytest.mark.parametrize(("days", "found"), [(13, []), (14, ["wish"])])
def test_a_wish_that_still_has_no_answer_is_found_again(world: World, days: int, found: list[str]) -> None:
    wish(world, 60)
    answered(world, days)
    find_drift(by=SYSTEM)
    assert kinds() == found


def test_a_promise_is_found_again_when_it_is_carried_once_more(world: World) -> None:
    promise = carry(world, 3)
    answered(world, 0)
    assert find_drift(by=SYSTEM) == []
    carry_promise(by=world.asha, promise=promise, due_on=time.today() + timedelta(days=50))
    assert [row.kind for row in find_drift(by=SYSTEM)] == ["carried"]


def gone() -> list[str]:
    return list(Drift.objects.filter(answered_at__isnull=False, answered_by=None).values_list("gone", flat=True))


def test_a_change_answers_by_itself_at_once(world: World) -> None:
    begin(world, 90)
    find_drift(by=SYSTEM)
    a_review(world.asha, world.plan, mark(world.kai, Mark.SAME), on=days_ago(1))
    assert kinds() == ["no_change"]
    a_review(world.asha, world.plan, mark(world.kai))
    assert (kinds(), gone()) == ([], [Gone.CHANGED])


def test_the_end_of_the_plan_a_kept_promise_and_an_answered_wish_answer_by_themselves(world: World) -> None:
    begin(world, 90)
    promise, said = carry(world, 3), wish(world, 20)
    assert len(find_drift(by=SYSTEM)) == 3
    close_promise(by=world.asha, promise=promise, state=PromiseState.KEPT)
    answer_wish(by=world.asha, wish=said, words="You have a bed.")
    end_plan(by=world.asha, plan=world.plan, words="It goes well.", partner="Mr Shah, Marram Primary")
    find_drift(by=SYSTEM)
    assert sorted(gone()) == [Gone.ANSWERED, Gone.CLOSED, Gone.ENDED]
    assert kinds() == []


def test_finding_takes_as_many_queries_for_many_plans_as_for_few(world: World) -> None:
    begin(world, 10)
    wish(world, 1)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            find_drift(by=SYSTEM)
        counts.append(len(captured))
        make_world()
    assert counts[0] == counts[1]
