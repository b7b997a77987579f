"""Visits told again: the facts of a loaded visit go through the real services, and what they write must be what was loaded."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import uuid5

from django.db import transaction
from django.db.models import Model, QuerySet

from rock.accounts.models import User
from rock.core import time
from rock.demo.council.replaying.picture import Picture, differences
from rock.practice.visits.facts import ChildFacts, NoticedFacts, PresentFacts, ReadersFacts, SlotFacts, VisitFacts
from rock.practice.visits.models import Alone, ChildSeen, HeldShare, Noticed, NoticedKind, Visit, VisitPlace
from rock.practice.visits.services.recording import record_visit
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import (
    Audience,
    Clock,
    DayEntry,
    DayKind,
    Event,
    EventPerson,
    Need,
    Occasion,
    Presence,
    PresenceMode,
    Slot,
    Source,
    Statement,
    StatementAbout,
    Wish,
)

# Keys, what is drawn anew, and what points from one row to another, which the order of the rows says again.
_LEFT_OUT = frozenset(
    {
        "id",
        "key",
        "occasion",
        "statement",
        "visit",
        "event",
        "clock",
        "answer",
        "replies_to",
        "answered_at",
        "stopped_at",
    }
)


def replay_visits(submission_keys: list[str]) -> list[str]:
    """Return how the visits of the family whose requests have these keys differ when they are recorded again; nothing stays."""
    of_family = Visit.objects.filter(occasion__family__occasions__request__submission_key__in=submission_keys)
    found = of_family.select_related("occasion__family", "occasion__recorded_by").distinct().order_by("pk")
    return [f"visit, {line}" for visit in found for line in _again(visit)]


def _again(visit: Visit) -> list[str]:
    by = visit.occasion.recorded_by
    if by is None:
        return ["nobody recorded it"]
    wishes = _answers(visit)
    with transaction.atomic():
        loaded = _picture(visit)
        with time.at(visit.occasion.recorded_at):
            made = record_visit(by=by, facts=_facts(visit))
        _answered(made, wishes)
        again = _picture(made)
        transaction.set_rollback(True)
    return differences(loaded, again)


def _answers(visit: Visit) -> list[Wish]:
    rows = Wish.objects.filter(statement__occasion=visit.occasion, answer__isnull=False)
    return list(rows.select_related("statement", "answer__speaker_staff"))


def _answered(made: Visit, wishes: list[Wish]) -> None:
    """Answer the same wishes again, at the same moments."""
    for old in wishes:
        new = Wish.objects.get(statement__occasion=made.occasion, statement__words=old.statement.words)
        staff = old.answer.speaker_staff if old.answer else None
        if old.answer and isinstance(staff, User) and old.answered_at:
            with time.at(old.answered_at):
                answer_wish(by=staff, wish=new, words=old.answer.words)


def _facts(visit: Visit) -> VisitFacts:
    occasion = visit.occasion
    if occasion.family is None:
        raise ValueError("a visit of the council is to a family")
    children = list(visit.children.select_related("child").order_by("pk"))
    there = occasion.presences.filter(mode=PresenceMode.THERE, person__isnull=False).select_related("person")
    ids = {row.child_id for row in children}
    return VisitFacts(
        family=occasion.family,
        key=uuid5(visit.key, "again"),
        happened_at=occasion.happened_at,
        place_kind=VisitPlace(visit.place_kind),
        present=tuple(PresentFacts(person=row.person) for row in there if row.person_id not in ids),
        children=tuple(_child(row, occasion) for row in children),
        interpreter=visit.interpreter,
    )


def _child(row: ChildSeen, occasion: Occasion) -> ChildFacts:
    mine = {"statement__occasion": occasion, "child": row.child}
    entries = DayEntry.objects.filter(**mine).select_related("statement__speaker", "carer").order_by("pk")
    noticed = Noticed.objects.filter(**mine).select_related("statement").order_by("pk")
    wishes = Wish.objects.filter(**mine).order_by("pk").values_list("statement__words", flat=True)
    return ChildFacts(
        row.child,
        seen=row.seen,
        not_seen_because=row.not_seen_because,
        alone=Alone(row.alone) if row.alone else None,
        alone_because=row.alone_because,
        where=row.where,
        slots=tuple(map(_slot, entries)),
        noticed=tuple(NoticedFacts(NoticedKind(one.kind), one.statement.words, one.shown_by) for one in noticed),
        wishes=tuple(wishes),
        readers=_readers(row, occasion),
    )


def _slot(entry: DayEntry) -> SlotFacts:
    said = entry.statement
    own = said.verbatim or entry.source == Source.WORKER
    return SlotFacts(
        Slot(entry.slot),
        Source(entry.source),
        said.words if own else "",
        speaker=None if entry.source == Source.WORKER else said.speaker,
        day_kind=DayKind(entry.day_kind),
        carer=entry.carer,
        face=entry.face,
        pictures=tuple(entry.pictures),
        need=Need(entry.need),
        runs_out=entry.runs_out,
    )


def _readers(row: ChildSeen, occasion: Occasion) -> tuple[ReadersFacts, ...]:
    """Return to whom the child gave their words, in their own words."""
    rows = Audience.objects.filter(statement__occasion=occasion, statement__speaker=row.child)
    shared = rows.select_related("reader").order_by("reader", "pk").distinct("reader")
    return tuple(ReadersFacts(row.child, (one.reader,), one.speaker_said) for one in shared)


def _picture(visit: Visit) -> Picture:
    """Return the rows of a visit and of the answers to its wishes, by table, in words and without keys."""
    answers = Wish.objects.filter(statement__occasion=visit.occasion, answer__isnull=False).values("answer__occasion")
    occasions = Occasion.objects.filter(pk=visit.occasion_id) | Occasion.objects.filter(pk__in=answers)
    statements = Statement.objects.filter(occasion__in=occasions)
    events = Event.objects.filter(occasion__in=occasions)
    found: Iterable[QuerySet[Any]] = (
        occasions,
        Visit.objects.filter(pk=visit.pk),
        ChildSeen.objects.filter(visit=visit),
        Presence.objects.filter(occasion__in=occasions),
        statements,
        *(model._default_manager.filter(statement__in=statements) for model in _OF_WORDS),
        events,
        EventPerson.objects.filter(event__in=events),
        Clock.objects.filter(pk__in=Wish.objects.filter(statement__in=statements).values("clock")),
    )
    return {rows.model.__name__: Counter(_words(rows.model, row) for row in rows) for rows in found}


_OF_WORDS: tuple[type[Model], ...] = (StatementAbout, Audience, DayEntry, Noticed, Wish, HeldShare)


def _words(model: type[Model], row: Any) -> str:
    fields = (field for field in model._meta.concrete_fields if field.name not in _LEFT_OUT)
    facts = [f"{field.name}={getattr(row, field.attname)!r}" for field in fields]
    if model in _OF_WORDS:
        facts.insert(0, row.statement.words)
    if model is Clock:
        facts.append(f"stopped={row.stopped_at!r}")
    return " ".join(facts)
