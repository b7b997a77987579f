"""The hub's measures in words: each with what it counts, of which requests, and whether it is a stock or a flow."""

from rock.core.measuring import Measured, few, median_words, share_words
from rock.practice.requests.models import ReferralSource
from rock.practice.requests.queries.measures import PERIODS

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
