"""A plan's lines as its pages show them: words, who, when, and which few of many promises come first."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.utils.dateparse import parse_datetime

from rock.core.words import count_of, on_day
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.models import ItemKind, Standing, View
from rock.practice.plans.presenters.looks import Look, look_of
from rock.practice.plans.queries.plan import ItemLine, PlanPage, Voice
from rock.practice.plans.refusals import ENOUGH
from rock.records.models import Promise, PromiseState, ServiceAsked, Slot

TOO_MANY = (
    "This is more than anybody can hold in their head. The soonest seven come first. Which of the others could wait?"
)


@dataclass(frozen=True)
class VoiceShown:
    """Somebody's view in words."""

    who: str
    view: str
    words: str
    on: str
    old: bool


@dataclass(frozen=True)
class LineShown:
    """One line of the page; the promise's own part is empty for other kinds."""

    pk: int
    words: str
    who: str
    own_words: bool
    language: str
    condition: str
    when: str
    voices: list[VoiceShown]
    readers: str
    shown_by: str = ""
    owner: str = ""
    look: Look | None = None
    is_open: bool = False
    idea: str = ""
    slot: str = ""
    help_needed: str = ""
    why: str = ""
    decided_by: str = ""
    carried: str = ""
    service: str = ""
    closed_word: str = ""


def line_shown(page: PlanPage, line: ItemLine, veil: Veil) -> LineShown:
    """Return one item in words."""
    wording = line.item.wording
    if wording is None:
        raise ValueError("an item has a wording")
    statement = wording.statement
    noticed = getattr(statement, "noticed", None)
    theirs = wording.by_person_id is not None
    base = LineShown(
        pk=line.item.pk,
        words=veil(statement.words),
        who=page.name(wording.by_person_id) if theirs else str(wording.by_staff or ""),
        own_words=theirs and statement.verbatim,
        language=statement.language,
        condition=veil(wording.condition),
        when=on_day(wording.due_on) if wording.due_on else "",
        voices=[_voice(page, line, one, veil) for one in line.voices],
        readers=", ".join(page.name(pk) for pk in line.reader_ids),
        shown_by=veil(noticed.shown_by) if noticed else "",
    )
    return _with_promise(base, page, line, line.promise, veil) if line.promise else base


def _voice(page: PlanPage, line: ItemLine, voice: Voice, veil: Veil) -> VoiceShown:
    return VoiceShown(
        who=page.name(voice.person_id) if voice.person_id else voice.staff,
        view=View(voice.view).label,
        words=veil(voice.words),
        on=on_day(parse_datetime(voice.on)),
        old=voice.number != line.item.revision,
    )


def _with_promise(base: LineShown, page: PlanPage, line: ItemLine, promise: Promise, veil: Veil) -> LineShown:
    owner = page.name(promise.owner_id) if promise.owner_id else str(promise.owner_staff or promise.owner_agency)
    return replace(
        base,
        owner=veil(owner),
        look=look_of(promise.state, promise.due_on),
        is_open=promise.state == PromiseState.OPEN,
        idea=page.name(promise.idea_of_id) if promise.idea_of_id else str(promise.idea_of_staff or "Not known"),
        slot=Slot(promise.slot).label if promise.slot else "",
        help_needed=veil(promise.help_needed),
        why=veil(promise.why),
        decided_by=str(promise.decided_by or ""),
        carried=count_of(line.times_carried, "time", "times") if line.times_carried else "",
        service=veil(_asked(promise)),
        closed_word=veil(promise.closed_word),
    )


def _asked(promise: Promise) -> str:
    asked: ServiceAsked | None = getattr(promise, "service", None)
    if asked is None:
        return ""
    until = f", until {on_day(asked.waits_until)}" if asked.waits_until else ""
    outcome = f". {asked.outcome}" if asked.outcome else ""
    return f"{asked.service}: {asked.get_answer_display()}{until}{outcome}"


@dataclass(frozen=True)
class Group:
    """One person's further promises, the soonest first."""

    who: str
    lines: list[LineShown]


@dataclass(frozen=True)
class PromisesShown:
    """The promises of a page: the soonest seven, the others by who does them, what is closed, and a word when they are many."""

    first: list[LineShown]
    others: list[Group]
    closed: list[LineShown]
    nobody: list[LineShown]
    too_many: str


def promises_shown(page: PlanPage, veil: Veil) -> PromisesShown:
    """Return a plan's promises so that forty of them can still be read."""
    rows = sorted(page.promises, key=lambda one: (one.promise.due_on if one.promise else date.max, one.item.pk))
    shown = [line_shown(page, one, veil) for one in rows]
    standing = [one for one in shown if one.is_open]
    closed = [one for one in shown if not one.is_open]
    groups: dict[str, list[LineShown]] = defaultdict(list)
    for line in standing[ENOUGH:]:
        groups[line.owner].append(line)
    return PromisesShown(
        first=standing[:ENOUGH],
        others=[Group(who, lines) for who, lines in sorted(groups.items())],
        closed=closed,
        nobody=[one for one in closed if one.why and one.look and one.look.key == "taken_back"],
        too_many=TOO_MANY if len(standing) > ENOUGH else "",
    )


def lines_shown(page: PlanPage, kind: ItemKind, veil: Veil) -> list[LineShown]:
    """Return the lines of one kind in words."""
    return [line_shown(page, one, veil) for one in page.lines.get(kind, [])]


def standing_words(page: PlanPage) -> str:
    """Return how the plan stands, in words."""
    now = page.standings[0]["standing"] if page.standings else ""
    return Standing(now).label if now else ""


def lead_words(page: PlanPage) -> str:
    """Return who leads the plan, and whether that is a partner."""
    plan = page.plan
    if plan.lead and plan.partner_lead:
        return f"{plan.lead}, with {plan.partner_lead}"
    return str(plan.lead) if plan.lead else f"{plan.partner_lead} (a partner leads it)"
