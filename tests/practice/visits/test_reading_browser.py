"""The child's day and the page of sharing in a real browser: on a phone, without JavaScript, by axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from rock.practice.visits.facts import ReadersFacts
from rock.records.models import DayKind, Need, Slot, Source, Statement
from tests.support.browser import check_axe, check_no_sideways_scroll
from tests.support.visits import Household, a_visit, household, said, seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_week(home: Household) -> None:
    a_visit(
        home,
        seen(
            home.kai,
            said("", face=2, pictures=("empty_bowl",)),
            said("I get them both ready.", source=Source.PARENT, speaker=home.dee, need=Need.MONEY, runs_out="Milk"),
            said("Jem tosty.", Slot.TEA, language="Polish", translation="I eat toast."),
            said("I sleep on the sofa.", Slot.NIGHT, carer=home.ray, day_kind=DayKind.WEEKEND),
            said("Dad hurts Mum on Sundays.", Slot.EVENING),
            wishes=("A bed of my own",),
            heard_by=(home.dee,),
            readers=(ReadersFacts(home.kai, (home.ray, home.ida), "Yes"),),
        ),
    )


@pytest.mark.parametrize("phone", [True, False])
def test_the_pages_that_read_fit_a_phone_and_a_desk(in_browser: Callable[..., Page], phone: bool) -> None:
    home = household()
    a_week(home)
    words = Statement.objects.get(words__startswith="Dad")
    paths = [
        f"/people/{home.kai.pk}/day/",
        f"/families/{home.family.pk}/visits/",
        f"/visits/{words.occasion.visit.pk}/",
        f"/visits/words/{words.pk}/share/?reader={home.ray.pk}",
        "/visits/wishes/",
    ]
    page = in_browser(paths[0], phone=phone, user=home.worker)
    for path in paths:
        page.goto(path)
        check_no_sideways_scroll(page)
        check_axe(page)
