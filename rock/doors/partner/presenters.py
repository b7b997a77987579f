"""The door's first page, made for one partner: per child their promises and the questions for them, and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rock.core.words import on_day
from rock.doors.partner.models import Invitation, PromiseReply
from rock.doors.partner.queries.doors import PartnerDoor
from rock.doors.partner.queries.leading import Leading, leading
from rock.doors.partner.queries.readable import Readable, latest_readable
from rock.doors.partner.queries.shown import Shown
from rock.doors.partner.services.answering import asked_of, can_say
from rock.practice.assessments.models import AgencyPart
from rock.practice.plans.models import PlanWording
from rock.practice.plans.presenters.looks import Look, look_of
from rock.records.hidden import Tokens
from rock.records.models import Promise, Slot


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise of theirs. `words` are empty where a worker has to tell them: they were the family's, or give something away."""

    pk: int
    words: str
    look: Look
    slot: str
    has_to_happen: bool
    service: str
    waits_until: date | None
    can_answer: bool
    said: str
    said_on: datetime | None
    proposed_on: date | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question for their agency about a child; `words` are empty where a worker has to tell them."""

    pk: int
    words: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ChildPart:
    """All that is shown of one child."""

    pk: int
    name: str
    born: str
    worker: str
    phone: str
    leads: Leading | None
    promises: tuple[PromiseLine, ...]
    questions: tuple[Question, ...]


def children_at(door: PartnerDoor, shown: Shown, hidden: Tokens) -> tuple[ChildPart, ...]:
    """Return what a partner sees, a part for each child."""
    return tuple(_child(row, shown, hidden) for row in door.invitations)


def _child(row: Any, shown: Shown, hidden: Tokens) -> ChildPart:
    work = worker_of(row, hidden)
    return ChildPart(
        pk=row.pk,
        name=row.child.given_name,
        born=born(row),
        worker=work["name"],
        phone=work["phone"],
        leads=leading(row),
        promises=own_promises(row, shown, hidden),
        questions=tuple(question(one, hidden) for one in shown.parts.get(row.pk, [])),
    )


def worker_of(row: Any, hidden: Tokens) -> dict[str, str]:
    """Return the name and number of the child's worker; empty where there is none, or the name would betray something."""
    known = [one for one in row.work if not hidden.betrayed_by(one["name"])]
    return known[0] if known else {"name": "", "phone": ""}


def own_promises(row: Any, shown: Shown, hidden: Tokens) -> tuple[PromiseLine, ...]:
    """Return what this partner promised for the child of an invitation."""
    rows = shown.promises.get(row.pk, [])
    return tuple(promise_line(row, one, shown.replies.get(one.pk), hidden) for one in rows)


def born(invitation: Invitation) -> str:
    """Return the child's date of birth, by which a school knows which Kai is meant; empty while it is not known."""
    return on_day(invitation.child.birth_date) if invitation.child.birth_date else ""


def promise_line(invitation: Any, row: Any, reply: PromiseReply | None, hidden: Tokens) -> PromiseLine:
    """Return a promise (with its wordings as `worded`) as its partner is shown it; the invitation carries `shared`."""
    holder = invitation.holder
    asked = asked_of(holder, row)
    return PromiseLine(
        pk=row.pk,
        words=row.what if may_read(invitation, row, hidden) else "",
        look=look_of(row.state, row.due_on),
        slot=Slot(row.slot).label if row.slot else "",
        has_to_happen=row.has_to_happen,
        service=asked.get_answer_display() if asked else "",
        waits_until=asked.waits_until if asked else None,
        can_answer=bool(can_say(holder, row)),
        said=reply.statement.words if reply else "",
        said_on=reply.said_at if reply else None,
        proposed_on=reply.proposed_on if reply else None,
    )


def may_read(invitation: Any, promise: Any, hidden: Tokens) -> bool:
    """Return whether a promise's words may be shown: not what betrays an address, nor what the family said, unless shared.

    What the partner typed is never kept from them: what vanished would tell them that a guess was right.
    """
    read = reads_now(invitation, promise)
    if read and read.typed:
        return True
    return bool(read or family_wording(promise) is None) and not hidden.betrayed_by(promise.what)


def reads_now(invitation: Any, promise: Any) -> Readable | None:
    """Return how a promise reads in the plan today, if it was shared with the partner so, or typed by them."""
    read = latest_readable(promise.worded, invitation.shared, invitation.holder.user_id)
    return read if read and read.pk == promise.item.wording_id else None


def family_wording(promise: Promise) -> PlanWording | None:
    """Return how a promise reads in the plan, if somebody of the family worded it."""
    item = getattr(promise, "item", None)
    wording: PlanWording | None = item.wording if item else None
    return wording if wording and wording.by_person_id else None


def question(part: AgencyPart, hidden: Tokens) -> Question:
    """Return a question as its partner is shown it."""
    return Question(part.pk, "" if hidden.betrayed_by(part.question) else part.question, part.due_on)
