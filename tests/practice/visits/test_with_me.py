"""The list of families to visit is short on a phone: whoever has something due comes first, the rest by name, folded."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.services import SYSTEM
from rock.practice.visits.views.taking import MOST_TAKEN
from rock.records.services.clocks import start_clock
from tests.support.pages import PageClient
from tests.support.visits import Household, allocated, household

pytestmark = pytest.mark.django_db
LIST = "/visits/with-me/"
NAMES = ("Ash", "Birch", "Cedar", "Damson", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")


@pytest.fixture
def homes() -> list[Household]:
    first = allocated(household(NAMES[0]))
    return [first, *(allocated(household(name, worker=first.worker)) for name in NAMES[1:])]


def test_whoever_has_something_due_comes_first_and_the_rest_is_folded_by_name(
    homes: list[Household], pages: PageClient
) -> None:
    for home, days in ((homes[9], 12), (homes[8], 3)):
        start_clock(by=SYSTEM, key="wish", started_at=time.now() - timedelta(days=days), person=home.kai)
    page = pages.as_user(homes[0].worker).get(LIST)
    folded = page.soup.select("main [data-visit-list] details [data-visit-name]")
    everybody = [name.get_text() for name in page.soup.select("main ul [data-visit-name]")]
    assert everybody[:4] == ["Juniper", "Ivy", "Ash", "Birch"]
    assert [name.get_text() for name in folded] == ["Gorse", "Hazel"] == everybody[MOST_TAKEN:]
    assert "2 more families, by name" in page.words


def test_where_all_fit_nothing_is_folded(pages: PageClient) -> None:
    home = allocated(household("Ash"))
    assert not pages.as_user(home.worker).get(LIST).soup.select("main [data-visit-list] details")
