"""Earlier versions of a plan for one reader, the newest first: what changed each time, and how it read. Past the guard."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rock.core.words import on_day
from rock.doors.family.guard import Guard
from rock.doors.family.queries.plans import Place
from rock.doors.family.queries.versions import VersionRead
from rock.doors.plan_words import KINDS
from rock.practice.plans.facts import wording_of
from rock.practice.plans.models import ItemKind, PlanWording
from rock.practice.plans.services.readers import text_of
from rock.records.models import Person


@dataclass(frozen=True, slots=True)
class LineThen:
    """How a line read: its words with what they depend on, who does it, and by when."""

    words: str
    condition: str
    who: str
    by: str


@dataclass(frozen=True, slots=True)
class ChangeThen:
    """What became of one line: `before` is None for a new one, `after` for one that is no longer there."""

    title: str
    before: LineThen | None
    after: LineThen | None

    @property
    def same_words(self) -> bool:
        """Return whether only who does it, or by when, is another."""
        old, new = self.before, self.after
        return bool(old and new and (old.words, old.condition) == (new.words, new.condition) and (old.who or old.by))


@dataclass(frozen=True, slots=True)
class SectionThen:
    """The lines under one heading."""

    title: str
    lines: tuple[LineThen, ...]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version; `on` is empty for the plan as it reads now. `first` says that there is none before it to compare with."""

    on: str
    before: str
    agrees: bool | None
    knows: bool | None
    first: bool
    changes: tuple[ChangeThen, ...]
    sections: tuple[SectionThen, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """All that the page shows; there is no other field that could carry more."""

    child: str
    versions: tuple[VersionShown, ...]


def versions_page(place: Place, read: list[VersionRead], guard: Guard, ids: frozenset[int]) -> VersionsPage | None:
    """Return the page, or None where no version has anything for this reader."""
    name = place.child.name if place.whole else ""
    if not read or not guard.lets(name, source="child", row=place.child.person_id):
        return None
    rows = (row for one in read for row in one.lines)
    stopped = {row.item_id for row in rows if not guard.lets(text_of(row), source="plan", row=row.item_id)}
    shown, before = [], None
    for one in read:
        lines = {row.item_id: row for row in one.lines if row.item_id not in stopped}
        if lines or before:
            shown.append(_version(one, lines, before, ids))
            before = (one, lines)
    return VersionsPage(name, tuple(reversed(shown))) if shown else None


Lines = dict[int, PlanWording]


def _version(
    one: VersionRead, lines: Lines, before: tuple[VersionRead, Lines] | None, ids: frozenset[int]
) -> VersionShown:
    then, old = before or (None, {})
    return VersionShown(
        on=on_day(one.on) if one.on else "",
        before=on_day(then.on) if then else "",
        agrees=one.agrees,
        knows=one.knows,
        first=before is None,
        changes=_changes(old, lines, ids) if before else (),
        sections=_sections(lines, ids),
    )


def _changes(old: Lines, new: Lines, ids: frozenset[int]) -> tuple[ChangeThen, ...]:
    found = []
    for item in dict.fromkeys([*new, *old]):
        before, after = old.get(item), new.get(item)
        if before is None or after is None or not wording_of(before).says_the_same(wording_of(after)):
            row = after or before
            title = str(KINDS[ItemKind(row.item.kind)]) if row else ""
            found.append(ChangeThen(title, *(_line(one, ids) if one else None for one in (before, after))))
    return tuple(found)


def _sections(lines: Lines, ids: frozenset[int]) -> tuple[SectionThen, ...]:
    found = (
        SectionThen(str(title), tuple(_line(row, ids) for row in lines.values() if row.item.kind == kind))
        for kind, title in KINDS.items()
    )
    return tuple(one for one in found if one.lines)


def _line(row: PlanWording, ids: frozenset[int]) -> LineThen:
    said = wording_of(row)
    owner = _("You") if row.owner_id in ids else said.owner
    who = (owner.given_name or str(owner)) if isinstance(owner, Person) else str(owner or "")
    words = f"“{said.words}”" if row.statement.verbatim and not said.condition and not who else said.words
    return LineThen(words, said.condition, who, on_day(said.due_on) if said.due_on else "")
