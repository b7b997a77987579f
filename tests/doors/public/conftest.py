"""What every test of asking needs: the clock rules that the hub starts its clock by."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.support.jobs import forget_jobs


@pytest.fixture(autouse=True)
def clock_rules(request: pytest.FixtureRequest) -> None:
    """Load the rules again and drop old jobs: a browser journey empties the tables of migrations, but not the jobs."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        return
    request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
    forget_jobs()
    import_module("rock.records.migrations.0003_clock_rules").load(apps, None)
