"""The last look before words are shown to a partner: whatever would give a hidden address away is not."""

from collections.abc import Collection

from rock.practice.requests.queries.hidden import kept_from
from rock.records.hidden import Tokens


def hidden_near(records: Collection[int]) -> Tokens:
    """Return what is hidden from anybody at all of these children and everybody around them (two queries)."""
    return kept_from(None, records)


def for_agency(hidden: Tokens, agency: str) -> Tokens:
    """Return what an agency may not be shown: a partner has no record, so everything hidden but their own school's name."""
    return hidden.unknown_to(agency)
