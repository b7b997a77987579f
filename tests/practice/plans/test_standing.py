"""As what a plan stands: one plan from early help to protection and back, told to the census; and its end."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Refused
from rock.practice.assessments.models import Assessment
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import CINPlan, ItemKind, Plan, PlanItem, Standing
from rock.practice.plans.services.standing import change_standing, end_plan
from rock.practice.plans.services.starting import start_plan
from rock.practice.plans.services.writing import write_item
from rock.practice.requests.models import ClosureReason, Referral
from rock.practice.requests.services.closing import close_referral
from rock.practice.visits.models import Noticed, NoticedKind
from rock.records.models import EventKind, EventPerson, Promise, Wish
from tests.practice.plans.conftest import World, referral
from tests.support import factories as make

Started = Callable[[Standing], World]


def test_early_help_tells_the_census_nothing_and_a_partner_may_lead_it(world: World) -> None:
    assert not CINPlan.objects.exists()
    change_standing(by=world.asha, plan=world.plan, standing=Standing.IN_NEED)
    assert CINPlan.objects.get().started_on == time.today()


def test_a_child_in_need_plan_starts_and_ends_its_census_row_with_the_standing(started: Started) -> None:
    world = started(Standing.IN_NEED)
    row = CINPlan.objects.get()
    assert (row.referral.child, row.started_on, row.ended_on) == (world.kai, world.plan.started_on, None)
    change_standing(by=world.asha, plan=world.plan, standing=Standing.PROTECTION)
    row.refresh_from_db()
    assert row.ended_on == time.today()
    now = world.plan.standings.get(ends__isnull=True)
    assert (now.standing, now.cin_plan, now.referral) == ("protection", None, row.referral)
    world.plan.refresh_from_db()
    assert world.plan.lead == world.asha  # the same worker
    change_standing(by=world.asha, plan=world.plan, standing=Standing.IN_NEED)
    assert CINPlan.objects.count() == 2


def test_a_census_row_that_came_in_and_belongs_to_no_plan_is_taken_on(world: World) -> None:
    held = CINPlan.objects.create(referral=Referral.objects.get(), started_on=time.today() - timedelta(days=50))
    now = change_standing(by=world.asha, plan=world.plan, standing=Standing.IN_NEED)
    assert now.cin_plan == held
    assert CINPlan.objects.count() == 1


def test_a_plan_of_that_kind_needs_an_open_referral_and_a_worker(world: World) -> None:
    Plan.objects.update(lead=None, partner_lead="Mr Shah, Marram Primary")
    with pytest.raises(Refused, match="Name the worker who leads it"):
        change_standing(by=world.asha, plan=world.plan, standing=Standing.IN_NEED)
    Referral.objects.update(closed_on=time.today())
    with pytest.raises(Refused, match="No referral is open"):
        change_standing(by=world.asha, plan=world.plan, standing=Standing.IN_NEED, lead=world.asha)
    assert world.plan.standings.get(ends__isnull=True).standing == "early_help"


@pytest.mark.parametrize(("days", "ok"), [(-1, False), (0, True), (30, True), (31, False)])
def test_the_kind_changes_between_the_day_it_began_and_today(world: World, days: int, ok: bool) -> None:
    day = world.plan.started_on + timedelta(days=days)
    if ok:
        assert change_standing(by=world.asha, plan=world.plan, standing=Standing.PROTECTION, on=day).starts == day
    else:
        with pytest.raises(Refused):
            change_standing(by=world.asha, plan=world.plan, standing=Standing.PROTECTION, on=day)


def test_it_cannot_stand_as_it_does_already(world: World) -> None:
    with pytest.raises(Refused, match="stands so already"):
        change_standing(by=world.asha, plan=world.plan, standing=Standing.EARLY_HELP)


def test_the_end_names_who_stays_and_closes_the_referral_when_nothing_else_runs(started: Started) -> None:
    world = started(Standing.IN_NEED)
    with pytest.raises(Refused, match="Write why the plan ends"):
        end_plan(by=world.asha, plan=world.plan, words=" ", partner="Mr Shah")
    with pytest.raises(Refused, match="Name who stays with the family"):
        end_plan(by=world.asha, plan=world.plan, words="You did it.", partner=" ")
    done = end_plan(by=world.asha, plan=world.plan, words="You did it.", partner="Mr Shah, Marram Primary")
    assert done.plan.ended_on == time.today()
    assert done.plan.partner_lead == "Mr Shah, Marram Primary"
    assert done.plan.ended_because is not None
    row = Referral.objects.get()
    assert (row.closed_on, row.closure_reason) == (time.today(), "RC7")
    assert CINPlan.objects.get().ended_on == time.today()
    assert EventPerson.objects.filter(person=world.kai, event__kind=EventKind.CLOSED).count() == 1
    with pytest.raises(Refused, match="has ended"):
        write_item(by=world.asha, plan=world.plan, kind=ItemKind.WORRY, wording=Wording("x"))


def test_an_assessment_that_runs_keeps_the_referral_open(started: Started) -> None:
    world = started(Standing.IN_NEED)
    Assessment.objects.create(referral=Referral.objects.get(), started_on=time.today())
    done = end_plan(by=world.asha, plan=world.plan, words="You did it.", partner="Mr Shah, school")
    assert (done.closed, done.still_runs) == (None, ["an assessment"])
    assert Referral.objects.get().closed_on is None


def test_early_help_ends_without_touching_a_referral(world: World) -> None:
    done = end_plan(by=world.asha, plan=world.plan, words="You did it.", partner="Mr Shah, school")
    assert done.closed is None
    assert Referral.objects.get().closed_on is None


def test_open_promises_are_spoken_of_before_the_end(world: World) -> None:
    world.write()
    with pytest.raises(Refused, match="1 promise is open"):
        end_plan(by=world.asha, plan=world.plan, words="You did it.", partner="Mr Shah, school")
    assert Plan.objects.get().ended_on is None
    end_plan(by=world.asha, plan=world.plan, words="Done.", partner="Mr Shah", drop_open_because="School goes on.")
    assert (Promise.objects.get().state, Promise.objects.get().closed_word) == ("dropped", "School goes on.")


@pytest.mark.parametrize(("days", "ok"), [(-1, False), (0, True), (60, True), (61, False)])
def test_a_referral_closes_between_its_day_and_today_once(db: None, days: int, ok: bool) -> None:
    row = referral(make.person("Kai"))
    day = row.referred_on + timedelta(days=days)
    by = make.staff_user()
    if not ok:
        with pytest.raises(Refused, match="the day on which it closes"):
            close_referral(by=by, referral=row, reason=ClosureReason.RC7, on=day)
        return
    close_referral(by=by, referral=row, reason=ClosureReason.RC7, on=day)
    again = close_referral(by=by, referral=row, reason=ClosureReason.RC1)
    assert (again.closed_on, again.closure_reason) == (day, "RC7")


def test_one_plan_at_a_time_for_a_child_of_this_family(world: World) -> None:
    facts = {"standing": Standing.EARLY_HELP, "review_on": time.today() + timedelta(days=1)}
    with pytest.raises(Refused, match="has a plan already"):
        start_plan(by=world.asha, family=world.family, child=world.kai, lead=world.asha, **facts)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="not in this family today"):
        start_plan(by=world.asha, family=world.family, child=make.person("Ama"), lead=world.asha, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"lead": None}, "Name who leads"),
        ({"started_on": time.today() + timedelta(days=1)}, "starts today"),
        ({"review_on": time.today()}, "a day after the start"),
    ],
)
def test_a_plan_needs_a_lead_and_days_in_order(db: None, change: dict[str, object], says: str) -> None:
    child = make.person("Ama", born=date(2018, 1, 1))
    facts: dict[str, object] = {
        "lead": make.staff_user(Role.SOCIAL_WORKER),
        "review_on": time.today() + timedelta(days=1),
        "standing": Standing.EARLY_HELP,
    } | change
    with pytest.raises(Refused, match=says):
        start_plan(by=make.staff_user(), family=make.family(children=[child]), child=child, **facts)  # type: ignore[arg-type]


def test_what_was_noticed_and_wished_since_the_assessment_began_is_quoted_in(db: None) -> None:
    child = make.person("Ama", born=date(2018, 1, 1))
    family = make.family(children=[child])
    worker = make.staff_user(Role.SOCIAL_WORKER)
    words = {
        "strong": make.statement("She hums at breakfast.", about=[child], of=family),
        "worry": make.statement("Her coat is thin.", about=[child], of=family),
        "good_day": make.statement("I want Nan to walk me.", about=[child], speaker=child, of=family),
    }
    Noticed.objects.create(statement=words["strong"], child=child, kind=NoticedKind.STRENGTH, shown_by="I heard it")
    Noticed.objects.create(statement=words["worry"], child=child, kind=NoticedKind.WORRY)
    Wish.objects.create(statement=words["good_day"], child=child)
    before = Assessment.objects.create(referral=referral(child), started_on=time.today() - timedelta(days=10))
    plan = start_plan(
        by=worker,
        family=family,
        child=child,
        standing=Standing.IN_NEED,
        lead=worker,
        review_on=time.today() + timedelta(days=40),
        assessment=before,
    )
    said = {item.kind: item.wording.statement.words for item in PlanItem.objects.filter(plan=plan) if item.wording}
    assert said == {kind: row.words for kind, row in words.items()}
    assert PlanItem.objects.get(kind="good_day").wording.statement == words["good_day"]  # type: ignore[union-attr]
    assert plan.standings.get().referral == before.referral
