"""A small council in the tables: loaded once a module, and put back after each test."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from rock.core import time
from rock.demo.council.loading.run import Loaded, load
from rock.demo.council.loading.script import moment_of

AS_AT = date(2026, 11, 20)
FACTS: dict[str, Any] = {"scale": 0.02, "start": date(2025, 9, 1), "as_at": AS_AT, "seed": 3}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    """Give what was made; all of it is gone at the module's end."""
    with django_db_blocker.unblock(), transaction.atomic(), time.at(moment_of(AS_AT)):
        yield load(**FACTS)
        transaction.set_rollback(True)


@pytest.fixture
def council(loaded: Loaded, db: None) -> Loaded:
    """Give the loaded council; what the test changes is undone."""
    return loaded
