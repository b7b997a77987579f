"""Visits, assessments, plans and reviews of the council: plausible in their shares, whole, and told again equal."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM
from rock.demo.council.loading.run import Loaded
from rock.demo.council.replaying.assessments import replay_assessments
from rock.demo.council.replaying.pages import replay_pages
from rock.demo.council.replaying.plans import replay_plans
from rock.demo.council.replaying.visits import replay_visits
from rock.doors.child.models import Card, ChildPage
from rock.practice.assessments.models import (
    AgencyPart,
    Assessment,
    Heading,
    MoneyFirst,
    Outcome,
    Passage,
    Reading,
)
from rock.practice.plans.models import ItemKind, Plan, PlanItem, PlanMember, Review, Standing
from rock.practice.plans.services.drift import find_drift
from rock.practice.requests.models import Referral, RequestForSupport
from rock.practice.visits.models import Alone, ChildSeen, Visit, VisitPlace
from rock.records.models import (
    Audience,
    Clock,
    DayEntry,
    Family,
    Occasion,
    Person,
    Promise,
    PromiseState,
    Slot,
    Source,
    Statement,
    Telling,
    TellingChoice,
    Wish,
)
from rock.teams.models import Allocation
from tests.demo.council.breaking import guarded

DAY = timedelta(days=1)
YEAR = timedelta(days=365)


def share(found: int, of: int) -> float:
    return found / max(of, 1)


def keys_of(family: Family) -> list[str]:
    rows = RequestForSupport.objects.filter(occasion__in=family.occasions.all()) | RequestForSupport.objects.filter(
        occasion__statements__about__person__memberships__family=family
    )
    return list(rows.values_list("submission_key", flat=True).distinct())


def visited() -> Family:
    return Visit.objects.filter(occasion__statements__wish__answer__isnull=False).order_by("pk")[0].occasion.family  # type: ignore[return-value]


def test_children_whose_work_is_open_were_visited_and_asked(council: Loaded) -> None:
    since = time.today() - timedelta(days=60)
    rows = Referral.objects.filter(closed_on__isnull=True, no_further_action=False, referred_on__lt=since)
    children = Person.objects.filter(pk__in=rows.values("child"), death_date__isnull=True)
    with_visits = children.filter(visits__isnull=False).distinct().count()
    assert share(with_visits, children.count()) > 0.9
    assert share(children.filter(day_entries__isnull=False).distinct().count(), children.count()) > 0.85


def test_seen_and_seen_alone_come_in_plausible_shares(council: Loaded) -> None:
    seen = ChildSeen.objects.filter(seen=True)
    assert 0.85 < share(seen.count(), ChildSeen.objects.count()) < 1
    alone = Counter(seen.values_list("alone", flat=True))
    assert set(alone) == set(Alone)
    asked = alone.total() - alone[Alone.TOO_YOUNG]
    assert 0.55 < share(alone[Alone.YES], asked) < 0.9


def test_the_day_is_spoken_of_by_child_parent_and_worker_in_every_slot(council: Loaded) -> None:
    assert {Source.CHILD, Source.PARENT, Source.WORKER} == set(DayEntry.objects.values_list("source", flat=True))
    assert set(DayEntry.objects.filter(source=Source.CHILD).values_list("slot", flat=True)) == set(Slot)
    without = DayEntry.objects.filter(source=Source.CHILD, statement__verbatim=False)
    assert without.exists()
    assert not without.exclude(statement__words__startswith="Pointed to:").exists()
    said = Statement.objects.filter(day_entry__source=Source.CHILD, verbatim=True).values_list("words", flat=True)
    assert all(len(words) < 160 for words in said)
    assert not any(mark in words for words in said for mark in "{}[]|_")


def test_wishes_are_answered_in_differing_numbers_of_days(council: Loaded) -> None:
    days = {
        (one.answered_at - one.statement.occasion.happened_at).days
        for one in Wish.objects.filter(answer__isnull=False)
        if one.answered_at
    }
    assert len(days) > 4
    assert (
        not Audience.objects.filter(statement__wish_answered__isnull=False)
        .exclude(reader=F("statement__wish_answered__child"))
        .exists()
    )


def test_a_wish_waits_for_weeks_at_most_and_whatever_waits_too_long_is_found(council: Loaded) -> None:
    def waited(days: int) -> QuerySet[Wish]:
        return Wish.objects.filter(answer=None, statement__occasion__happened_at__lt=time.now() - timedelta(days=days))

    assert not waited(45).exists()
    assert waited(15).count() < 0.1 * Wish.objects.count()
    with transaction.atomic():
        answered = Wish.objects.filter(answer__isnull=False).order_by("pk")[0]
        Wish.objects.filter(pk=answered.pk).update(answer=None, answered_at=None)
        assert answered.clock is not None
        Clock.objects.filter(pk=answered.clock.pk).update(stopped_at=None)
        found = {one.wish_id for one in find_drift(by=SYSTEM)}
        assert answered.pk in found
        assert {wish.pk for wish in waited(15)} <= found
        transaction.set_rollback(True)


def test_some_children_move_between_two_homes_and_say_what_the_other_one_is_like(council: Loaded) -> None:
    entries = DayEntry.objects.filter(carer__isnull=False)
    children, everyone = (rows.values("child").distinct().count() for rows in (entries, DayEntry.objects.all()))
    assert 0.05 < share(children, everyone) < 0.35
    assert entries.filter(source=Source.CHILD, statement__words__contains="Wednesdays").exists()
    there = Visit.objects.filter(place_kind=VisitPlace.OTHER_HOME)
    assert there.exists()
    for visit in there:
        carers = DayEntry.objects.filter(statement__occasion=visit.occasion).values_list("carer", flat=True)
        assert set(carers) <= set(visit.occasion.presences.values_list("person", flat=True))


def test_children_who_read_their_own_words_have_a_page_and_a_card(council: Loaded) -> None:
    pages = ChildPage.objects.all()
    assert pages.exists()
    assert not pages.filter(cards__isnull=True).exists()
    assert Card.objects.filter(used_at__isnull=False).exists()
    assert not User.objects.filter(child_page__isnull=False).exclude(role_holdings__role=Role.CHILD).exists()
    own = Audience.objects.filter(reader=F("statement__speaker"), statement__day_entry__isnull=False)
    assert set(own.values_list("reader", flat=True)) == set(pages.values_list("person", flat=True))


def test_assessments_made_here_have_passages_that_were_given_and_answered(council: Loaded) -> None:
    rows = Assessment.objects.filter(occasion__isnull=False)
    decided = rows.filter(authorised_on__isnull=False)
    assert decided.count() > 10
    assert rows.filter(authorised_on__isnull=True, clock__stopped_at__isnull=True).exists()
    assert set(Passage.objects.values_list("heading", flat=True)) == set(Heading)
    readings = Reading.objects.filter(given_at__isnull=False)
    assert readings.filter(finished_at__isnull=False).exists()
    assert not Reading.objects.filter(given_at__isnull=True, not_given_because="").exists()


def test_the_longer_an_open_assessment_runs_the_more_of_it_is_written_and_never_all(council: Loaded) -> None:
    rows: Any = Assessment.objects.filter(occasion__isnull=False, authorised_on__isnull=True)
    written = [((time.today() - row.started_on).days, row.parts) for row in rows.annotate(parts=Count("passages"))]
    assert all(parts <= min(days // 9, len(Heading) - 1) for days, parts in written)
    assert any(parts for days, parts in written if days >= 18)
    assert not Reading.objects.filter(assessment__in=rows).exists()
    begun = Occasion.objects.filter(assessment__authorised_on__isnull=True, assessment__passages__isnull=False)
    assert list(replay_assessments(family_of(begun))) == []


def test_open_plans_have_few_promises_kept_late_and_carried_by_all_kinds_of_owners(council: Loaded) -> None:
    standing = Promise.objects.filter(state=PromiseState.OPEN).values("child").annotate(count=Count("pk"))
    assert max(row["count"] for row in standing) <= 7
    states = Counter(Promise.objects.values_list("state", flat=True))
    assert {PromiseState.OPEN, PromiseState.KEPT, PromiseState.CARRIED} <= set(states)
    assert states[PromiseState.KEPT] > states[PromiseState.CARRIED]
    late = Promise.objects.filter(Q(state=PromiseState.OPEN, due_on__lt=time.today()) | Q(closed_on__gt=F("due_on")))
    assert late.exclude(owner_agency="").exists()
    assert late.filter(owner_agency="").exists()
    owners: Any = (Promise.objects.filter(owner__isnull=False), Promise.objects.filter(owner_staff__isnull=False))
    assert all(rows.exists() for rows in owners)
    assert set(PlanItem.objects.values_list("kind", flat=True)) == set(ItemKind)


def test_plans_are_looked_at_again_and_agreed_again(council: Loaded) -> None:
    held = Review.objects.values("plan").annotate(count=Count("pk"))
    assert max(row["count"] for row in held) > 1
    for plan in Plan.objects.annotate(reviewed=Count("reviews", distinct=True), kept=Count("versions", distinct=True)):
        assert plan.kept == plan.reviewed + 1
        assert plan.ended_on or plan.review_on > plan.started_on


def test_no_review_and_no_telling_that_is_held_lies_there_for_weeks(council: Loaded) -> None:
    fortnight_ago = time.today() - 14 * DAY
    assert not Plan.objects.filter(ended_on__isnull=True, review_on__lt=fortnight_ago).exists()
    assert not Telling.objects.filter(choice=TellingChoice.HELD, review_on__lt=fortnight_ago).exists()


def test_early_help_is_a_plan_that_a_partner_leads_beside_the_worker_who_stayed(council: Loaded) -> None:
    plans = Plan.objects.filter(standings__standing=Standing.EARLY_HELP).distinct()
    assert 0.02 < share(plans.count(), Plan.objects.count()) < 0.35
    assert not plans.filter(Q(partner_lead="") | Q(lead__isnull=False)).exists()
    going_on = plans.filter(ended_on__isnull=True)
    assert going_on.exists()
    worked_with = Allocation.objects.filter(ends__isnull=True).values("child")
    assert not going_on.exclude(child__in=worked_with).exists()
    decided = Assessment.objects.filter(outcome=Outcome.EARLY_HELP)
    assert decided.exists()
    assert not decided.exclude(referral__closed_on=F("authorised_on")).exists()


def test_services_are_asked_for_their_part_and_answer_in_every_way(council: Loaded) -> None:
    parts = AgencyPart.objects.all()
    assert parts.count() > 5
    assert parts.filter(answer__isnull=False).exists()
    assert parts.filter(answered_at__isnull=True).exists()
    assert {one.share.basis.split(":")[0] for one in parts if one.share} <= {"They agreed", "Without agreement"}
    assert share(parts.filter(answer__isnull=False).count(), parts.count()) > 0.4


def family_of(occasions: Any) -> list[str]:
    """Return the keys of the requests of the family of the first of some occasions."""
    return keys_of(occasions.order_by("pk")[0].family)


def test_assessments_told_again_are_equal_and_a_difference_is_said(council: Loaded) -> None:
    keys = family_of(Occasion.objects.filter(assessment__outcome=Outcome.NOT_IN_NEED))
    assert list(replay_assessments(keys)) == []
    MoneyFirst.objects.update(at=F("at") - DAY)
    assert "assessment, MoneyFirst, only loaded" in {line.split(":")[0] for line in replay_assessments(keys)}


def test_plans_with_their_reviews_told_again_are_equal_and_a_difference_is_said(council: Loaded) -> None:
    keys = family_of(Occasion.objects.filter(plan__ended_on__isnull=False, plan__reviews__isnull=False))
    assert list(replay_plans(keys)) == []
    PlanMember.objects.update(starts=F("starts") - DAY)
    assert "plan, PlanMember, only loaded" in {line.split(":")[0] for line in replay_plans(keys)}


def test_pages_told_again_are_equal_and_a_difference_is_said(council: Loaded) -> None:
    child = ChildPage.objects.order_by("pk")[0].person
    keys = family_of(Occasion.objects.filter(family__members__person=child))
    assert list(replay_pages(keys)) == []
    ChildPage.objects.update(opened_at=F("opened_at") - DAY)
    assert "page, ChildPage, only loaded" in {line.split(":")[0] for line in replay_pages(keys)}


def test_who_came_long_ago_keeps_the_statutory_rows_alone(council: Loaded) -> None:
    old = Referral.objects.filter(closed_on__lt=time.today() - YEAR)
    assert not Plan.objects.filter(ended_on__lt=time.today() - YEAR).exists()
    assert not Assessment.objects.filter(referral__in=old, occasion__isnull=False).exists()
    assert not Visit.objects.filter(occasion__happened_at__lt=time.now() - YEAR).exists()


def test_visits_told_again_are_equal_and_a_difference_is_said(council: Loaded) -> None:
    family = visited()
    keys = keys_of(family)
    assert keys
    assert replay_visits(keys) == []
    said = Statement.objects.filter(occasion__family=family, day_entry__source=Source.WORKER).order_by("pk")[0]
    guarded(Statement.objects.filter(pk=said.pk), verbatim=True)
    lines = replay_visits(keys)
    assert [line.split(":")[0] for line in lines] == [
        "visit, Statement, only loaded",
        "visit, Statement, only replayed",
    ]
