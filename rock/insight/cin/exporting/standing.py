"""An episode as it stood on a census's reference date."""

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
