"""The parts of other services: each is asked one question through a link of its own, and answers, knows nothing, or says why not."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.core.messages.services import send_message
from rock.core.models import MessageChannel
from rock.core.secret_links import link_hash, new_token
from rock.core.services import Actor, Refused, service
from rock.practice.assessments.models import AgencyPart, Assessment
from rock.practice.assessments.queries.agencies import who_agreed
from rock.practice.assessments.services.common import child_of, locked, occasion_of
from rock.practice.visits.queries.closeness import is_inbox_near
from rock.reach.queries import restriction_on
from rock.records.models import EventKind, InformationShare, Person
from rock.records.services.agreements import IN, OUT, share_information
from rock.records.services.clocks import due, rule_on
from rock.records.services.events import record_event
from rock.records.services.occasions import say

LINK_LASTS = timedelta(days=30)
LONGEST_QUESTION = 1000
LONGEST_ANSWER = 10_000
LONGEST_REASON = 500


@dataclass(frozen=True)
class AskedPart:
    """A part that was asked for, and the token of its link, which is told this once."""

    part: AgencyPart
    token: str


@service
def ask_agency(
    *,
    by: User,
    assessment: Assessment,
    agency: str,
    name: str,
    email: str,
    question: str,
    purpose: str = "To understand the child’s day and what would help",
    without_agreement_because: str = "",
) -> AskedPart:
    """Ask somebody at another service for their part; what was told in asking is kept with its purpose and basis.

    Where nobody with parental responsibility agreed to this service being asked, or one said no, it needs a reason.
    """
    row = locked(assessment)
    _check_asking(agency, name, email, question)
    _check_nobody_near(child_of(row), email)
    basis = _basis(row, agency.strip(), without_agreement_because.strip())
    token = new_token()
    part = AgencyPart.objects.create(
        assessment=row,
        agency=agency.strip(),
        name=name.strip(),
        email=email.strip(),
        question=question.strip(),
        share=_told_in_asking(by, row, agency.strip(), question.strip(), purpose=purpose.strip(), basis=basis),
        asked_by=by,
        due_on=timezone.localtime(due(rule_on("agency_part", time.today()), time.now())).date(),
        token_hash=link_hash(AgencyPart.LINK, token),
        expires_at=time.now() + LINK_LASTS,
    )
    return _sent(by, part, token)


def _basis(assessment: Assessment, agency: str, without_agreement_because: str) -> str:
    agreed = who_agreed(child_of(assessment), agency)
    if agreed.covers:
        return agreed.basis
    if not without_agreement_because:
        raise Refused(f"{agreed.why_not} Ask them first, or say why you ask {agency} without it.")
    return f"Without agreement: {without_agreement_because}"


def _told_in_asking(
    by: User, assessment: Assessment, agency: str, question: str, *, purpose: str, basis: str
) -> InformationShare:
    child = child_of(assessment)
    return share_information(
        by=by,
        occasion=occasion_of(assessment),
        person=child,
        direction=OUT,
        agency=agency,
        what=f"That we are getting to know {child.given_name}, and: {question}"[:500],
        purpose=purpose,
        basis=basis[:200],
    )


def _check_nobody_near(child: Person, email: str) -> None:
    if restriction_on(child):
        raise Refused("This record is restricted, so no link goes out about it. Ring them instead.")
    if is_inbox_near(child, email):
        raise Refused("This inbox belongs to somebody around the child. Ask a colleague at their inbox at work.")


def _check_asking(agency: str, name: str, email: str, question: str) -> None:
    if not agency.strip() or not name.strip():
        raise Refused("Say which service you ask, and who there.")
    if not question.strip():
        raise Refused("Write the question. They see that question and nothing else.")
    if len(question) > LONGEST_QUESTION:
        raise Refused(f"Make the question shorter: up to {LONGEST_QUESTION:,} characters.")
    try:
        validate_email(email.strip())
    except ValidationError:
        raise Refused("That is not an e-mail address. Check it with the service.") from None


def _sent(by: User, part: AgencyPart, token: str) -> AskedPart:
    send_message(by=by, channel=MessageChannel.EMAIL, to=part.email, template="agency_part", reference=token)
    child = child_of(part.assessment)
    record_event(by=by, kind=EventKind.AGENCY_ASKED, people=[child], occasion=part.assessment.occasion)
    return AskedPart(part, token)


@service
def ask_again(*, by: User, part: AgencyPart) -> AskedPart:
    """Remind a service that has not answered: a new link, which ends the old one; the day it is due by stays."""
    row = _open_part(part)
    token = new_token()
    row.token_hash, row.expires_at, row.reminded_at = (
        link_hash(AgencyPart.LINK, token),
        time.now() + LINK_LASTS,
        time.now(),
    )
    row.save(update_fields=["token_hash", "expires_at", "reminded_at"])
    return _sent(by, row, token)


@service
def withdraw_part(*, by: User, part: AgencyPart) -> AgencyPart:
    """End a question that was not answered: its link opens nothing from now on."""
    row = _open_part(part)
    row.withdrawn_at = time.now()
    row.save(update_fields=["withdrawn_at"])
    return row


def _open_part(part: AgencyPart) -> AgencyPart:
    rows = AgencyPart.objects.select_for_update(of=("self",)).select_related("assessment__referral__child")
    row = rows.select_related("assessment__occasion").get(pk=part.pk)
    if row.answered_at:
        raise Refused("They answered already.")
    if row.withdrawn_at:
        raise Refused("This question was ended. Ask a new one.")
    if row.assessment.authorised_on:
        raise Refused("This assessment is authorised, so it is no longer answered here. Ring whoever asked.")
    return row


@service
def answer_part(
    *,
    by: Actor,
    part: AgencyPart,
    words: str = "",
    nothing_known: bool = False,
    refused_because: str = "",
    answered_by: str = "",
) -> AgencyPart:
    """Keep a service's answer, once: its words, that it knows nothing, or why it does not share (one of the three).

    The caller has checked that whoever answers was asked: by the link (`part_for`), or by the partner's own door.
    `answered_by` is who there answers, where it is not whoever was asked.
    """
    part = _open_part(part)
    _check_answer(words, nothing_known, refused_because)
    who = f"{answered_by.strip() or part.name}, {part.agency}"[:200]
    if words.strip():
        part.answer = say(
            by=by,
            occasion=occasion_of(part.assessment),
            question="agency_part",
            words=words,
            speaker_name=who,
            about=[child_of(part.assessment)],
        )
    part.nothing_known, part.refused_because, part.answered_at = nothing_known, refused_because.strip(), time.now()
    part.save(update_fields=["answer", "nothing_known", "refused_because", "answered_at"])
    _came(by, part)
    return part


def _came(by: Actor, part: AgencyPart) -> None:
    child, occasion = child_of(part.assessment), occasion_of(part.assessment)
    share_information(
        by=by,
        occasion=occasion,
        person=child,
        direction=IN,
        agency=part.agency,
        what="Nothing known" if part.nothing_known else "Their part of the assessment",
        purpose=part.share.purpose if part.share else "",
        basis=part.share.basis if part.share else "",
        refused_because=part.refused_because,
    )
    record_event(by=by, kind=EventKind.AGENCY_ANSWERED, people=[child], occasion=occasion)


def _check_answer(words: str, nothing_known: bool, refused_because: str) -> None:
    given = [bool(words.strip()), nothing_known, bool(refused_because.strip())]
    if given.count(True) != 1:
        raise Refused("Write what you know, or say that you know nothing, or say why you do not share it: one of them.")
    if len(words) > LONGEST_ANSWER:
        raise Refused(f"That is too long: use up to {LONGEST_ANSWER:,} characters.")
    if len(refused_because) > LONGEST_REASON:
        raise Refused(f"Make the reason shorter: up to {LONGEST_REASON} characters.")
