"""Who works with a child stands on the child's record and beside their name in the family."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM
from rock.practice.families.presenters.workers import workers, workers_by_child
from rock.teams.models import Allocation, AllocationKind
from rock.teams.queries.workers import workers_of
from rock.teams.services.pods import make_pod
from tests.practice.families.conftest import World
from tests.support import factories as make
from tests.support.pages import Page, PageClient

FIRST = date(2025, 3, 1)


def _works(world: World, user: User, starts: date = FIRST, **facts: Any) -> Allocation:
    pod, kind = world_pod(world), facts.pop("kind", AllocationKind.PRIMARY)
    return Allocation.objects.create(
        child=world.ama, family=world.family, pod=pod, worker=user, kind=kind, starts=starts, **facts
    )


def world_pod(world: World) -> Any:
    found = Allocation.objects.filter(family=world.family).first()
    return found.pod if found else make_pod(by=SYSTEM, name="Lighthouse", service_name="Families")


def _record(pages: PageClient, world: World, pk: int) -> Page:
    return pages.as_user(world.worker).get(reverse("families:person", args=[pk]))


def test_the_record_names_the_worker_and_the_second_and_who_was_there_before(pages: PageClient, world: World) -> None:
    sal, kit = make.staff_user(Role.SOCIAL_WORKER, "Sal Before"), make.staff_user(Role.SOCIAL_WORKER, "Kit Second")
    _works(world, sal, ends=date(2025, 9, 1))
    _works(world, world.worker, date(2025, 9, 1))
    _works(world, kit, date(2025, 9, 1), kind=AllocationKind.SECOND)
    words = _record(pages, world, world.ama.pk).words
    assert "Wendy Worker, Lighthouse since 1 September 2025" in words
    assert "Second person who knows them Kit Second, Lighthouse" in words
    assert "Sal Before, Lighthouse, 1 March 2025 to 1 September 2025 (Worker)" in words
    assert words.index("Wendy Worker, Lighthouse") < words.index("Kit Second") < words.index("Sal Before")


def test_a_child_whom_nobody_works_with_is_shown_as_that_and_a_grown_up_is_not(pages: PageClient, world: World) -> None:
    assert "Nobody is named as their worker now." in _record(pages, world, world.ben.pk).words
    assert "Who works with them" not in _record(pages, world, world.mother.pk).words


def test_the_family_says_it_beside_each_child(pages: PageClient, world: World) -> None:
    _works(world, world.worker)
    words = pages.as_user(world.worker).get(reverse("families:family", args=[world.family.pk])).words
    assert words.count("Wendy Worker works with them") == 1


@pytest.mark.parametrize(
    ("starts", "ends", "now", "before", "today"),
    [
        (-1, None, 1, 0, 1),
        (0, None, 1, 0, 1),
        (1, None, 1, 0, 0),
        (-2, 1, 1, 0, 1),
        (-2, 0, 0, 1, 0),
        (-1, -1, 0, 0, 0),
    ],
    ids=["stands", "begins today", "begins tomorrow", "ends tomorrow", "ended today", "never ran"],
)
def test_the_first_day_counts_and_the_last_does_not(
    world: World, starts: int, ends: int | None, now: int, before: int, today: int
) -> None:
    day = time.today()
    last = None if ends is None else day + timedelta(days=ends)
    _works(world, world.worker, day + timedelta(days=starts), ends=last)
    rows = workers_of([world.ama.pk])
    found = workers(rows)
    assert (len(found.now), len(found.before)) == (now, before)
    assert len(workers_by_child(rows).get(world.ama.pk, [])) == today
