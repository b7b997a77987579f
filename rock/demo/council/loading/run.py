"""The council of a seed, written whole into an empty house."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from rock.core.bulk_load import unindexed
from rock.core.time import add_months
from rock.demo.council.compare import Line, Tally
from rock.demo.council.loading import statutory, together, writing
from rock.demo.council.loading.known import Known
from rock.demo.council.loading.script import moment_of, script
from rock.demo.council.loading.staff import Staff
from rock.demo.council.loading.tables import Tables
from rock.demo.council.loading.workforce import make_workforce
from rock.demo.council.loading.working import VIEWS_SINCE
from rock.demo.council.story import EARLIER_YEARS, simulate, workers
from rock.demo.models import Council
from rock.records.models import ClockRule, Family

CHUNK = 250
ROOMS = (
    "accounts",
    "records",
    "reach",
    "teams",
    "support_requests",
    "visits",
    "assessments",
    "plans",
    "conferences",
    "family_door",
    "child_door",
)


@dataclass(frozen=True)
class Loaded:
    """What was made: rows by table, and the measures beside the published ones."""

    rows: dict[type[Model], int]
    lines: tuple[Line, ...]


def load(
    *, scale: float, start: date, as_at: date, seed: int, say: Callable[[str], None] = lambda words: None
) -> Loaded:
    """Write the council of a seed, as it stands at ten in the morning of the as-at date; all of it or nothing."""
    facts: Any = {"scale": scale, "start": start, "as_at": as_at, "seed": seed}
    with transaction.atomic():
        council = Council.objects.create(**facts)
        _rules_since(add_months(start, -12 * EARLIER_YEARS))
        _view_months(as_at)
        everyone = workers(**facts)
        users, pods, hub_circle = make_workforce(everyone, as_at)
        council.users = {str(number): key for number, key in users.items()}
        council.save(update_fields=["users"])
        tables, tally = Tables(), Tally(scale=scale, start=start, as_at=as_at, workers=everyone)
        house = writing.House(tables, users, pods, hub_circle)
        with unindexed(_models()):
            for number, story in enumerate(simulate(**facts)):
                tally.add(story)
                _family(house, Known(story, Staff(everyone), moment_of(as_at), seed))
                if number % CHUNK == CHUNK - 1:
                    tables.write()
                    say(f"{number + 1:,} families")
            tables.write()
            say("building indexes")
        _analyse()
    return Loaded(tables.written, tuple(tally.lines()))


def _family(house: writing.House, known: Known) -> None:
    rows = writing.FamilyRows(house, known.story.number)
    writing.write(rows, script(known))
    statutory.write(rows, known.story, known.now)
    together.write(rows, known)


def _models() -> list[type[Model]]:
    """Return the tables that the council fills, without those that keep changed rows and the partitioned log."""
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if model._meta.managed and not model.__name__.endswith("History")
    ]


def _rules_since(day: date) -> None:
    """Let the clock rules begin with the story, which begins before the product’s own first rules."""
    ClockRule.objects.filter(starts__gt=day, ends__isnull=True).update(starts=day)


def _view_months(as_at: date) -> None:
    first = (as_at - VIEWS_SINCE - timedelta(days=7)).replace(day=1)
    with connection.cursor() as cursor:
        while first <= as_at:
            cursor.execute("SELECT reach_viewlog_month(%s)", [first])
            first = add_months(first, 1)


def _analyse() -> None:
    with connection.cursor() as cursor:
        for model in _models():
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')


def is_empty() -> bool:
    """Return whether the house holds no family yet."""
    return not Family.objects.exists()
