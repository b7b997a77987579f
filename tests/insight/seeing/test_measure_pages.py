"""The pages of what it can see of itself: each number leads to its records."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.measuring import Measured
from rock.insight.seeing.presenters import SHARES
from rock.practice.plans.queries.promises import Owner
from rock.records.models import (
    Mark,
    OccasionKind,
    Promise,
    Slot,
    SlotMark,
    Source,
)
from rock.records.services.occasions import hold_occasion
from rock.teams.models import Allocation, AllocationKind
from tests.insight.seeing.workers import given_a_worker
from tests.practice.plans.conftest import make_world
from tests.support import factories as make
from tests.support import visits
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize("tab", ["", "plans/", "promises/", "assessments/"])
@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.PRINCIPAL_SOCIAL_WORKER, Role.DATA_OFFICER])
def test_each_page_says_what_it_counts(pages: PageClient, tab: str, role: Role) -> None:
    page = pages.as_user(make.staff_user(role)).get(f"/measures/{tab}")
    assert page.status == 200
    assert "None yet" in page.words
    assert "To compare:" in page.words


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.HUB_WORKER, Role.FAMILY])
def test_nobody_else_gets_them(pages: PageClient, role: Role) -> None:
    assert pages.as_user(make.user(roles=[role])).get("/measures/").status == 403


def test_the_records_behind_a_number_are_those_the_reader_reaches(pages: PageClient) -> None:
    home, other = visits.household(), visits.household("Quillfeather")
    given_a_worker(home, home.kai)
    Allocation.objects.create(
        child=other.kai,
        family=other.family,
        pod=home.kai.allocations.get().pod,
        worker=other.worker,
        kind=AllocationKind.PRIMARY,
        starts=make.LONG_AGO,
    )
    manager = make.staff_user(Role.TEAM_MANAGER)
    make.grant(manager, [home.kai])
    page = pages.as_user(manager).get("/measures/of/recorded/")
    assert "Kai Ashdown" in page.words
    assert "Quillfeather" not in page.text
    assert SHARES["recorded"].found().of == 2
    assert pages.as_user(manager).get("/measures/of/nothing/").status == 404


def test_whose_promises_are_late_leads_to_the_children_of_each(pages: PageClient) -> None:
    world = make_world()
    for owner in (world.dee, "Marram Primary", world.asha):
        world.write(owner=owner)
    Promise.objects.exclude(owner_agency="").update(due_on=time.today() - DAY)
    late = {owner: SHARES[f"late_{owner}"].found() for owner in Owner}
    assert late == {Owner.FAMILY: Measured(1, 0), Owner.WORKER: Measured(1, 0), Owner.AGENCY: Measured(1, 1)}
    manager = make.staff_user(Role.TEAM_MANAGER)
    make.grant(manager, [world.kai])
    page = pages.as_user(manager).get("/measures/of/late_agency/")
    assert page.words.index("Late Kai") < page.words.index("Still in time"), "whom to look at first stands first"


def test_each_column_of_the_months_has_its_records(pages: PageClient) -> None:
    home = visits.household()
    occasion = hold_occasion(by=home.worker, kind=OccasionKind.REVIEW, family=home.family)
    SlotMark.objects.create(
        occasion=occasion, child=home.kai, source=Source.WORKER, staff=home.worker, slot=Slot.TEA, mark=Mark.HARDER
    )
    assert [SHARES[key].found().count for key in ("better", "marked_same", "marked_harder", "marked_not_known")] == [
        0,
        0,
        1,
        0,
    ]
    assert SHARES["marked_harder"].children(home.worker, done=True) == [home.kai]
    page = pages.as_user(make.staff_user(Role.TEAM_MANAGER)).get("/measures/")
    assert page.link("Harder") == "/measures/of/marked_harder/"
