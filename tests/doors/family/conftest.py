"""The family whose mother was told."""

import pytest

from tests.doors.family.standing import Standing, standing


@pytest.fixture
def told(db: None) -> Standing:
    made = standing()
    made.tell_dee()
    return made
