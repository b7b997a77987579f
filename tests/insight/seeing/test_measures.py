"""Each measure counts what its words say, and leads to the children whom the reader reaches and to nobody else."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from rock.accounts.models import UserKind
from rock.accounts.roles import Role
from rock.core import time
from rock.core.measuring import Measured
from rock.insight.seeing.presenters import SHARES, day_lines, late_rows, month_rows, plan_lines
from rock.insight.seeing.queries import assessments, day, plans
from rock.practice.assessments.factors import NEGLECT
from rock.practice.assessments.models import Assessment, AssessmentFactor, MoneyFirst, Outcome
from rock.practice.plans.facts import Answered
from rock.practice.plans.models import ItemKind, Plan
from rock.practice.plans.services.promises import carry_promise, close_promise
from rock.practice.plans.services.saying import keep_version
from rock.practice.requests.models import Referral
from rock.practice.visits.models import Alone
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import (
    Mark,
    MemberRole,
    Need,
    OccasionKind,
    Promise,
    PromiseState,
    Slot,
    SlotMark,
    Source,
    Wish,
)
from rock.records.services.occasions import hold_occasion
from tests.insight.seeing.workers import given_a_worker
from tests.practice.plans.conftest import make_world
from tests.support import factories as make
from tests.support import visits

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_day_counts_when_somebody_spoke_of_it_in_the_last_three_months() -> None:
    home = visits.household()
    given_a_worker(home, home.kai, home.rosie)
    visits.a_visit(home, happened_at=time.now() - 20 * DAY)
    assert SHARES["recorded"].found() == Measured(2, 1)
    assert SHARES["recorded"].children(home.worker, done=True) == [home.kai]
    assert SHARES["recorded"].children(home.worker, done=False) == [home.rosie]
    with time_machine.travel(time.now() + 73 * DAY):
        assert SHARES["recorded"].found() == Measured(2, 0)


def test_seen_alone_leaves_out_babies_and_counts_nobody_who_was_seen_with_their_parents() -> None:
    home = visits.household()
    baby = make.person("Bo", born=time.today() - 200 * DAY)
    make.member(home.family, baby, MemberRole.CHILD)
    given_a_worker(home, home.kai, home.rosie, baby)
    together = visits.seen(home.rosie, visits.said(), alone=Alone.DECLINED)
    visits.a_visit(home, visits.seen(home.kai, visits.said()), together)
    assert SHARES["alone"].found() == Measured(2, 1)


def test_a_wish_counts_once_its_time_is_over_or_it_was_answered() -> None:
    home = visits.household()
    visits.a_visit(home, visits.seen(home.kai, visits.said(), wishes=("A night light", "A cat")))
    assert SHARES["wishes"].found() == Measured(0, 0)
    first, second = Wish.objects.order_by("pk")
    answer_wish(by=home.worker, wish=first, words="It is in your room now")
    assert SHARES["wishes"].found() == Measured(1, 1)
    with time_machine.travel(time.now() + 16 * DAY):
        assert SHARES["wishes"].found() == Measured(2, 1)
        answer_wish(by=home.worker, wish=second, words="Not this year, because of the flat")
        assert SHARES["wishes"].found() == Measured(2, 1)
        waited = day.days_to_answer()
    assert (waited.of, waited.median and 7 * DAY < waited.median < 9 * DAY) == (2, True)


def test_slots_are_counted_by_the_month_of_the_review() -> None:
    home = visits.household()
    occasion = hold_occasion(by=home.worker, kind=OccasionKind.REVIEW, family=home.family)
    for slot, mark in ((Slot.TEA, Mark.BETTER), (Slot.NIGHT, Mark.BETTER), (Slot.WAKING, Mark.HARDER)):
        SlotMark.objects.create(
            occasion=occasion, child=home.kai, source=Source.WORKER, staff=home.worker, slot=slot, mark=mark
        )
    *before, (month, found) = day.slots_by_month()
    assert month == time.today().replace(day=1)
    assert found == {"better": 2, "same": 0, "harder": 1, "not_known": 0}
    assert len(before) == 11
    assert {tuple(counts.values()) for _month, counts in before} == {(0, 0, 0, 0)}
    assert SHARES["better"].found() == Measured(3, 2)
    with time_machine.travel(time.add_months(time.today().replace(day=15), 11)):
        assert day.slots_by_month()[0] == (month, found)
    with time_machine.travel(time.add_months(time.today().replace(day=1), 12)):
        assert day.slots_by_month() == [], "no month is shown by half"


def test_whose_idea_what_if_and_who_knows() -> None:
    world = make_world()
    assert SHARES["what_if"].found() == Measured(1, 0)
    world.write(words="Nan takes Kai to football.", by_person=world.jo)
    world.write(words="We ask the school for a breakfast place.")
    world.write(ItemKind.WHAT_IF, words="Nan comes round.", condition="Mum is poorly")
    assert SHARES["what_if"].found() == Measured(1, 1)
    assert SHARES["ideas"].found() == Measured(2, 1)
    assert SHARES["owned"].found() == Measured(2, 2)


def test_of_the_parents_of_plans_that_stand_those_who_know_are_those_who_said_so_at_the_latest_version() -> None:
    world, other = make_world(), make_world()
    assert (SHARES["asked"].found(), SHARES["knows"].found()) == (Measured(4, 0), Measured(4, 0))
    for made in (world, other):
        made.write()
    said = [
        Answered(world.dee, agrees=True, knows_what_if=True),
        Answered(world.ray, agrees=True, knows_what_if=False),
        Answered(world.jo, agrees=True, knows_what_if=True),
        Answered(world.kai, agrees=True, knows_what_if=True),
    ]
    keep_version(by=world.asha, plan=world.plan, answers=said)
    keep_version(by=other.asha, plan=other.plan, answers=[Answered(other.dee, agrees=True, knows_what_if=None)])
    assert SHARES["asked"].found() == Measured(4, 2), "neither the child nor the grandmother is a parent"
    assert SHARES["knows"].found() == Measured(4, 1)
    assert SHARES["knows"].children(world.asha, done=False) == [world.kai], "of the other child she learns nothing"
    keep_version(by=world.asha, plan=world.plan, answers=[Answered(world.ray, agrees=True, knows_what_if=True)])
    assert (SHARES["asked"].found(), SHARES["knows"].found()) == (Measured(4, 1), Measured(4, 1))
    world.plan.members.filter(person=world.ray).update(ends=time.now())
    assert (SHARES["asked"].found(), SHARES["knows"].found()) == (Measured(3, 0), Measured(3, 0))
    Plan.objects.filter(pk=other.plan.pk).update(ended_on=time.today())
    assert SHARES["knows"].found() == Measured(1, 0)


def test_a_promise_of_which_nobody_knows_whose_idea_it_was_is_on_neither_side_and_a_carried_one_counts_once() -> None:
    world = make_world()
    one = world.write(words="Nan takes Kai to football.", by_person=world.jo).promise
    two = world.write(words="We ask the school.").promise
    imported = world.write(words="From the old system.").promise
    assert one
    assert two
    assert imported
    Promise.objects.filter(pk=imported.pk).update(idea_of_staff=None)
    assert SHARES["ideas"].found() == Measured(2, 1)
    carry_promise(by=world.asha, promise=one, due_on=time.today() + 30 * DAY, word="He was ill")
    assert SHARES["ideas"].found() == Measured(2, 1)
    assert SHARES["owned"].found() == Measured(3, 3)
    with time_machine.travel(time.add_months(time.today(), 12) + 2 * DAY):
        assert SHARES["ideas"].found() == Measured(0, 0)


def test_plans_with_more_promises_than_seven_lead_to_their_children_and_few_plans_give_no_median() -> None:
    world, other = make_world(), make_world()
    for _n in range(8):
        world.write(many=True)
    other.write()
    assert plans.middle_open_promises() == (2, 4.5)
    assert SHARES["enough"].found() == Measured(2, 1)
    assert SHARES["enough"].children(world.asha, done=False) == [world.kai]
    assert plan_lines()[-1].number == "Of fewer than 5 plans"
    for _n in range(3):
        make_world()
    assert plan_lines()[-1].number == "0 (of 5 plans)"


def test_a_child_of_no_known_age_is_not_left_out_of_who_was_seen_alone() -> None:
    home = visits.household()
    unknown = make.person("Una", born=None)
    make.member(home.family, unknown, MemberRole.CHILD)
    two = make.person("Tom", born=time.add_months(time.today(), -24))
    younger = make.person("Bo", born=time.add_months(time.today(), -24) + DAY)
    given_a_worker(home, home.kai, unknown, two, younger)
    assert SHARES["alone"].found() == Measured(3, 0)


def test_a_wish_that_is_answered_late_is_answered_and_not_in_time() -> None:
    home = visits.household()
    visits.a_visit(home, visits.seen(home.kai, visits.said(), wishes=("A night light", "A cat", "A bike")))
    first, second, _third = Wish.objects.order_by("pk")
    answer_wish(by=home.worker, wish=first, words="It is in your room now")
    with time_machine.travel(time.now() + 16 * DAY):
        answer_wish(by=home.worker, wish=second, words="Not this year")
        assert SHARES["answered"].found() == Measured(3, 2)
        assert SHARES["wishes"].found() == Measured(3, 1)
        assert SHARES["answered"].children(home.worker, done=False) == [home.kai]


def test_a_second_assessment_of_a_referral_is_not_late_from_it() -> None:
    referral = Referral.objects.create(child=make.person(), referred_on=date(2026, 1, 5))
    for started, authorised in ((date(2026, 1, 5), date(2026, 2, 2)), (date(2026, 4, 1), date(2026, 5, 1))):
        Assessment.objects.create(referral=referral, started_on=started, authorised_on=authorised)
    with time_machine.travel("2026-06-01"):
        found = assessments.timeliness()
        assert (found.from_referral, found.from_start) == (Measured(1, 1), Measured(2, 2))
        for key, measured in (("referral_45", found.from_referral), ("start_45", found.from_start)):
            assert SHARES[key].found() == measured


def test_an_open_assessment_is_in_none_of_them_and_an_empty_council_says_so() -> None:
    referral = Referral.objects.create(child=make.person(), referred_on=time.today() - 200 * DAY)
    Assessment.objects.create(referral=referral, started_on=referral.referred_on)
    assert assessments.timeliness() == assessments.Timeliness(Measured(0, 0), Measured(0, 0), (0,) * 9)
    assert {share.found() for share in SHARES.values()} == {Measured(0, 0)}
    assert {line.number for line in (*day_lines(), *plan_lines())} == {"None yet"}
    assert month_rows() == []
    assert {row[1] for row in late_rows()} == {"0"}


def test_a_late_agency_counts_as_a_late_parent_does() -> None:
    world = make_world()
    owners: tuple[Any, ...] = (world.dee, world.asha, "Marram Primary")
    for owner in owners:
        world.write(owner=owner)
    school = make.user("Priya Nair", kind=UserKind.PARTNER, roles=[Role.PARTNER])
    assert plans.late_by_owner() == {"family": (1, 0), "worker": (1, 0), "agency": (1, 0)}
    assert SHARES["late"].found() == Measured(3, 0)
    assert plans.middle_open_promises() == (1, 3.0)
    with time_machine.travel(time.now() + 8 * DAY):
        assert plans.late_by_owner() == {"family": (1, 1), "worker": (1, 1), "agency": (1, 1)}
        assert SHARES["late"].found() == Measured(3, 3)
        Promise.objects.filter(owner_staff=world.asha).update(owner_staff=school)
        assert plans.late_by_owner() == {"family": (1, 1), "worker": (0, 0), "agency": (2, 2)}
    with time_machine.travel(time.now() + 7 * DAY):
        assert SHARES["late"].found() == Measured(3, 0), "its last day is still in time"


@pytest.mark.parametrize(
    ("started", "authorised", "from_referral", "from_start", "band"),
    [
        (date(2026, 3, 2), date(2026, 5, 7), 0, 1, 5),
        (date(2026, 3, 2), date(2026, 5, 8), 0, 0, 6),
        (date(2026, 2, 27), date(2026, 5, 6), 1, 1, 5),
        (date(2026, 2, 27), date(2026, 2, 27), 1, 1, 0),
    ],
)
def test_the_45_days_are_counted_from_both_starts(
    started: date, authorised: date, from_referral: int, from_start: int, band: int
) -> None:
    referral = Referral.objects.create(child=make.person(), referred_on=date(2026, 2, 27))
    Assessment.objects.create(referral=referral, started_on=started, authorised_on=authorised)
    with time_machine.travel("2026-06-01"):
        found = assessments.timeliness()
    assert (found.from_referral, found.from_start) == (Measured(1, from_referral), Measured(1, from_start))
    assert found.bands.index(1) == band


def test_not_in_need_counts_what_was_decided_here_and_what_a_file_said() -> None:
    for outcome, reason in ((Outcome.NOT_IN_NEED, ""), ("", "RC8"), (Outcome.PLAN, ""), ("", "")):
        day_ = time.today()
        closed = day_ if reason else None
        referral = Referral.objects.create(
            child=make.person(), referred_on=day_, closure_reason=reason, closed_on=closed
        )
        Assessment.objects.create(referral=referral, started_on=day_, authorised_on=day_, outcome=outcome)
    assert SHARES["not_in_need"].found() == Measured(4, 2)


def test_every_definition_says_stock_or_flow_and_of_which() -> None:
    for share in SHARES.values():
        assert share.counts.startswith(("Stock: ", "Flow: "))
        assert "; of them, " in share.counts


def test_money_or_care_counts_only_where_somebody_asked() -> None:
    home = visits.household()
    given_a_worker(home, home.kai, home.rosie)
    asked = visits.said("It runs out.", need=Need.MONEY, runs_out="Bread")
    visits.a_visit(home, visits.seen(home.kai, asked), visits.seen(home.rosie, visits.said()))
    assert SHARES["money"].found() == Measured(2, 1)
    assert SHARES["money"].children(home.worker, done=False) == [home.rosie]


def test_a_promise_is_kept_when_it_is_done_and_a_carried_one_counts_when_it_ends() -> None:
    world = make_world()
    promises = [world.write(words=f"Promise {n}", many=True).promise for n in range(4)]
    done, dropped, carried, old = (one for one in promises if one)
    close_promise(by=world.asha, promise=done, state=PromiseState.KEPT)
    close_promise(by=world.asha, promise=dropped, state=PromiseState.DROPPED, word="They have it")
    carry_promise(by=world.asha, promise=carried, due_on=time.today() + 30 * DAY)
    close_promise(by=world.asha, promise=old, state=PromiseState.KEPT)
    Promise.objects.filter(pk=old.pk).update(closed_on=time.add_months(time.today(), -12))
    assert SHARES["kept"].found() == Measured(2, 1)


def test_a_partner_leads_a_plan_that_no_worker_of_ours_leads() -> None:
    world, other = make_world(), make_world()
    Plan.objects.filter(pk=other.plan.pk).update(lead=None, partner_lead="Mr Shah, Marram Primary")
    Plan.objects.filter(pk=world.plan.pk).update(partner_lead="Mrs Okoro, who helps")
    assert SHARES["led"].found() == Measured(2, 1)
    assert SHARES["led"].children(other.asha, done=True) == [other.kai]


def test_of_neglect_found_here_it_counts_that_the_money_side_is_on_the_page() -> None:
    for reason, source_outcome in (("", Outcome.PLAN), ("They would not say", Outcome.PLAN), ("", "")):
        referral = Referral.objects.create(child=make.person(), referred_on=time.today() - 20 * DAY)
        row = Assessment.objects.create(
            referral=referral,
            started_on=time.today() - 20 * DAY,
            authorised_on=time.today(),
            outcome=source_outcome,
        )
        AssessmentFactor.objects.create(assessment=row, code=NEGLECT)
        if source_outcome:
            by = make.staff_user(Role.SOCIAL_WORKER)
            words = None if reason else make.statement()
            MoneyFirst.objects.create(assessment=row, statement=words, could_not_because=reason, by=by)
    assert SHARES["neglect"].found() == Measured(2, 1)
