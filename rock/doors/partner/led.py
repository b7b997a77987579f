"""The plan that a partner leads, as far as the family let them read it: what is not shared leaves no place and no number."""

from dataclasses import dataclass
from typing import Any

from rock.doors.partner.presenters import PromiseLine, own_promises, worker_of
from rock.doors.partner.queries.leading import Leading, lines_shared
from rock.doors.partner.queries.shown import Shown
from rock.doors.partner.services.answering import is_theirs
from rock.doors.plan_words import KINDS
from rock.practice.plans.models import ItemKind, PlanWording
from rock.practice.plans.presenters.looks import Look, look_of
from rock.practice.plans.services.readers import text_of
from rock.records.hidden import Tokens
from rock.records.models import Person


@dataclass(frozen=True, slots=True)
class LedLine:
    """A line of the plan that others promised or said, or the partner (`mine`); `look` is empty where it is no promise."""

    mine: bool
    words: str
    condition: str
    who: str
    when: Any
    look: Look | None
    help_needed: str
    has_to_happen: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one kind; among the promises, the partner's `own` as they stand on their first page."""

    kind: str
    title: str
    lines: tuple[LedLine, ...]
    own: tuple[PromiseLine, ...] = ()


@dataclass(frozen=True, slots=True)
class LedPlan:
    """All that a partner sees of the plan that they lead; `rings` is the child's worker, where no worker leads it too."""

    leads: Leading
    rings: dict[str, str]
    lead: str
    phone: str
    parts: tuple[Part, ...]

    @property
    def runs(self) -> bool:
        """Return whether the plan has not ended: only then can a line be suggested."""
        return self.leads.ended_on is None


def led_plan(invitation: Any, leads: Leading, shown: Shown, hidden: Tokens) -> LedPlan:
    """Return the plan that the partner of an invitation leads (one query)."""
    pairs = lines_shared(leads.plan_id, invitation)
    rows = [(row, typed) for row, typed in pairs if typed or not _betrays(row, hidden)]
    own = own_promises(invitation, shown, hidden)
    parts = (
        Part(kind.value, str(KINDS[kind]), _lines(invitation, rows, kind), own if kind == ItemKind.PROMISE else ())
        for kind in ItemKind
    )
    known = not hidden.betrayed_by(leads.worker)
    return LedPlan(
        leads=leads,
        rings=worker_of(invitation, hidden),
        lead=leads.worker if known else "",
        phone=leads.phone if known else "",
        parts=tuple(one for one in parts if one.lines or one.own),
    )


def _betrays(row: PlanWording, hidden: Tokens) -> bool:
    return hidden.betrayed_by(f"{text_of(row)}\n{_by(row)}")


def _lines(invitation: Any, rows: list[tuple[PlanWording, bool]], kind: ItemKind) -> tuple[LedLine, ...]:
    of_kind = [(row, typed, row.item.promise) for row, typed in rows if row.item.kind == kind]
    others = (one for one in of_kind if one[2] is None or not is_theirs(invitation.holder, one[2]))
    return tuple(_line(row, typed) for row, typed, _promise in others)


def _line(row: PlanWording, typed: bool) -> LedLine:
    # Which service is asked for help with it was not asked of the speaker: that stays with the worker.
    promise = row.item.promise
    return LedLine(
        mine=typed,
        words=row.statement.words,
        condition=row.condition,
        who=_owner(row) if promise else _by(row),
        when=None if promise else row.due_on,
        look=look_of(promise.state, row.due_on) if promise else None,
        help_needed=row.help_needed,
        has_to_happen=bool(promise and promise.has_to_happen),
    )


def _owner(row: PlanWording) -> str:
    return _called(row.owner) if row.owner else str(row.owner_staff or row.owner_agency)


def _by(row: PlanWording) -> str:
    return _called(row.by_person) if row.by_person else str(row.by_staff or "")


def _called(person: Person) -> str:
    return person.given_name or str(person)
