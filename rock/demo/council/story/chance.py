"""Streams of chance, one for each part, and shares kept near a published figure.

A stream is seeded by the council's seed, the part's name and, within a family, its number. A later part takes a name of its
own, so that it never moves what the earlier ones drew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from rock.core.time import add_working_days, is_working_day
from rock.demo.council import figures

LONDON = ZoneInfo("Europe/London")


def stream(seed: int, part: str, number: int | None = None) -> Random:
    """Return the stream of a part of the council, or of a part of one family."""
    name = f"{seed}/{part}" if number is None else f"{seed}/{part}/{number}"
    return Random(name)  # noqa: S311 - invented people, no secrets


@dataclass(slots=True)
class Keeper:
    """Draws yes or no so that the share of yes stays near the one wanted; each draw may weigh several children."""

    yes: float = 0
    total: float = 0

    def wants(self, rng: Random, share: float) -> bool:
        """Draw; the further behind, the likelier."""
        return rng.random() < share + (share * self.total - self.yes) / 25

    def note(self, yes: float, total: float) -> None:
        """Count what came of the draw."""
        self.yes += yes
        self.total += total

    def draw(self, rng: Random, share: float, weight: int = 1) -> bool:
        """Draw and count in one."""
        answer = self.wants(rng, share)
        self.note(weight if answer else 0, weight)
        return answer


def weighted(rng: Random, weights: Mapping[str, float]) -> str:
    """Return one of the keys by its weight."""
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


@cache
def _hours(kind: str) -> tuple[int, ...]:
    return tuple(hour for hour, weight in enumerate(figures.HOURS[kind]) for _ in range(weight))


def moment(rng: Random, day: date, kind: str) -> datetime:
    """Return a minute of a day, by the hours at which that kind of asker asks."""
    return datetime.combine(day, time(rng.choice(_hours(kind)), rng.randrange(60)), LONDON)


def office_moment(rng: Random, day: date) -> datetime:
    """Return a minute in the hub's hours of a day."""
    return datetime.combine(day, time(9), LONDON) + timedelta(minutes=rng.randrange(7 * 60))


def working_day(day: date) -> date:
    """Return the day, or the next working day if it is none."""
    return day if is_working_day(day) else add_working_days(day, 1)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years; negative before birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """Return the day on which somebody reaches an age."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return born.replace(year=born.year + age, day=28)
