"""A household and its worker."""

import pytest

from rock.practice_model.queries import word_list
from tests.support.pages import PageClient
from tests.support.shared import shared
from tests.support.visits import Household, household


@shared
def home() -> Household:
    word_list()  # read once in a process, not once a page
    return household()


@pytest.fixture
def worker(pages: PageClient, home: Household) -> PageClient:
    return pages.as_user(home.worker)
