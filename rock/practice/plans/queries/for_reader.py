"""A plan as one reader outside the staff may read it: only what was shared with them, and no trace of the rest."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from rock.core.built_once import built_once
from rock.practice.plans.as_read import (
    EarlierForReader,
    ItemForReader,
    PlanForReader,
    PromiseForReader,
    ServiceForReader,
    VoiceForReader,
)
from rock.practice.plans.facts import wording_of
from rock.practice.plans.models import ItemView, Plan, PlanStanding, PlanWording
from rock.practice.plans.presenters.looks import look_of
from rock.practice.plans.services.common import is_staff
from rock.practice.plans.services.readers import hidden_in_plan, text_of
from rock.practice.plans.services.saying import views_for
from rock.practice.requests.queries.hidden import kept_from
from rock.records.hidden import Tokens
from rock.records.models import Audience, Person, Promise, PromiseState, ServiceAsked, Slot
from rock.records.queries.standing import not_under_move, words_not_under_move


def plan_for(
    reader_ids: Collection[int], child_ids: Collection[int], *, hidden: Tokens | None = None
) -> PlanForReader | None:
    """Return the child's plan for one reader (the ids of every record of each), or None where nothing of it is theirs to read.

    An item shows its latest wording that was shared with this reader. What would give something hidden away is left out,
    even where somebody shared it; a door that has its guard already gives it as `hidden` (three queries, else six).
    """
    standing_now = Plan.objects.filter(not_under_move("occasion__"), child__in=child_ids, ended_on__isnull=True)
    stands = PlanStanding.objects.filter(plan=OuterRef("pk"), ends__isnull=True).values("standing")
    plan: Any = standing_now.select_related("child", "lead").annotate(stands=Subquery(stands[:1])).first()
    reader = Person.objects.filter(pk__in=reader_ids).first() if plan and hidden is None else None
    if plan is None or (hidden is None and reader is None):
        return None
    tokens = hidden if hidden is not None else hidden_in_plan(plan, reader) if reader else Tokens({})
    return plan_as_read(plan, reader_ids, tokens, plan.stands or "")


def plan_as_read(plan: Plan, reader_ids: Collection[int], hidden: Tokens, standing: str = "") -> PlanForReader | None:
    """Return a plan that was found already as one reader may read it, or None where nothing is theirs to read (two queries)."""
    read = _read(plan, reader_ids)
    ids = set(reader_ids)
    shown = [rows[-1] for rows in read.values() if not hidden.betrayed_by(_all_text(rows[-1], ids))]
    if not shown:
        return None
    voices = _voices(reader_ids, shown, hidden)
    lines: dict[str, list[ItemForReader]] = defaultdict(list)
    for row in shown:
        rows = lines[row.item.kind]
        line = _line(row, len(rows) + 1, ids, voices.get(row.item_id, []))
        rows.append(replace(line, earlier=_earlier(read[row.item_id], hidden, ids)))
    return _as_read(plan, dict(lines), standing, hidden)


def _as_read(plan: Plan, lines: dict[str, list[ItemForReader]], standing: str, hidden: Tokens) -> PlanForReader:
    lead = str(plan.lead) if plan.lead else plan.partner_lead
    return PlanForReader(
        pk=plan.pk,
        child=plan.child,
        standing=standing,
        lead="" if hidden.betrayed_by(lead) else lead,
        lead_phone=plan.lead.phone if plan.lead else "",
        review_on=plan.review_on,
        lines=lines,
    )


def plan_in_room(plan: Plan, readers: Collection[int]) -> PlanForReader:
    """Return the plan as everybody in the room may read it: only lines that were shared with each of them (three queries).

    What names an address that is hidden from anybody at all is left out; what each said to a line is not shown.
    """
    hidden = kept_from(None, [plan.child_id])
    lines: dict[str, list[ItemForReader]] = defaultdict(list)
    for row in _shared(plan, *([pk] for pk in readers)) if readers else []:
        if not hidden.betrayed_by(_all_text(row)):
            rows = lines[row.item.kind]
            rows.append(_line(row, len(rows) + 1, set(), []))
    return _as_read(plan, dict(lines), "", hidden)


def _read_by(*readers: Collection[int]) -> Q:
    """Return the condition that a wording is shared with each of these readers (the ids of every record of each)."""
    standing = words_not_under_move("statement__") & not_under_move("item__promise__made_on__")
    found = Q(item__removed_at__isnull=True) & standing
    for ids in readers:
        found &= Q(statement__in=Audience.objects.filter(reader__in=ids, ends__isnull=True).values("statement"))
    return found


def _shared(plan: Plan, *readers: Collection[int]) -> list[PlanWording]:
    """Return of each item the latest wording that was shared with each reader, in the order of the plan."""
    return [rows[-1] for rows in _read(plan, *readers).values()]


def _earlier(rows: list[PlanWording], hidden: Tokens, reader_ids: set[int]) -> tuple[EarlierForReader, ...]:
    """Return the words before the last, the newest first; where only a fact was changed, the words stand once."""
    found, later = [], rows[-1].statement.words
    for row in reversed(rows[:-1]):
        said = row.statement
        if said.words.split() != later.split() and not hidden.betrayed_by(_all_text(row, reader_ids)):
            on = timezone.localtime(said.recorded_at).date()
            found.append(EarlierForReader(said.words, on, _typed(row, reader_ids)))
            later = said.words
    return tuple(found)


def _read(plan: Plan, *readers: Collection[int]) -> dict[int, list[PlanWording]]:
    """Return of each item, in the order of the plan, every wording that was shared with each reader, the latest last."""
    found: dict[int, list[PlanWording]] = defaultdict(list)
    for row in _wordings(plan.pk, *map(frozenset, readers)):
        found[row.item_id].append(row)
    return dict(found)


@built_once
def _wordings(plan: int, *readers: frozenset[int]) -> QuerySet[PlanWording]:
    rows = PlanWording.objects.filter(_read_by(*readers), item__plan=plan).select_related(
        "statement__speaker",
        "statement__speaker_staff",
        "statement__recorded_by",
        "owner",
        "owner_staff",
        "item__promise__service",
        "item__promise__decided_by",
        "item__promise__idea_of_staff",
    )
    return rows.order_by("item__position", "item", "number")


def _typed(row: PlanWording, reader_ids: Collection[int]) -> bool:
    """Return whether a reader typed a wording at their own door."""
    typist = row.statement.recorded_by
    return row.statement.speaker_id in reader_ids and typist is not None and not is_staff(typist)


def _all_text(row: PlanWording, reader_ids: Collection[int] = ()) -> str:
    """Return all text of a wording that could betray something to these readers: not what they typed themselves."""
    asked, promise = _service(row.item.promise), row.item.promise
    said = (promise.why if promise else "") if _typed(row, reader_ids) else text_of(row)
    return f"{said}\n{asked.name if asked else ''}"


def _service(promise: Promise | None) -> ServiceForReader | None:
    asked: ServiceAsked | None = getattr(promise, "service", None) if promise else None
    if asked is None:
        return None
    return ServiceForReader(asked.service, asked.get_answer_display(), asked.waits_until)


def _voices(reader_ids: Collection[int], shown: list[PlanWording], tokens: Tokens) -> dict[int, list[VoiceForReader]]:
    """Return what the reader said, as far as it is shown back to them, and what others said and shared with them."""
    found: dict[int, list[VoiceForReader]] = defaultdict(list)
    for row in _views(frozenset(reader_ids), frozenset(row.item_id for row in shown)):
        words = row.statement.words if row.statement else ""
        mine = row.person_id in set(reader_ids)
        if mine or not tokens.betrayed_by(words):
            on = timezone.localtime(row.said_at).date()
            found[row.item_id].append(
                VoiceForReader(mine, _called(row.person) or str(row.staff), row.get_view_display(), words, on)
            )
    return found


@built_once
def _views(reader_ids: frozenset[int], items: frozenset[int]) -> QuerySet[ItemView]:
    shared = Audience.objects.filter(reader__in=reader_ids, ends__isnull=True).values("statement")
    own = Q(person__in=reader_ids, statement__isnull=True) | Q(statement__in=shared)
    rows = ItemView.objects.filter(own, item__in=items)
    rows = rows.filter(Q(statement__isnull=True) | words_not_under_move("statement__"))
    return rows.select_related("statement", "person", "staff").order_by("said_at", "pk")


def _line(row: PlanWording, number: int, reader_ids: set[int], voices: list[VoiceForReader]) -> ItemForReader:
    statement = row.statement
    return ItemForReader(
        pk=row.item_id,
        number=number,
        kind=row.item.kind,
        wording=row.pk,
        words=statement.words,
        verbatim=statement.verbatim,
        language=statement.language,
        by=_called(statement.speaker) or statement.speaker_name or str(statement.speaker_staff or ""),
        by_me=statement.speaker_id in reader_ids,
        typed=_typed(row, reader_ids),
        condition=row.condition,
        when=row.due_on,
        promise=_promise(row, row.item.promise, reader_ids) if row.item.promise else None,
        choices=views_for(row.item),
        voices=voices,
    )


def _called(person: Person | None) -> str:
    """Return somebody of the family by first name: a family name may be new, and hidden from a reader who knew the old one."""
    return (person.given_name or str(person)) if person else ""


def _promise(row: PlanWording, promise: Promise, reader_ids: set[int]) -> PromiseForReader:
    said = wording_of(row)
    mine = row.owner_id in reader_ids
    idea = "mine" if promise.idea_of_id in reader_ids else str(promise.idea_of_staff or "")
    return PromiseForReader(
        owner=_called(said.owner) if isinstance(said.owner, Person) else str(said.owner or ""),
        mine=mine,
        due_on=row.due_on,
        look=look_of(promise.state, row.due_on),
        is_open=promise.state == PromiseState.OPEN,
        was_carried=promise.carried_from_id is not None,
        slot=Slot(row.slot).label if row.slot else "",
        help_needed=row.help_needed,
        idea=idea,
        has_to_happen=promise.has_to_happen,
        why=promise.why,
        decided_by=str(promise.decided_by or ""),
        closed_word=promise.closed_word if mine else "",
        service=_service(promise),
    )
