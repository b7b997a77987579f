"""Disabilities and deaths of the story, in the tables, and told again equal; at many times the usual rate of deaths."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F, Q

from rock.core import time
from rock.demo.council import figures
from rock.demo.council.checking import problems as found_problems
from rock.demo.council.invariants import problems
from rock.demo.council.loading.known import Known
from rock.demo.council.loading.run import load
from rock.demo.council.loading.script import moment_of
from rock.demo.council.loading.staff import Staff
from rock.demo.council.replaying import replay_family
from rock.demo.council.story import simulate, workers
from rock.demo.council.story.model import FamilyStory
from rock.demo.models import Council
from rock.insight.cin.codes import DISABILITY
from rock.practice.assessments.models import Assessment
from rock.practice.requests.models import Referral
from rock.records.models import Clock, ContactPoint, Person, PersonDisability, Residence
from rock.teams.models import Allocation

AS_AT = date(2026, 11, 20)
FACTS: dict[str, Any] = {"scale": 0.02, "start": date(2025, 9, 1), "as_at": AS_AT, "seed": 4}


@pytest.fixture(scope="module")
def often() -> Iterator[None]:
    """Let one in four episodes that last long enough end with a death, so that a small council has some."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(figures, "DIED", 0.25)
        yield


@pytest.fixture(scope="module")
def stories(often: None) -> list[FamilyStory]:
    return list(simulate(**FACTS))


@pytest.fixture(scope="module")
def made(often: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic(), time.at(moment_of(AS_AT)):
        load(**FACTS)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def council(made: None, db: None) -> Council:
    return Council.objects.get()


def bereaved(stories: list[FamilyStory]) -> list[FamilyStory]:
    return [story for story in stories if any(one.died for one in story.people)]


def test_nothing_happens_to_a_child_after_death(stories: list[FamilyStory]) -> None:
    assert len(bereaved(stories)) > 5
    assert [text for story in stories for text in problems(story, AS_AT)] == []
    for story in bereaved(stories):
        (child,) = [one for one in story.people if one.died]
        closed = {one.closed: one.reason for one in story.episodes if one.child == child.number}
        assert closed[child.died] == "RC2"


def test_only_children_who_died_are_closed_for_it(stories: list[FamilyStory]) -> None:
    died = {(story.number, one.number) for story in stories for one in story.people if one.died}
    closed = {(s.number, one.child) for s in stories for one in s.episodes if one.reason == "RC2"}
    assert closed == died


def test_deaths_are_rare_and_leave_other_families_as_they_were(stories: list[FamilyStory]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(figures, "DIED", 0.0)
        usual = {story.number: story for story in simulate(**FACTS)}
    assert figures.DIED == 0.25
    same = [story for story in stories if not any(one.died for one in story.people)]
    assert [story.number for story in same if story.people != usual[story.number].people] == []
    assert [story.number for story in same if story.stays != usual[story.number].stays] == []


def test_one_child_in_eight_has_a_disability_and_whoever_was_asked_about_for_it_always(often: None) -> None:
    stories = list(simulate(**FACTS | {"scale": 0.1}))
    children = [one for story in stories for one in story.children]
    assert all(set(one.disabilities) <= DISABILITY.labels.keys() for one in children)
    assert all(("NONE" in one.disabilities) == (one.disabilities == ("NONE",)) for one in children)
    shares = Counter(one.disabilities != ("NONE",) for one in children)
    assert shares[True] / len(children) == pytest.approx(figures.DISABLED, abs=0.04)
    asked = [story for story in stories if any(one.worry == "disability" for one in story.requests)]
    assert asked
    assert all(any(one.disabilities != ("NONE",) for one in story.children) for story in asked)
    assert all(one.disabilities == () for story in stories for one in story.people if one.role != "child")


def test_the_tables_hold_them(council: Council, stories: list[FamilyStory]) -> None:
    died = Person.objects.filter(death_date__isnull=False)
    assert died.count() == len(bereaved(stories))
    for rows in (Residence.objects, ContactPoint.objects):
        assert not rows.filter(Q(ends__isnull=True) | Q(ends__gt=F("person__death_date")), person__in=died).exists()
    assert not Allocation.objects.filter(Q(ends__isnull=True) | Q(ends__gt=F("child__death_date")), child__in=died)
    assert not Clock.objects.filter(person__in=died, stopped_at__isnull=True).exists()
    closed = Referral.objects.filter(child__in=died, closed_on=F("child__death_date"))
    assert set(closed.values_list("closure_reason", flat=True)) == {"RC2"}
    assert closed.count() == died.count()
    assessed = Assessment.objects.filter(authorised_on__isnull=False, referral__child__birth_kind="exact")
    known = set(PersonDisability.objects.values_list("person", flat=True))
    assert len(known) > 0.95 * assessed.values("referral__child").distinct().count()
    assert list(found_problems()) == []


@pytest.mark.soak
def test_families_with_a_death_told_again_through_the_services_are_equal(
    council: Council, stories: list[FamilyStory]
) -> None:
    staff = Staff(workers(**FACTS))
    for story in bereaved(stories)[:4]:
        assert replay_family(council, Known(story, staff, moment_of(AS_AT), FACTS["seed"])) == []
