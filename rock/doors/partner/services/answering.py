"""What a partner answers: a promise is done, cannot be kept, needs another day; yes, a wait or no; what they saw of a day."""

from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from enum import StrEnum

from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.doors.partner.models import Invitation, PartnerHolder, PromiseReply, Reply
from rock.doors.partner.news import answered
from rock.practice.plans.services.promises import answer_service, close_promise
from rock.records.comparing import same_agency
from rock.records.models import (
    DayEntry,
    OccasionKind,
    Person,
    Promise,
    PromiseState,
    ServiceAnswer,
    ServiceAsked,
    Slot,
    Source,
    Statement,
)
from rock.records.services.agreements import IN, share_information
from rock.records.services.occasions import hold_occasion, say

LONGEST = 300


class Said(StrEnum):
    """What can be answered to a promise."""

    DONE = "done"
    CANNOT = "cannot"
    LATER = "later"
    YES = "yes"
    WAIT = "list"
    NO = "no"


TO_A_QUESTION = {Said.YES: ServiceAnswer.YES, Said.WAIT: ServiceAnswer.WAITING_LIST, Said.NO: ServiceAnswer.NO}
WITH_WORDS = {Said.CANNOT, Said.LATER, Said.NO}
WITH_DAY = {Said.LATER, Said.WAIT}


@dataclass(frozen=True)
class PromiseAnswer:
    """An answer to a promise: what, in their words, and the day where it needs one."""

    said: Said
    words: str = ""
    day: date | None = None


def signed(holder: PartnerHolder) -> str:
    """Return who stands below their words: “Priya Nandakumar, Marram Primary School”."""
    return f"{holder.user.name}, {holder.agency}"[:200]


def owns(holder: PartnerHolder, promise: Promise) -> bool:
    """Return whether the promise itself is theirs, and not only the question of help in it."""
    return promise.owner_staff_id == holder.user_id or same_agency(promise.owner_agency, holder.agency)


def can_say(holder: PartnerHolder, promise: Promise) -> list[Said]:
    """Return what the partner can answer to a promise now; nothing to one that is closed."""
    if promise.state != PromiseState.OPEN:
        return []
    asked = asked_of(holder, promise)
    return [*([Said.DONE, Said.CANNOT, Said.LATER] if owns(holder, promise) else []), *(TO_A_QUESTION if asked else [])]


def asked_of(holder: PartnerHolder, promise: Promise) -> ServiceAsked | None:
    """Return the question of help to the partner's own agency that a promise holds."""
    asked: ServiceAsked | None = getattr(promise, "service", None)
    return asked if asked and same_agency(asked.service, holder.agency) else None


def is_theirs(holder: PartnerHolder, promise: Promise) -> bool:
    """Return whether a promise is the partner's own, their agency's, or holds a question of help to their agency."""
    return owns(holder, promise) or asked_of(holder, promise) is not None


@service
def answer_promise(*, by: User, invitation: Invitation, promise: Promise, answer: PromiseAnswer) -> None:
    """Keep what a partner answers to a promise of theirs, in their own words."""
    holder = invitation.holder
    _check(holder, promise, answer)
    asked, occasion = asked_of(holder, promise), promise.made_on
    if answer.said == Said.DONE:
        close_promise(by=by, promise=promise, state=PromiseState.KEPT, word=answer.words)
    elif asked and answer.said in TO_A_QUESTION:
        day = answer.day if answer.said == Said.WAIT else None
        kind = TO_A_QUESTION[answer.said]
        answer_service(by=by, asked=asked, answer=kind, waits_until=day, outcome=answer.words)
    else:
        occasion = _reply(by, invitation, promise, answer).statement.occasion
    answered(by=by, child=invitation.child, occasion=occasion)


def _check(holder: PartnerHolder, promise: Promise, answer: PromiseAnswer) -> None:
    if answer.said not in can_say(holder, promise):
        raise Refused("This was answered already, or it is no longer open. Go back to see how it stands.")
    if answer.said in WITH_WORDS and not answer.words.strip():
        raise Refused("Say why, in your own words.")
    if len(answer.words) > LONGEST:
        raise Refused(f"That is too long: use up to {LONGEST} characters.")
    if answer.said in WITH_DAY and (answer.day is None or answer.day <= time.today()):
        raise Refused("Choose a day that is still to come.")


def _reply(by: User, invitation: Invitation, promise: Promise, answer: PromiseAnswer) -> PromiseReply:
    later = answer.said == Said.LATER
    return PromiseReply.objects.create(
        promise=promise,
        invitation=invitation,
        reply=Reply.LATER if later else Reply.CANNOT,
        statement=_say(by, invitation, "partner_promise", answer.words),
        proposed_on=answer.day if later else None,
    )


@service
def tell_day(*, by: User, invitation: Invitation, slot: Slot, words: str, seen_on: date | None = None) -> DayEntry:
    """Keep what a partner saw of a part of a child's day, as its own column; nobody outside the staff reads it."""
    if seen_on and seen_on > time.today():
        raise Refused("That day has not come yet. Enter the day when you saw it.")
    statement = _say(by, invitation, "day", words, seen_on)
    holder, share = invitation.holder, invitation.share
    source = Source.SCHOOL if holder.is_school else Source.OTHER
    share_information(
        by=by,
        occasion=statement.occasion,
        person=invitation.child,
        direction=IN,
        agency=holder.agency,
        what="What they saw of the child’s day",
        purpose=share.purpose if share else "",
        basis=share.basis if share else "",
    )
    answered(by=by, child=invitation.child, occasion=statement.occasion)
    return DayEntry.objects.create(statement=statement, child=invitation.child, source=source, slot=slot)


def _say(by: User, invitation: Invitation, question: str, words: str, day: date | None = None) -> Statement:
    child: Person = invitation.child
    occasion = hold_occasion(by=by, kind=OccasionKind.DOOR, happened_at=_moment(day))
    return say(
        by=by,
        occasion=occasion,
        question=question,
        words=words,
        speaker_name=signed(invitation.holder),
        about=[child],
    )


def _moment(day: date | None) -> datetime | None:
    if day is None or day == time.today():
        return None
    return timezone.make_aware(datetime.combine(day, clock_time(12)))
