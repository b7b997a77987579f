"""The hub's measures in words: each with what it counts, of which requests, and whether it is a stock or a flow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from rock.core.measuring import Measured, duration_words, few, median_words, share_words
from rock.practice.requests.models import ReferralSource
from rock.practice.requests.presenters import about
from rock.practice.requests.queries.measures import PERIODS, TIMES

_FLOW = "Flow: requests received in the period"

DEFINITIONS: dict[str, tuple[str, str]] = {
    "in_time": (
        "Decided within 1 working day",
        f"{_FLOW} that are decided; of them, those decided by the end of the working day after they came.",
    ),
    "history": (
        "History opened before the decision",
        f"{_FLOW} that are decided; of them, those where somebody opened what is held before the decision.",
    ),
    "asked": (
        "Agreement asked before sending",
        f"{_FLOW}; of them, those where the family was asked to agree to help, or that others are asked, by that day.",
    ),
    "family_told": (
        "Family told what was decided",
        f"{_FLOW} that are decided; of them, those where at least one grown-up has been told.",
    ),
    "days_to_tell": (
        "Time from the decision to telling the family",
        f"{_FLOW} where a grown-up has been told; the median time until the first was told.",
    ),
    "asker_told": (
        "Whoever asked was told",
        f"{_FLOW} that are decided and whose asker can be reached; of them, those whose asker was told.",
    ),
    "repeats": (
        "Repeats within 12 months",
        f"{_FLOW} that led to an assessment or a strategy discussion; of them, those with a referral in the 12 months before.",
    ),
    "to_talk": (
        "Time from the request to the first talk with the family",
        f"{_FLOW} where a first talk is recorded; the median time until it.",
    ),
}


@dataclass(frozen=True, slots=True)
class Behind:
    """One request behind a measure: whom it is about, when it came, and how long it took where that is measured."""

    reference: str
    about: str
    received_at: datetime
    took: str


def table(found: dict[str, dict[str, Measured]]) -> list[list[str]]:
    """Return a row for each measure: its name, which leads to the requests behind it, the year, the month, what it counts."""
    return [
        [_link(key, name), *(_words(key, found[key][period]) for period in PERIODS), definition]
        for key, (name, definition) in DEFINITIONS.items()
    ]


def _link(key: str, name: str) -> Markup:
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(reverse("requests:measure", args=[key]), name)


def _words(key: str, measured: Measured) -> str:
    return median_words(measured) if key in TIMES else share_words(measured)


def behind_lines(key: str, rows: Iterable[Any]) -> list[Behind]:
    """Return requests behind a measure as lines, each with its time where the measure is one."""
    return [
        Behind(
            row.reference,
            about([*map(str, row.people.all())]),
            row.occasion.happened_at,
            _took(getattr(row, key, None)),
        )
        for row in rows
    ]


def _took(value: Any) -> str:
    return duration_words(value) if isinstance(value, timedelta) else ""


def source_table(mix: list[tuple[str, int, int]]) -> list[list[str]]:
    """Return a row for each source: its name, the year, the month."""
    names = dict(ReferralSource.choices)
    totals = (sum(row[1] for row in mix), sum(row[2] for row in mix))
    rows = [[str(names.get(code, "Not known")), few(year), few(month)] for code, year, month in mix]
    return [*rows, ["All", few(totals[0]), few(totals[1])]]
