"""Invented people: names by sex, birth year and ethnicity; shortenings.

Common given names and northern family names are put together at random: nobody real is meant. The mix of census codes is
weighted like a northern English seaside town (assumed, nineteen in twenty white, after the Census 2021).
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from rock.demo.council.grammar import DATA

ETHNICITIES: Mapping[str, tuple[float, str]] = {
    "WBRI": (0.876, "british"),
    "WOTH": (0.036, "polish"),
    "WIRI": (0.004, "british"),
    "WIRT": (0.002, "british"),
    "WROM": (0.003, "british"),
    "MWBC": (0.012, "british"),
    "MWBA": (0.006, "british"),
    "MWAS": (0.010, "british"),
    "MOTH": (0.010, "british"),
    "AIND": (0.003, "indian"),
    "APKN": (0.005, "asian"),
    "ABAN": (0.003, "asian"),
    "AOTH": (0.005, "asian"),
    "BCRB": (0.001, "british"),
    "BAFR": (0.006, "african"),
    "BOTH": (0.002, "african"),
    "CHNE": (0.002, "chinese"),
    "OOTH": (0.006, "arabic"),
    "REFU": (0.003, "british"),
    "NOBT": (0.005, "british"),
}


@dataclass(frozen=True, slots=True)
class FullName:
    """A given name, a family name and, for some, what they like to be called."""

    given: str
    family: str
    known_as: str = ""


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a small table beside this module."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _given(group: str, sex: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    fitting = (row for row in rows("given_names") if row["group"] == group and row["sex"] == sex)
    return tuple(sorted((int(row["from"]), tuple(row["names"].split())) for row in fitting))


@cache
def _family(group: str) -> tuple[str, ...]:
    return next(tuple(row["names"].split()) for row in rows("family_names") if row["group"] == group)


@cache
def nicknames() -> Mapping[str, tuple[str, ...]]:
    """Return the shortenings of given names."""
    return {row["name"]: tuple(row["short"].split()) for row in rows("nicknames")}


def ethnicity(rng: Random) -> str:
    """Return a census code at the weights of the town."""
    return rng.choices(tuple(ETHNICITIES), [weight for weight, _ in ETHNICITIES.values()])[0]


def group_of(code: str) -> str:
    """Return the group of names that goes with a census code."""
    return ETHNICITIES[code][1]


def given_name(rng: Random, *, sex: str, born: int, code: str = "WBRI") -> str:
    """Return a given name of the time of birth; for sex U one of either kind."""
    bands = _given(group_of(code), sex if sex in {"M", "F"} else rng.choice("MF"))
    fitting = [names for start, names in bands if start <= born] or [bands[0][1]]
    return rng.choice(fitting[-1])


def family_name(rng: Random, *, code: str = "WBRI") -> str:
    """Return a family name; now and then two joined by a hyphen."""
    first = rng.choice(_family(group_of(code)))
    if group_of(code) == "british" and rng.random() < 0.04:
        return f"{first}-{rng.choice(_family('british'))}"
    return first


def full_name(rng: Random, *, sex: str, born: int, code: str = "WBRI", family: str = "") -> FullName:
    """Return a whole name; a third of those with a usual shortening go by it."""
    given = given_name(rng, sex=sex, born=born, code=code)
    short = nicknames().get(given, ())
    return FullName(
        given, family or family_name(rng, code=code), rng.choice(short) if short and rng.random() < 0.35 else ""
    )
