from datetime import timedelta
from typing import Any

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import PUBLIC, Refused
from rock.practice.assessments import hooks
from rock.practice.assessments.models import FamilyView, Heading, ManagerDecision, Outcome, Reading, Section47Enquiry
from rock.practice.assessments.services.deciding import authorise
from rock.practice.assessments.services.reading import answer_passage, do_not_give, finish_reading
from rock.practice.assessments.services.telling import hold_reader, tell_reader
from rock.practice.assessments.services.writing import set_factors
from rock.records.models import Channel, Clock, Event, EventKind, Person, Telling
from tests.practice.assessments.conftest import World
from tests.support import factories as make
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def ready(world: World) -> World:
    """Return the world once the family has answered everything."""
    world.write_all()
    for parent in (world.mother, world.father):
        world.give(parent)
        finish_reading(by=PUBLIC, assessment=world.assessment, person=parent)
    return world


def decide(world: World, outcome: Outcome = Outcome.PLAN, **facts: Any) -> ManagerDecision:
    said: dict[str, Any] = {
        "by": world.manager,
        "reasons": "Dee is worn out, and Nan is a strong help.",
        "would_change": "If Nan could no longer come.",
        "family_words": "We would like to make a plan with you.",
    } | facts
    return authorise(assessment=world.assessment, outcome=outcome, **said)


def test_it_stops_both_clocks_and_keeps_why(ready: World) -> None:
    decision = decide(ready)
    ready.assessment.refresh_from_db()
    assert (ready.assessment.outcome, ready.assessment.authorised_on) == ("plan", time.today())
    assert not Clock.objects.filter(person=ready.kai, stopped_at__isnull=True).exists()
    assert decision.would_change.words == "If Nan could no longer come."
    assert not decision.reasons.audience.exists()
    assert Event.objects.filter(kind=EventKind.ASSESSMENT_AUTHORISED, people__person=ready.kai).exists()
    with pytest.raises(Refused, match="authorised"):
        decide(ready)


def test_a_plan_leaves_the_episode_open(ready: World) -> None:
    decide(ready)
    ready.referral.refresh_from_db()
    assert ready.referral.closed_on is None


@pytest.mark.parametrize(
    ("outcome", "lead", "reason"),
    [(Outcome.NOT_IN_NEED, "", "RC8"), (Outcome.EARLY_HELP, "Mr Shah, Marram Primary", "RC9")],
)
def test_closing_says_why_in_the_census_codes(ready: World, outcome: Outcome, lead: str, reason: str) -> None:
    decide(ready, outcome, partner_lead=lead)
    ready.referral.refresh_from_db()
    assert (ready.referral.closed_on, ready.referral.closure_reason) == (time.today(), reason)
    ready.assessment.refresh_from_db()
    assert ready.assessment.partner_lead == lead


def test_early_help_names_its_lead(ready: World) -> None:
    with pytest.raises(Refused, match="who leads"):
        decide(ready, Outcome.EARLY_HELP)


def test_a_strategy_discussion_starts_an_enquiry_with_its_target(ready: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Section47Enquiry] = []
    monkeypatch.setattr(hooks, "_when_enquired", [lambda *, by, assessment, enquiry: seen.append(enquiry)])
    decide(ready, Outcome.STRATEGY)
    enquiry = Section47Enquiry.objects.get(referral=ready.referral)
    assert enquiry.started_on == time.today()
    assert enquiry.icpc_target_on == time.add_working_days(time.today(), 15)
    assert seen == [enquiry]


def test_only_a_manager_and_never_the_writer(ready: World) -> None:
    with pytest.raises(Refused, match="Only a manager"):
        decide(ready, by=ready.colleague)
    writer = make.staff_user(Role.TEAM_MANAGER, "Wren Writer")
    ready.write(Heading.NEXT, "More of Nan.", by=writer)
    with pytest.raises(Refused, match="You wrote some of this"):
        decide(ready, by=writer)
    ready.assessment.worker = ready.manager
    ready.assessment.save()
    with pytest.raises(Refused, match="You wrote some of this"):
        decide(ready)


@pytest.mark.parametrize("name", ["reasons", "would_change", "family_words"])
def test_nothing_is_left_unsaid(ready: World, name: str) -> None:
    with pytest.raises(Refused, match="Write"):
        decide(ready, Outcome.PLAN, **{name: " "})


