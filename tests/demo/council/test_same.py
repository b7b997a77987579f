"""The same seed and dates make the same house: every table, row by row. Only keys differ, and the time of the database.

Times of recording are fixed, because the clock stands while a council is made; `house.LEFT_OUT` names what cannot be.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from rock.demo.council.loading.run import Loaded, load
from tests.demo.council.conftest import FACTS
from tests.demo.council.house import whole_house

pytestmark = pytest.mark.soak  # three councils are loaded

STORIES = """
import hashlib, sys
from datetime import date
import django
django.setup()
from rock.demo.council.loading.known import Known
from rock.demo.council.loading.script import moment_of, script
from rock.demo.council.loading.staff import Staff
from rock.demo.council.story import simulate, workers
facts = {"scale": 0.01, "start": date(2026, 1, 1), "as_at": date(2026, 11, 20), "seed": 3}
staff, found = Staff(workers(**facts)), hashlib.sha256()
for story in simulate(**facts):
    found.update(repr(story).encode())
    found.update(repr(script(Known(story, staff, moment_of(facts["as_at"]), 3))).encode())
sys.stdout.write(found.hexdigest())
"""


@contextmanager
def emptied(council: Loaded) -> Iterator[None]:
    """Run a part of a test in a house without the council, and bring it back."""
    with transaction.atomic():
        tables = [f'"{model._meta.db_table}"' for model in council.rows]
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(tables)}, teams_pod, teams_post, reach_circle, demo_council CASCADE")
        yield
        transaction.set_rollback(True)


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, tuple[list[str], list[str]]]:
    """Return the rows that stand on one side only, a few of each table."""
    found: dict[str, Any] = {}
    for table in one.keys() | other.keys():
        left, right = one.get(table, []), other.get(table, [])
        if left != right:
            found[table] = (sorted({*left} - {*right})[:2], sorted({*right} - {*left})[:2])
    return found


def test_the_same_seed_and_dates_make_the_same_rows_in_every_table(council: Loaded) -> None:
    first = whole_house()
    assert {model._meta.db_table for model in council.rows} <= first.keys()
    with emptied(council):
        load(**FACTS)
        assert differing(first, whole_house()) == {}


def test_another_seed_makes_another_council(council: Loaded) -> None:
    first = whole_house()
    with emptied(council):
        load(**FACTS | {"seed": FACTS["seed"] + 1})
        other = whole_house()
    same = first.keys() - differing(first, other).keys()
    made = {model._meta.db_table for model in council.rows}
    assert made & same == set()


def test_the_order_of_sets_in_a_process_moves_nothing() -> None:
    found = set()
    for number in ("1", "2"):
        asked = [sys.executable, "-c", STORIES]
        done = subprocess.run(asked, env=os.environ | {"PYTHONHASHSEED": number}, capture_output=True, check=True)
        found.add(done.stdout.decode())
    assert len(found) == 1
    assert all(len(one) == 64 for one in found)
