"""What became of a plan between two versions, in words."""

from dataclasses import dataclass

from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.models import ItemKind, PlanWording
from rock.practice.plans.queries.versions import Compared, FactChange


@dataclass(frozen=True)
class ChangeShown:
    """One line that changed: `before` is empty for an added one, `after` for one that was taken out."""

    kind: str
    before: str
    after: str
    facts: list[FactChange]


@dataclass(frozen=True)
class ComparedShown:
    """Added, worded anew, taken out; and how many stayed."""

    added: list[ChangeShown]
    reworded: list[ChangeShown]
    removed: list[ChangeShown]
    same: int


def compared_words(found: Compared, veil: Veil) -> ComparedShown:
    """Return two versions in words, each line as it was and as it is."""
    return ComparedShown(
        added=[_change(None, row, [], veil) for row in found.added],
        reworded=[_change(one.before, one.after, one.facts, veil) for one in found.reworded],
        removed=[_change(row, None, [], veil) for row in found.removed],
        same=len(found.same),
    )


def _change(before: PlanWording | None, after: PlanWording | None, facts: list[FactChange], veil: Veil) -> ChangeShown:
    row = after or before
    return ChangeShown(
        kind=ItemKind(row.item.kind).label if row else "",
        before=veil(before.statement.words) if before else "",
        after=veil(after.statement.words) if after else "",
        facts=[FactChange(one.name, veil(one.before), veil(one.after)) for one in facts],
    )
