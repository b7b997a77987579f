"""A visit in words, as it was recorded: who was there, each child, and what each said, with who heard and may read it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from rock.core.words import joined, on_day
from rock.practice.families.presenters.veil import Veil
from rock.practice.visits.models import Alone, ChildSeen
from rock.practice.visits.presenters.day import NOT_NAMED
from rock.practice.visits.words import DAY, QUESTIONS, WISH
from rock.records.models import DayKind, Need, Presence, Promise, Slot, Source, Statement


@dataclass(frozen=True)
class Said:
    """One statement: what it answers, its words, who said it, and what stands with it."""

    pk: int
    about: str
    words: str
    verbatim: bool
    language: str
    who: str
    translation: str
    notes: list[str]
    heard: str
    readers: str
    waiting: str
    corrected: bool
    can_share: bool


@dataclass
class Child:
    """One child on a visit."""

    pk: int
    name: str
    seen: str
    where: str
    said: list[Said] = field(default_factory=list)
    promised: list[str] = field(default_factory=list)


def seen_words(row: ChildSeen) -> str:
    """Return whether a child was seen, and alone, as a sentence."""
    if not row.seen:
        return f"Not seen: {row.not_seen_because}"
    why = f": {row.alone_because}" if row.alone_because else ""
    return {
        Alone.YES: "Seen alone",
        Alone.DECLINED: "Seen, and did not want to be alone",
        Alone.NOT_OFFERED: f"Seen, not alone{why}",
        Alone.TOO_YOUNG: "A baby, watched",
    }[Alone(row.alone)]


def named(rows: Sequence[Statement], there: Sequence[Presence], promised: Sequence[Promise]) -> set[int]:
    """Return the ids of everybody whom the page of a visit would name."""
    found = {row.person_id for row in there} | {row.speaker_id for row in rows} | {row.owner_id for row in promised}
    found |= {row.day_entry.carer_id for row in rows if hasattr(row, "day_entry")}
    given: list[Any] = list(rows)
    found |= {one["id"] for row in given for one in (*row.readers, *row.waiting, *row.heard)}
    return {pk for pk in found if pk}


def who_was_there(rows: Sequence[Presence], closed: Collection[int], veil: Veil) -> str:
    """Return who took part, as a list in words."""
    names = [NOT_NAMED if row.person_id in closed else veil(str(row)) for row in rows]
    return joined(list(dict.fromkeys(names)))


def children(
    seen: Sequence[ChildSeen],
    rows: Sequence[Statement],
    promised: Sequence[Promise],
    veil: Veil,
    closed: Collection[int],
) -> list[Child]:
    """Return each child with what was said of them, corrections after what they correct, and what was promised for them."""
    found = {row.child_id: Child(row.child_id, str(row.child), veil(seen_words(row)), veil(row.where)) for row in seen}
    translations = {row.original_id: row.words for row in rows if row.original_id}
    newer = {row.corrects_id for row in rows if row.corrects_id}
    for row in rows:
        if row.original_id is None:
            given: Any = row
            found[given.child_id].said.append(
                _said(row, veil, closed, veil(translations.get(row.pk, "")), corrected=row.pk in newer)
            )
    for promise in promised:
        if promise.child_id:
            found[promise.child_id].promised.append(_promised(promise, veil, closed))
    return list(found.values())


def _promised(row: Promise, veil: Veil, closed: Collection[int]) -> str:
    owner = NOT_NAMED if row.owner_id in closed else veil(str(row.owner or row.owner_staff or row.owner_agency))
    return f"{owner}: {veil(row.what)} (by {on_day(row.due_on)}: {row.get_state_display().lower()})"


def _said(row: Any, veil: Veil, closed: Collection[int], translation: str, *, corrected: bool) -> Said:
    return Said(
        pk=row.pk,
        about=_about(row),
        words=veil(row.words),
        verbatim=row.verbatim,
        language=row.language,
        who=NOT_NAMED if row.speaker_id in closed else veil(str(row.speaker or row.speaker_staff or row.speaker_name)),
        translation=translation,
        notes=[veil(note) for note in _notes(row, closed)],
        heard=_names(row.heard, closed),
        readers=_names(row.readers, closed),
        waiting=_names(row.waiting, closed),
        corrected=corrected,
        can_share=not corrected,
    )


def _names(people: list[dict[str, Any]], closed: Collection[int]) -> str:
    return joined([NOT_NAMED if one["id"] in closed else f"{one['given']} {one['last']}".strip() for one in people])


def _about(row: Statement) -> str:
    """Return what a statement answers: the slot of the day with its source, or the question."""
    if row.question != DAY:
        return QUESTIONS.get(row.question, row.question)
    entry = getattr(row, "day_entry", None)
    return f"{Slot(entry.slot).label}: {Source(entry.source).label.lower()}" if entry else QUESTIONS[DAY]


def _notes(row: Statement, closed: Collection[int]) -> list[str]:
    found = []
    entry, noticed = getattr(row, "day_entry", None), getattr(row, "noticed", None)
    if entry:
        found += [DayKind(entry.day_kind).label] if entry.day_kind != DayKind.ORDINARY else []
        found += [f"With {entry.carer}"] if entry.carer and entry.carer_id not in closed else []
        found += [f"Money or care: {Need(entry.need).label}"] if entry.need != Need.NOT_ASKED else []
        found += [f"Runs out: {entry.runs_out}"] if entry.runs_out else []
    if noticed:
        found += [f"What shows it: {noticed.shown_by}"] if noticed.shown_by else []
        found += [Slot(noticed.slot).label] if noticed.slot else []
    if row.question == WISH and getattr(row, "wish", None):
        found += ["Answered" if row.wish.answer_id else "Not answered yet"]
    return found
