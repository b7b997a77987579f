"""A data officer and their browser."""

import pytest

from rock.accounts.models import User
from rock.accounts.roles import Role
from tests.support import factories
from tests.support.pages import PageClient


@pytest.fixture
def user() -> User:
    return factories.staff_user(Role.DATA_OFFICER, "Odette Marsh")


@pytest.fixture
def officer(pages: PageClient, user: User) -> PageClient:
    return pages.as_user(user)
