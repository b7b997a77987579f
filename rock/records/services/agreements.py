"""Agreement and sharing: what somebody was asked and answered, where no agreement is needed, what went to whom or did not."""

from datetime import date

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.records.models import (
    Agreement,
    AgreementKind,
    Answer,
    Channel,
    EventKind,
    InformationShare,
    Occasion,
    Person,
)
from rock.records.services.events import record_event
from rock.records.services.occasions import say

IN, OUT = "in", "out"


@service
def record_agreement(
    *,
    by: User,
    occasion: Occasion,
    person: Person,
    kind: AgreementKind,
    answer: Answer,
    asked_by: str,
    asked_on: date,
    how: Channel,
    language: str = "English",
    in_words: str = "",
    agencies: str = "",
    valid_until: date | None = None,
) -> Agreement:
    """Record what one person answered, for themselves; each service that they were asked about has a row of its own."""
    if kind == AgreementKind.NOT_NEEDED:
        raise Refused("That no agreement is needed is a manager’s decision. Record it as that.")
    if asked_on > time.today():
        raise Refused("That day has not come yet. Enter the day when they were asked.")
    if valid_until and valid_until < asked_on:
        raise Refused("It cannot end before they were asked. Choose a later day.")
    if kind == AgreementKind.ASK_AGENCIES and not agencies.strip():
        raise Refused("Say which service they were asked about.")
    return _kept(
        by,
        occasion,
        person,
        kind=kind,
        answer=answer,
        asked_by=asked_by,
        asked_on=asked_on,
        how=how,
        language=language or "English",
        in_words=in_words,
        agencies=agencies,
        valid_until=valid_until,
    )


@service
def agreement_not_needed(*, by: User, occasion: Occasion, person: Person, why: str, legal_reason: str) -> Agreement:
    """Record that a manager (`by`) decided that this person's agreement is not needed, why, and what the law says."""
    if not why.strip() or not legal_reason.strip():
        raise Refused("Say why no agreement is needed, and the legal reason.")
    return _kept(
        by,
        occasion,
        person,
        kind=AgreementKind.NOT_NEEDED,
        answer=Answer.NOT_ASKED,
        reason_not_needed=why,
        purpose=legal_reason,
        decided_by=by,
    )


def _kept(by: User, occasion: Occasion, person: Person, **facts: object) -> Agreement:
    made = Agreement.objects.create(occasion=occasion, person=person, **facts)
    record_event(by=by, kind=EventKind.AGREEMENT_RECORDED, people=[person], family=occasion.family, occasion=occasion)
    return made


@service
def withdraw_agreement(*, by: User, agreement: Agreement) -> Agreement:
    """Take an agreement back from today; once. Refused for an answer that agreed to nothing."""
    if agreement.kind == AgreementKind.NOT_NEEDED or agreement.answer not in {Answer.YES, Answer.PARTLY}:
        raise Refused("There is nothing to take back.")
    if agreement.withdrawn_on is None:
        agreement.withdrawn_on = time.today()
        agreement.save(update_fields=["withdrawn_on"])
        record_event(
            by=by,
            kind=EventKind.AGREEMENT_WITHDRAWN,
            people=[agreement.person] if agreement.person else [],
            family=agreement.occasion.family,
            occasion=agreement.occasion,
        )
    return agreement


@service
def share_information(
    *,
    by: Actor,
    occasion: Occasion,
    person: Person,
    direction: str,
    agency: str,
    what: str,
    purpose: str,
    basis: str,
    refused_because: str = "",
    words: str = "",
) -> InformationShare:
    """Record that information went to an agency (OUT) or came from it (IN), or that sharing was refused and why.

    Children Act 2004, section 16LA: what is not shared is recorded as well. `words` are what the agency told us, word for word.
    """
    if words.strip() and (direction != IN or refused_because.strip()):
        raise Refused("Their words can only be kept where they told us something.")
    if words.strip():
        say(by=by, occasion=occasion, question="partner_information", words=words, speaker_name=agency, about=[person])
    return InformationShare.objects.create(
        occasion=occasion,
        person=person,
        direction=direction,
        agency=agency,
        what=what,
        purpose=purpose,
        basis=basis,
        refused_because=refused_because,
        shared_by_id=by.actor_id,
    )
