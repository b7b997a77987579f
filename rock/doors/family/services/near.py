"""Somebody in a family's network is told something: after asking who may say so, now in words for them, or not yet."""

from dataclasses import dataclass
from datetime import date

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core.services import Refused, service
from rock.doors.family.queries.near import held_for, is_responsible
from rock.practice.assessments.queries.unshared import unshared_in
from rock.practice.requests.services.telling import adults_of, hold_person, tell_person
from rock.records.hidden import NOTHING
from rock.records.models import (
    AgreementKind,
    Answer,
    Channel,
    FamilyMember,
    MemberRole,
    NetworkMember,
    Occasion,
    Person,
    Telling,
)
from rock.records.queries.people import members
from rock.records.queries.telling import NEAR, in_network, is_near
from rock.records.services.agreements import agreement_not_needed, record_agreement
from rock.records.services.occasions import hold_occasion, stop_sharing
from rock.teams.services.allocating import refresh_child

TOLD = "near_told"


@dataclass(frozen=True)
class SaidYes:
    """Who with parental responsibility agreed that somebody is told; when and how they were asked, and what they said."""

    person: Person
    on: date
    how: Channel
    words: str


@dataclass(frozen=True)
class NotNeeded:
    """A manager decides that nobody's agreement is needed: why, and what the law says."""

    why: str
    legal_reason: str


@service
def tell_near(*, by: User, place: NetworkMember, words: str, channel: Channel, agreed: SaidYes | NotNeeded) -> Telling:
    """Tell somebody in a network something about the family, in words for them.

    Refused without somebody's agreement, for what is hidden from them, and for words that somebody of the family said and
    they were not given.
    """
    reader = _reader(place)
    family = list(members(place.family))
    for one in family:
        if others := unshared_in(words, about=one.person, reader=reader):
            raise Refused(
                f"These words repeat what {others[0].speaker} said, and {reader} was not given that: "
                f"“{others[0].words}”. Take it out, or say it in your own words."
            )
    occasion = _occasion(by, place)
    _record(by, occasion, reader, agreed)
    telling = tell_person(
        by=by, occasion=occasion, person=reader, words=words, channel=channel, question=TOLD, kept_back=NOTHING
    )
    _refresh(by, family)
    return telling


@service
def hold_near(*, by: User, place: NetworkMember, because: str, manager: User, review_on: date) -> Telling:
    """Hold telling somebody in a network: why, which manager answers for it, and when it is looked at again."""
    reader, occasion = _reader(place), _occasion(by, place)
    telling = hold_person(
        by=by, occasion=occasion, person=reader, because=because, manager=manager, review_on=review_on
    )
    _refresh(by, list(members(place.family)))
    return telling


@service
def take_off(*, by: User, telling: Telling) -> None:
    """Take what somebody in a network was told off their page; that they were told stays in the record."""
    if not is_near(telling) or telling.statement is None:
        raise Refused("There is nothing to take off their page.")
    stop_sharing(by=by, statement=telling.statement, reader=telling.person)


def _refresh(by: User, family: list[FamilyMember]) -> None:
    """Let the workers of the children reach whoever is told from now on."""
    for row in family:
        if row.role == MemberRole.CHILD:
            refresh_child(by=by, child=row.person)


def _reader(place: NetworkMember) -> Person:
    """Return who is told; refused for somebody who has left the network, is limited by an order, or is of the family."""
    if place.person is None or not in_network([place.person.pk], place.family).filter(pk=place.pk).exists():
        raise Refused("They are no longer in the network, or an order about a child limits them. Nothing is told now.")
    if place.person in adults_of(place.family):
        raise Refused("They are one of the grown-ups in the family. Tell them what was decided in place of this.")
    return place.person


def _occasion(by: User, place: NetworkMember) -> Occasion:
    """Return the occasion on which they are told: the one on which it was held, or a new one."""
    held = held_for(place)
    return held.occasion if held else hold_occasion(by=by, kind=NEAR, family=place.family)


def _record(by: User, occasion: Occasion, reader: Person, agreed: SaidYes | NotNeeded) -> None:
    if isinstance(agreed, SaidYes):
        _say_yes(by, occasion, reader, agreed)
        return
    if not by.may(Action.AGREEMENT_NOT_NEEDED):
        raise Refused("Only a manager can decide that nobody’s agreement is needed. Ask your manager.")
    for row in members(occasion.family, role=MemberRole.CHILD) if occasion.family else []:
        agreement_not_needed(
            by=by, occasion=occasion, person=row.person, why=agreed.why, legal_reason=agreed.legal_reason
        )


def _say_yes(by: User, occasion: Occasion, reader: Person, agreed: SaidYes) -> None:
    if occasion.family is None or not is_responsible(agreed.person, occasion.family):
        raise Refused(f"{agreed.person} does not have parental responsibility for a child of this family.")
    if not agreed.words.strip():
        raise Refused("Ask them first, and write what they said.")
    record_agreement(
        by=by,
        occasion=occasion,
        person=agreed.person,
        kind=AgreementKind.TELL,
        answer=Answer.YES,
        asked_by=by.name,
        asked_on=agreed.on,
        how=agreed.how,
        in_words=agreed.words,
        agencies=str(reader),
    )