def test_neglect_in_the_reasons_waits_for_money(ready: World) -> None:
    ready.assessment.money_first.delete()
    with pytest.raises(Refused, match="is it money, or care"):
        decide(ready, reasons="This is neglect.")
    ready.write(Heading.MONEY, "Benefits were checked again.")


def test_it_must_say_the_day_and_a_factor(world: World) -> None:
    for person in (world.mother, world.father):
        do_not_give(by=world.worker, assessment=world.assessment, person=person, because="Not yet born.")
    with pytest.raises(Refused) as caught:
        decide(world)
    for what in ("What the day is like", "What is strong", "What worries us", "What it means", "No factor"):
        assert what in str(caught.value)


def test_no_factor_means_that_nothing_follows(ready: World) -> None:
    set_factors(by=ready.worker, assessment=ready.assessment, codes=["21"], began_with=["4B"])
    with pytest.raises(Refused, match="nothing can follow"):
        decide(ready)
    assert decide(ready, Outcome.NOT_IN_NEED)


def unanswered(world: World, who: Person) -> World:
    """Return the world in which all but one parent have answered."""
    world.write_all()
    for parent in (world.mother, world.father):
        if parent != who:
            world.give(parent)
            finish_reading(by=PUBLIC, assessment=world.assessment, person=parent)
    return world


def test_it_waits_for_each_parent(world: World) -> None:
    unanswered(world, world.father)
    with pytest.raises(Refused, match="Ray Holt has not been given it"):
        decide(world)
    world.give(world.father, days=0)
    with pytest.raises(Refused, match="Ray Holt has not answered"):
        decide(world)
    Reading.objects.filter(person=world.father).update(answer_by=time.today() - timedelta(days=1))
    assert decide(world)


def test_a_reason_why_not_lets_it_go_on(world: World) -> None:
    unanswered(world, world.father)
    do_not_give(by=world.worker, assessment=world.assessment, person=world.father, because="He may hurt Dee.")
    assert decide(world)


def test_answering_each_passage_lets_it_go_on(world: World) -> None:
    unanswered(world, world.father)
    world.give(world.father)
    for passage in world.assessment.passages.all():
        answer_passage(by=PUBLIC, person=world.father, passage=passage, view=FamilyView.RIGHT)
    assert decide(world)


def test_what_was_changed_since_is_given_again_first(ready: World) -> None:
    ready.write(Heading.WORRY, "Something else worries us.")
    with pytest.raises(Refused, match="was changed after Dee Ashdown was given it"):
        decide(ready)


def test_a_parent_without_responsibility_is_not_waited_for(ready: World) -> None:
    other = make.person("Sal")
    make.parent([ready.kai], other, responsibility=False)
    assert decide(ready)


def test_each_adult_is_told_in_words_for_them(ready: World) -> None:
    facts = {"by": ready.manager, "assessment": ready.assessment, "person": ready.mother}
    with pytest.raises(Refused, match="Nothing is decided yet"):
        tell_reader(**facts, words="We make a plan.", channel=Channel.LETTER)  # type: ignore[arg-type]
    decide(ready)
    ready.assessment.refresh_from_db()
    telling = tell_reader(**facts, words="We make a plan.", channel=Channel.LETTER)  # type: ignore[arg-type]
    assert telling.statement is not None
    assert list(telling.statement.audience.values_list("reader", flat=True)) == [ready.mother.pk]
    assert telling.occasion == ready.assessment.occasion


def test_telling_gives_nothing_away(ready: World) -> None:
    make.address(ready.mother, "14 Quayside Walk, Fleetwood", "FY7 6ZZ", hidden=True)
    ready.child_said("Dad hurts Mum on Sundays.")
    decide(ready)
    ready.assessment.refresh_from_db()
    for words, why in (
        ("They live in Quayside Walk.", "hidden from Ray"),
        ("Kai says dad hurts mum on Sundays.", "Kai"),
    ):
        with pytest.raises(Refused, match=why):
            tell_reader(
                by=ready.manager, assessment=ready.assessment, person=ready.father, words=words, channel=Channel.LETTER
            )
    assert not Telling.objects.exists()


def test_telling_one_adult_can_be_held(ready: World) -> None:
    decide(ready)
    ready.assessment.refresh_from_db()
    held = hold_reader(
        by=ready.manager,
        assessment=ready.assessment,
        person=ready.father,
        because="He may hurt Dee.",
        manager=ready.manager,
        review_on=time.today() + timedelta(days=7),
    )
    assert held.choice == "held"
