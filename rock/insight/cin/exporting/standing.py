"""A child and an episode as they stood on a census's reference date."""

from datetime import date

from rock.insight.cin.held import HeldRow
from rock.insight.cin.sources import Standing
from rock.insight.cin.tables import EPISODES, Facts, Table

_MAY_LIE_AHEAD = frozenset({"icpc_target"})
# Without the date, the other makes no sense.
_GO_TOGETHER = {"closure_date": "closure_reason"}


def in_scope(facts: Facts, census: Standing) -> bool:
    """Return whether a census holds an episode: open at any time in its year, or referred in it."""
    referred, over, starts = facts["referral_date"], EPISODES.over(facts), census.starts or date.min
    return bool(referred <= census.as_at and (over is None or over >= starts or referred >= starts))


def person_as_stood(facts: Facts, day: date) -> Facts:
    """Return a child's birth and death as they stood on a day.

    The census takes either a birth or an expected one (its rule 8525), and no birth after its reference date (8520).
    """
    born, due, died = facts["birth_date"], facts["expected_birth_date"], facts["death_date"]
    here = born if born and born <= day else None
    return {
        "birth_date": here,
        "expected_birth_date": None if here else due or born,
        "death_date": died if died and died <= day else None,
    }


def as_stood(table: Table, row: HeldRow, day: date) -> HeldRow:
    """Return a row as it stood on a day: later dates blank, later rows under it left out."""
    facts = dict(row.facts)
    for name, value in row.facts.items():
        if isinstance(value, date) and value > day and name not in _MAY_LIE_AHEAD and name != table.start:
            facts[name] = None
            if name in _GO_TOGETHER:
                facts[_GO_TOGETHER[name]] = None
    parts = {
        part.attr: [as_stood(part, inner, day) for inner in row.parts[part.attr] if inner.facts[part.start] <= day]
        for part in table.parts
    }
    return HeldRow(row.pk, facts, row.source, parts)
