"""A visit that is not kept yet, as the record will say it, and words of the worker's own to think about."""

from dataclasses import dataclass, field

from rock.core.words import joined, on_day
from rock.practice.visits.facts import (
    OWN_LANGUAGE,
    ChildFacts,
    NoticedFacts,
    PromiseFacts,
    ReadersFacts,
    SlotFacts,
    VisitFacts,
)
from rock.practice.visits.models import NoticedKind
from rock.practice.visits.words import first_names, without_words
from rock.practice_model.checker import Flag, check
from rock.records.models import DayKind, Need, Source


@dataclass(frozen=True)
class Line:
    """Something somebody said or the worker saw; `quoted` words are the speaker's own and never reworded."""

    who: str
    words: str
    quoted: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChildRead:
    """One child's part of the visit, to be read."""

    name: str
    seen: str
    day: list[tuple[str, list[Line]]]
    strong: list[Line]
    worries: list[Line]
    wishes: list[str]
    promised: list[str]
    readers: list[str]
    flags: list[Flag] = field(default_factory=list)


def read_back(facts: VisitFacts) -> list[ChildRead]:
    """Return each child's part in words."""
    names = first_names([one.child for one in facts.children])
    return [_child(names[child.child.pk], child) for child in facts.children]


def _child(name: str, facts: ChildFacts) -> ChildRead:
    noticed = {kind: [_noticed(name, one) for one in facts.noticed if one.kind == kind] for kind in NoticedKind}
    return ChildRead(
        name=name,
        seen=_seen(facts),
        day=_day(name, facts.slots),
        strong=noticed[NoticedKind.STRENGTH],
        worries=noticed[NoticedKind.WORRY],
        wishes=list(facts.wishes),
        promised=[_promised(one) for one in facts.promises],
        readers=[_readers(row) for row in facts.readers],
        flags=_flags(facts),
    )


def _seen(facts: ChildFacts) -> str:
    if not facts.seen:
        return f"Not seen: {facts.not_seen_because}"
    alone = facts.alone.label if facts.alone else ""
    parts = ["Seen", f"Alone: {alone}", facts.alone_because, facts.where]
    heard = joined([str(one) for one in facts.heard_by])
    return ". ".join(part for part in [*parts, f"{heard} could hear" if heard else ""] if part)


def _day(name: str, slots: tuple[SlotFacts, ...]) -> list[tuple[str, list[Line]]]:
    found: dict[str, list[Line]] = {}
    for slot in slots:
        found.setdefault(_part(slot), []).append(_line(name, slot))
    return list(found.items())


def _part(slot: SlotFacts) -> str:
    kind = "" if slot.day_kind == DayKind.ORDINARY else f", {slot.day_kind.label.lower()}"
    return f"{slot.slot.label}{kind}{f', with {slot.carer}' if slot.carer else ''}"


def _line(name: str, slot: SlotFacts) -> Line:
    quoted = bool(slot.words) and slot.source != Source.WORKER
    who = "What I saw" if slot.source == Source.WORKER else slot.speaker_name or str(slot.speaker)
    if slot.source == Source.CHILD:
        who = name
    shown = without_words(SlotFacts(slot.slot, slot.source, face=slot.face, pictures=slot.pictures))
    notes = [shown] if slot.words and shown else []
    notes += [_in_english(slot)] if slot.language != OWN_LANGUAGE else []
    notes += [f"Missing: {slot.need.label.lower()}"] if slot.need != Need.NOT_ASKED else []
    notes += [f"Runs out: {slot.runs_out}"] if slot.runs_out else []
    notes += [f"I will: {slot.promise}"] if slot.promise else []
    return Line(who, slot.words or without_words(slot), quoted, tuple(notes))


def _in_english(slot: SlotFacts) -> str:
    return f"Translated from {slot.language}: {slot.translation}" if slot.translation else f"Said in {slot.language}"


def _promised(one: PromiseFacts) -> str:
    idea = f" {one.idea} had the idea." if one.idea else ""
    return f"{one.by or 'I'} will: {one.what}{f', by {on_day(one.due)}' if one.due else ''}.{idea}"


def _noticed(name: str, one: NoticedFacts) -> Line:
    return Line(name if one.by_child else "", one.words, one.by_child, (one.shown_by,) if one.shown_by else ())


def _readers(row: ReadersFacts) -> str:
    whom = joined([str(one) for one in row.readers])
    return f"What {row.speaker} said: {whom} may read it (“{row.said}”)"


def _flags(facts: ChildFacts) -> list[Flag]:
    """Return what to think about in the worker's own words; nobody else's are looked at."""
    own = [slot.words for slot in facts.slots if slot.source == Source.WORKER]
    own += [text for one in facts.noticed if not one.by_child for text in (one.words, one.shown_by)]
    found: dict[str, Flag] = {}
    for text in filter(None, own):
        for flag in check(text, audience="family").flags:
            found.setdefault(flag.term, flag)
    return list(found.values())
