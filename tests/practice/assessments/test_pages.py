"""An assessment’s pages: who opens them, what they open on, and what they never show."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import PUBLIC
from rock.core.words import day_due
from rock.practice.assessments.models import AgencyPart, Assessment, FamilyView, Heading, Outcome
from rock.practice.assessments.services.deciding import authorise
from rock.practice.assessments.services.reading import answer_passage, finish_reading
from rock.practice.assessments.services.starting import start
from rock.practice.visits.models import NoticedKind
from rock.reach.models import ViewLog
from rock.records.models import Slot
from rock.teams.models import Allocation, AllocationKind, Pod, Post, PostTitle
from tests.practice.assessments.at_the_desk import asked, at
from tests.practice.assessments.conftest import World, referred
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


PATHS = ["", "factors/", "money/", "say/day/", "others/", "others/ask/", "family/", "decide/"]


@pytest.mark.parametrize("path", PATHS)
def test_another_familys_assessment_is_not_there(pages: PageClient, world: World, path: str) -> None:
    client = pages.as_user(world.worker)
    assert client.get(at(world.assessment, path)).status == 200
    assert client.get(at(world.strangers, path)).status == 404
    assert client.get(f"/assessments/999999/{path}").status == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FAMILY, Role.PARTNER, Role.DATA_OFFICER, Role.CHILD])
def test_nobody_else_opens_it(pages: PageClient, world: World, role: Role) -> None:
    user = make.user(roles=[role])
    make.grant(user, [world.kai])
    assert pages.as_user(user).get(at(world.assessment)).status == 403
    assert pages.as_user(user).get("/assessments/").status == 403


@pytest.mark.parametrize("path", ["factors/", "money/", "say/day/", "others/ask/"])
def test_who_reads_quality_does_not_write(pages: PageClient, world: World, path: str) -> None:
    client = pages.as_user(world.principal)
    assert client.get(at(world.assessment)).status == 200
    assert client.get(at(world.assessment, path)).status == 403


def test_it_opens_on_the_day_then_what_visits_brought_then_the_passages(pages: PageClient, world: World) -> None:
    world.child_said("I make toast.", Slot.BREAKFAST)
    world.noticed(NoticedKind.STRENGTH, "Nan comes each day.", "Seen on Monday")
    world.noticed(NoticedKind.WORRY, "Kai is tired.")
    world.wish("I want a bed.")
    world.write(Heading.DAY, "Kai gets up at six.")
    page = pages.as_user(world.worker).get(at(world.assessment))
    order = [
        page.words.index(one) for one in ("I make toast.", "Nan comes each day.", "Kai is tired.", "I want a bed.")
    ]
    assert [*order, page.words.index("Kai gets up at six.")] == sorted(
        [*order, page.words.index("Kai gets up at six.")]
    )
    assert "Nobody has asked Kai about this yet" in page.words
    gone = time.working_days_between(world.referral.referred_on, time.today())
    assert f"working day {gone} of 45" in page.words
    assert "working day 0 of 45" in page.words
    assert ViewLog.objects.filter(user=world.worker, person=world.kai, page="assessment").count() == 1


def test_each_answer_stands_beside_its_passage_for_the_worker(pages: PageClient, world: World) -> None:
    day = world.write(Heading.DAY)
    for parent, words in ((world.mother, "He eats at my mum’s."), (world.father, "He never eats there.")):
        world.give(parent, [day])
        answer_passage(by=PUBLIC, person=parent, passage=day, view=FamilyView.NOT_RIGHT, words=words)
    world.write(Heading.DAY, "Worded anew.")
    page = pages.as_user(world.worker).get(at(world.assessment))
    for words in ("Dee Ashdown: That is not right", "He eats at my mum’s.", "He never eats there.", "Changed since"):
        assert words in page.words


def test_the_last_one_stands_beside_the_new_with_its_answers(pages: PageClient, world: World) -> None:
    world.write_all()
    day = world.write(Heading.DAY, "Last year he slept on a sofa.")
    for parent in (world.mother, world.father):
        world.give(parent)
    answer_passage(by=PUBLIC, person=world.mother, passage=day, view=FamilyView.NOT_RIGHT, words="Only for a week.")
    for parent in (world.mother, world.father):
        finish_reading(by=PUBLIC, assessment=world.assessment, person=parent)
    authorise(
        by=world.manager,
        assessment=world.assessment,
        outcome=Outcome.PLAN,
        reasons="So.",
        would_change="So.",
        family_words="So.",
    )
    again = start(by=world.worker, child=world.kai)
    page = pages.as_user(world.worker).get(at(again))
    assert "Last year he slept on a sofa." in page.words
    assert "Only for a week." in page.words
    assert "An earlier assessment kept this limit." in page.words


def test_the_list_shows_both_limits_and_what_is_not_begun(pages: PageClient, world: World) -> None:
    child = make.person("Noa", born=time.today() - timedelta(days=2000))
    family = make.family(children=[child])
    pod = Pod.objects.create(name="Tern", starts=make.LONG_AGO, circle=make.circle("tern"))
    for one, of in ((child, family), (world.kai, world.family)):
        Allocation.objects.create(
            child=one, family=of, pod=pod, worker=world.worker, kind=AllocationKind.PRIMARY, starts=make.LONG_AGO
        )
    make.grant(world.worker, child)
    referred(child, working_days_ago=2)
    page = pages.as_user(world.worker).get("/assessments/")
    due = day_due(time.add_working_days(world.referral.referred_on, 45)).capitalize()
    assert f"From the referral: {due}" in page.words
    assert "Due in 45 working days" in page.words
    begin = next(link for link in page.soup.select("main a") if "Noa" in link.text)
    client = pages.as_user(world.worker)
    begun = client.submit(client.get(str(begin["href"])))
    assert begun.status == 302
    assert client.get(f"/assessments/start/{world.stranger.pk}/").status == 404
    Post.objects.create(pod=pod, user=world.manager, title=PostTitle.MANAGER, starts=make.LONG_AGO)
    managers = pages.as_user(world.manager).get("/assessments/")
    assert "Kai Ashdown" in managers.words
    assert "A parent has not answered yet" in managers.words
    assert "Stella" not in managers.words


def test_nothing_hidden_shows_to_who_may_not_see_it(pages: PageClient, world: World) -> None:
    make.address(world.mother, "14 Quayside Walk, Fleetwood", "FY7 6ZZ", hidden=True)
    told = "They moved to Quayside Walk."
    world.child_said(told)
    world.noticed(NoticedKind.WORRY, told)
    world.wish(told)
    for heading in Heading:
        world.write(heading, told)
    asked(world)
    AgencyPart.objects.update(question=told)
    client = pages.as_user(world.principal)
    for path in ("", "others/", "family/", "decide/"):
        page = client.get(at(world.assessment, path))
        assert page.status == 200
        assert "Quayside" not in page.text, path
    assert "Quayside" in pages.as_user(world.worker).get(at(world.assessment)).text


def test_one_of_another_system_is_read_and_not_changed(pages: PageClient, world: World) -> None:
    other = Assessment.objects.create(
        referral=world.referral, started_on=time.today(), authorised_on=time.today(), source="census"
    )
    client = pages.as_user(world.worker)
    for path in ("", "others/", "family/", "decide/"):
        assert client.get(at(other, path)).status == 200
    page = client.get(at(other, "say/day/"))
    refused = client.submit(page, words="More.", checked="1")
    assert "another system" in " ".join(refused.errors)
