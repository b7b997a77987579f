"""Two versions of a plan beside each other: what was added, reworded and removed, and what of a promise changed."""

from dataclasses import dataclass, field

from rock.practice.plans.facts import Wording, wording_of
from rock.practice.plans.models import Plan, PlanVersion, PlanWording

_ROWS = ("statement__speaker", "statement__speaker_staff", "owner", "owner_staff", "item", "by_person", "by_staff")


@dataclass(frozen=True)
class FactChange:
    """One thing beside the words that is another now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Reworded:
    """An item in both versions that reads otherwise, or of which a fact changed."""

    kind: str
    before: PlanWording
    after: PlanWording
    facts: list[FactChange]

    @property
    def words_changed(self) -> bool:
        """Return whether the words themselves are others."""
        return self.before.statement.words.split() != self.after.statement.words.split()


@dataclass
class Compared:
    """What became of a plan's lines between two moments."""

    added: list[PlanWording] = field(default_factory=list)
    reworded: list[Reworded] = field(default_factory=list)
    removed: list[PlanWording] = field(default_factory=list)
    same: list[PlanWording] = field(default_factory=list)


def compare_versions(older: PlanVersion, newer: PlanVersion | None = None) -> Compared:
    """Return an agreed version beside a later one, or beside the plan as it reads now (two queries)."""
    before = _by_item(_wordings_of(older))
    after = _by_item(_wordings_of(newer) if newer else _now(older.plan))
    found = Compared(removed=[row for pk, row in before.items() if pk not in after])
    for pk, row in after.items():
        old = before.get(pk)
        if old is None:
            found.added.append(row)
        elif old.pk == row.pk or wording_of(old).says_the_same(wording_of(row)):
            found.same.append(row)
        else:
            found.reworded.append(Reworded(row.item.kind, old, row, _changes(wording_of(old), wording_of(row))))
    return found


def _wordings_of(version: PlanVersion) -> list[PlanWording]:
    """Return a version's wordings; words that moved to another child are no longer in it."""
    rows = version.wordings.filter(statement__about__person=version.plan.child_id)
    return list(rows.select_related(*_ROWS))


def _now(plan: Plan) -> list[PlanWording]:
    rows = PlanWording.objects.filter(now_of__plan=plan, now_of__removed_at__isnull=True)
    return list(rows.select_related(*_ROWS))


def _by_item(rows: list[PlanWording]) -> dict[int, PlanWording]:
    return {row.item_id: row for row in sorted(rows, key=lambda one: (one.item.position, one.item_id))}


def _changes(before: Wording, after: Wording) -> list[FactChange]:
    names = dict.fromkeys([*before.facts, *after.facts])
    rows = (FactChange(name, before.facts.get(name, "Nothing"), after.facts.get(name, "Nothing")) for name in names)
    return [row for row in rows if row.before != row.after]
