"""The hub's measures in words: each with what it counts, of which requests, and whether it is a stock or a flow."""

from datetime import timedelta

from rock.practice.requests.models import ReferralSource
from rock.practice.requests.queries.measures import PERIODS, Measured

SMALL = 5
FEW = f"fewer than {SMALL}"
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


def few(number: int) -> str:
    """Return a count, with small ones blurred so that nobody is found by them."""
    return FEW if 0 < number < SMALL else f"{number:,}"


def share_words(measured: Measured) -> str:
    """Return “80% (8 of 10)”, or less where one side is so small that it would point at somebody."""
    of, count = measured.of, measured.count
    if of == 0:
        return "None yet"
    if of < SMALL:
        return f"Of {FEW} requests"
    if 0 < count < SMALL:
        return f"{few(count).capitalize()} of {of:,}"
    if 0 < of - count < SMALL:
        return f"All but {FEW} of {of:,}"
    return f"{100 * count / of:.0f}% ({count:,} of {of:,})"


def median_words(measured: Measured) -> str:
    """Return a median in days (to half a day), with of how many; small numbers give none."""
    if measured.median is None:
        return "None yet"
    if measured.of < SMALL:
        return f"Of {FEW} requests"
    return f"{duration_words(measured.median)} (of {measured.of:,})"


def duration_words(length: timedelta) -> str:
    """Return a time in hours up to two days, and in days from there."""
    hours = length.total_seconds() / 3600
    return f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.1f} days"


def table(found: dict[str, dict[str, Measured]]) -> list[list[str]]:
    """Return a row for each measure: its name, the year, the month, what it counts."""
    return [
        [name, *(_words(key, found[key][period]) for period in PERIODS), definition]
        for key, (name, definition) in DEFINITIONS.items()
    ]


def _words(key: str, measured: Measured) -> str:
    return median_words(measured) if key in {"days_to_tell", "to_talk"} else share_words(measured)


def source_table(mix: list[tuple[str, int, int]]) -> list[list[str]]:
    """Return a row for each source: its name, the year, the month."""
    names = dict(ReferralSource.choices)
    totals = (sum(row[1] for row in mix), sum(row[2] for row in mix))
    rows = [[str(names.get(code, "Not known")), few(year), few(month)] for code, year, month in mix]
    return [*rows, ["All", few(totals[0]), few(totals[1])]]
