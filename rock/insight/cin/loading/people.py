"""Hold what a file says of a child themselves against what is held of the person."""

from datetime import date
from typing import Any

from rock.insight.cin.held import NUMBERS, HeldChild
from rock.insight.cin.loading.plan import CHANGED, STAYS, ChildPlan, NewNumber
from rock.insight.cin.records import ChildRecord
from rock.insight.cin.sources import Standing, standing_in
from rock.insight.cin.tables import Facts
from rock.records.models import Ethnicity, Sex

ELEMENTS = {
    "upn": "ChildIdentifiers/UPN",
    "former_upn": "ChildIdentifiers/FormerUPN",
    "upn_unknown": "ChildIdentifiers/UPNunknown",
    "birth_date": "ChildIdentifiers/PersonBirthDate",
    "expected_birth_date": "ChildIdentifiers/ExpectedPersonBirthDate",
    "sex": "ChildIdentifiers/Sex",
    "death_date": "ChildIdentifiers/PersonDeathDate",
    "ethnicity": "ChildCharacteristics/Ethnicity",
    "disabilities": "ChildCharacteristics/Disabilities",
}
# The census's own codes for “not known” say no more than an empty element.
_NOTHING = (None, "", (), Sex.UNKNOWN.value, Ethnicity.NOBT.value)


def facts_of(record: ChildRecord) -> Facts:
    """Return what a file says of the child themselves; where it says nothing of sex or ethnicity, “not known”."""
    facts: Facts = {name: getattr(record, name) for name in ELEMENTS}
    facts["sex"] = record.sex or Sex.UNKNOWN.value
    facts["ethnicity"] = record.ethnicity or Ethnicity.NOBT.value
    return facts


def is_nothing(fact: Any) -> bool:
    """Return whether a fact is blank, or the census's code for “not known”."""
    return fact in _NOTHING


def as_said(facts: Facts) -> Facts:
    """Return facts as JSON holds them."""
    return {name: _plain(value) for name, value in facts.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def plan_new(plan: ChildPlan) -> None:
    """Plan the record of a child who is not held."""
    facts = facts_of(plan.record)
    plan.is_new, plan.person, plan.disabilities = True, facts, facts["disabilities"]
    plan.said = as_said(facts)
    for name in NUMBERS:
        if value := getattr(plan.record, name):
            plan.numbers.append(NewNumber(name, value))


def plan_held(plan: ChildPlan, held: HeldChild, file: Standing) -> None:
    """Plan what changes of a person who is held, fact by fact (the rules stand in the package's docstring)."""
    facts, after = facts_of(plan.record), dict(held.facts)
    standing = standing_in(held.source) if held.source is not None else None
    newer = standing is None or standing <= file
    said = dict(held.said or {})
    for name in ELEMENTS:
        found = facts[name]
        if is_nothing(found):
            if newer and _gives_way(name, plan.record):
                after[name] = None
            continue
        if found != held.facts[name]:
            after[name] = _settle(name, found, held, plan, newer=newer)
        # What was known here before any census said it is never a census's to change.
        if newer and (name in said or after[name] != held.facts[name]):
            said[name] = _plain(found)
    _write_down(plan, held, after)
    if newer and (said, file.source) != (held.said, held.source):
        plan.said, plan.had_said = said, held.said is not None


def _gives_way(name: str, record: ChildRecord) -> bool:
    """A reason for having no pupil number goes when there is one."""
    return name == "upn_unknown" and record.upn is not None


def _settle(name: str, found: Any, held: HeldChild, plan: ChildPlan, *, newer: bool) -> Any:
    """Return the fact that stands from now on, and note it."""
    before = held.facts[name]
    if not newer:
        plan.note(ELEMENTS[name], found, STAYS, f"{held.source} is newer")
        return before
    if is_nothing(before):
        return found
    if (held.said or {}).get(name) != _plain(before):
        plan.note(ELEMENTS[name], found, STAYS, "it was written or changed here, not by a census")
        return before
    plan.note(ELEMENTS[name], found, CHANGED, f"{held.source} said otherwise")
    return found


def _write_down(plan: ChildPlan, held: HeldChild, after: Facts) -> None:
    changed = plan.differing(held.facts, after, ELEMENTS)
    if "disabilities" in changed:
        plan.disabilities = after["disabilities"]
    for name in ("upn", "former_upn"):
        if name in changed:
            plan.numbers.append(NewNumber(name, after[name], held.numbers.get(name)))
    if set(changed) - {"disabilities", *NUMBERS}:
        plan.person = after
