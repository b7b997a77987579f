"""Hold the rows of a file against the rows that are held: which is which, and which of the two stands."""

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from rock.insight.cin.held import HeldRow
from rock.insight.cin.loading.plan import CHANGED, STAYS, STILL_HELD, ChildPlan, Keyed, NewRow, RowChange
from rock.insight.cin.sources import Standing, standing_in
from rock.insight.cin.tables import Facts, Table


def plan_rows(
    table: Table, records: Sequence[Any], held: Sequence[HeldRow], parent: Keyed, plan: ChildPlan, file: Standing
) -> None:
    """Add to the plan what becomes of these records of a file, and of the rows held under the same parent."""
    facts = [table.facts(record) for record in records]
    found = pair(table, facts, held)
    for place, record in enumerate(records):
        row = found.get(place)
        path = _path(table, place)
        if row is None:
            _add(table, record, facts[place], parent, plan)
        else:
            _settle(table, facts[place], row, plan, file, path)
            for part in table.parts:
                plan_rows(part, getattr(record, part.attr), row.parts[part.attr], row, plan, file)
    matched = {row.pk for row in found.values()}
    for row in held:
        if row.pk not in matched:
            _miss(table, row, plan, file)


def pair(table: Table, facts: Sequence[Facts], held: Sequence[HeldRow]) -> dict[int, HeldRow]:
    """Return for each place in the file the row that it is: one that says the same, else by the table's keys."""
    found: dict[int, HeldRow] = {}
    for names in (None, *table.keys) if held else ():
        waiting: dict[Hashable, deque[HeldRow]] = defaultdict(deque)
        taken = {row.pk for row in found.values()}
        for row in held:
            if row.pk not in taken:
                waiting[_key(table, row.facts, names)].append(row)
        for place, said in enumerate(facts):
            rows = waiting.get(_key(table, said, names)) if place not in found else None
            if rows:
                found[place] = rows.popleft()
    return found


def _key(table: Table, facts: Facts, names: Sequence[str] | None) -> Hashable:
    return tuple(facts[name] for name in names) if names else tuple(table.compared(facts).values())


def _path(table: Table, place: int) -> str:
    return f"{table.element}[{place + 1}]"


def _add(table: Table, record: Any, facts: Facts, parent: Keyed, plan: ChildPlan) -> None:
    row = NewRow(table, parent, facts)
    plan.rows.append(row)
    for part in table.parts:
        for inner in getattr(record, part.attr):
            _add(part, inner, part.facts(inner), row, plan)


def _settle(table: Table, facts: Facts, row: HeldRow, plan: ChildPlan, file: Standing, path: str) -> None:
    """Decide between a row of the file and the same row that is held."""
    standing = standing_in(row.source)
    names = plan.differing(row.facts, facts, table.compared(facts))
    if not names:
        if standing is not None and standing < file:
            plan.confirmed.append((table, row.pk))
    elif standing is not None and standing <= file:
        _replace(table, facts, row, plan, path, names)
    else:
        why = "it was written here, not by a census" if standing is None else f"{row.source} is newer"
        for name in names:
            plan.note(f"{path}/{table.element_of(name)}", facts[name], STAYS, why)


def _replace(table: Table, facts: Facts, row: HeldRow, plan: ChildPlan, path: str, names: list[str]) -> None:
    codes = table.codes.attr if table.codes else ""
    plan.changes.append(RowChange(table, row.pk, facts, new_codes=codes in names))
    for name in names:
        before = row.facts[name]
        words = ", ".join(before) if isinstance(before, tuple) else before
        plan.note(f"{path}/{table.element_of(name)}", facts[name], CHANGED, f"{row.source} said {_said(words)}")


def _said(value: object) -> str:
    return "nothing" if value in (None, "") else f"“{str(value)[:200]}”"


def _miss(table: Table, row: HeldRow, plan: ChildPlan, file: Standing) -> None:
    """Note a row that this file should hold and does not."""
    standing = standing_in(row.source)
    if standing is not None and standing <= file and is_expected(table, row.facts, file):
        plan.note(table.element, row.facts[table.start], STILL_HELD, f"{row.source} holds it")


def is_expected(table: Table, facts: Facts, file: Standing) -> bool:
    """Return whether a census should hold a row: begun by its reference date, and not over before its year."""
    over: date | None = table.over(facts)
    begun = bool(facts[table.start] <= file.as_at)
    return begun and (over is None or file.starts is None or over >= file.starts)
