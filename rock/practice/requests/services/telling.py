"""Telling each adult is a decision of its own: now, in words for that reader, or held with reason, manager and date.

Somebody in the family's network is told in the same way (`tell_person`, `hold_person`), by a rule of the room that tells them.
"""

from datetime import date
from typing import Any

from rock.accounts.models import User
from rock.core import time
from rock.core.messages.backends import messages_go
from rock.core.messages.services import send_message
from rock.core.services import Refused, service
from rock.practice.requests.contact import MESSAGES, NONE_GO, message_channel
from rock.practice.requests.hooks import run_when_told
from rock.practice.requests.messages import template_for
from rock.practice.requests.models import Decision, RequestForSupport
from rock.practice.requests.queries.hidden import hidden_by_request, kept_from
from rock.records.hidden import Tokens
from rock.records.models import Channel, ContactPoint, EventKind, Family, Occasion, Person, Telling, TellingChoice
from rock.records.queries.people import members, open_on
from rock.records.queries.telling import is_near
from rock.records.services.events import record_event
from rock.records.services.occasions import say, share_words


def adults_of(family: Family | None) -> list[Person]:
    """Return the grown-ups who are in a family today, eldest first."""
    return [row.person for row in members(family) if row.role == "adult"] if family else []


def safe_contact(person: Person, channel: Channel) -> ContactPoint | None:
    """Return the phone or inbox that somebody said is safe to use for this channel, the preferred one first."""
    kinds = [Channel.TEXT, Channel.PHONE] if channel == Channel.TEXT else [channel]
    rows = ContactPoint.objects.filter(open_on(time.today()), person=person, safe=True, channel__in=kinds)
    return rows.order_by("-preferred", "pk").first()


@service
def tell_now(*, by: User, decision: Decision, person: Person, words: str, channel: Channel) -> Telling:
    """Tell one adult of a decision on a request, in words for them (as `tell_adult`)."""
    return tell_adult(
        by=by,
        occasion=decision.occasion,
        person=person,
        words=words,
        channel=channel,
        question="decision_told",
        kept_back=hidden_by_request(decision.request, person),
    )


@service
def tell_adult(
    *, by: User, occasion: Occasion, person: Person, words: str, channel: Channel, question: str, kept_back: Tokens
) -> Telling:
    """Tell one adult of the family what an occasion led to (as `tell_person`)."""
    _check_adult(occasion, person)
    return tell_person(
        by=by,
        occasion=occasion,
        person=person,
        words=words,
        channel=channel,
        question=question,
        kept_back=kept_back,
    )


@service
def tell_person(
    *, by: User, occasion: Occasion, person: Person, words: str, channel: Channel, question: str, kept_back: Tokens
) -> Telling:
    """Tell somebody whom the caller may tell; refused when the words betray a hidden address, or the channel is not safe.

    `kept_back` is what is hidden from them besides what the family's addresses and requests say.
    """
    _check_undecided(occasion, person)
    about = [row.person for row in members(occasion.family)] if occasion.family else []
    everybody = kept_from(person, [person.pk, *(one.pk for one in about)])
    hits = Tokens(kept_back.words | everybody.words).found_in(words)
    if hits:
        raise Refused(f"These words give away something that is hidden from {person}: “{hits[0]}”. Take it out.")
    if channel in MESSAGES and not messages_go():
        raise Refused(NONE_GO)
    if channel in MESSAGES and safe_contact(person, channel) is None:
        raise Refused(
            f"No {channel.label.lower()} is marked safe for {person}. Ask them what is safe, or choose another way."
        )
    statement = say(by=by, occasion=occasion, question=question, words=words, speaker_staff=by, about=about)
    share_words(by=by, statement=statement, reader=person, speaker_said="Written for this reader")
    facts = {"choice": TellingChoice.NOW, "statement": statement, "channel": channel}
    telling = _decided(by, occasion, person, facts)
    run_when_told(by=by, telling=telling)
    if channel in MESSAGES:
        mark_told(by=by, telling=telling)
    return telling


def _decided(by: User, occasion: Occasion, person: Person, facts: dict[str, Any]) -> Telling:
    facts = facts | {"decided_by": by, "decided_at": time.now()}
    return Telling.objects.update_or_create(occasion=occasion, person=person, defaults=facts)[0]


@service
def hold_telling(
    *, by: User, decision: Decision, person: Person, because: str, manager: User, review_on: date
) -> Telling:
    """Hold telling one adult of a decision on a request (as `hold_adult`)."""
    occasion = decision.occasion
    return hold_adult(by=by, occasion=occasion, person=person, because=because, manager=manager, review_on=review_on)


@service
def hold_adult(
    *, by: User, occasion: Occasion, person: Person, because: str, manager: User, review_on: date
) -> Telling:
    """Hold telling one adult of the family (as `hold_person`)."""
    _check_adult(occasion, person)
    return hold_person(by=by, occasion=occasion, person=person, because=because, manager=manager, review_on=review_on)


@service
def hold_person(
    *, by: User, occasion: Occasion, person: Person, because: str, manager: User, review_on: date
) -> Telling:
    """Hold telling somebody: why, which manager answers for it, and when it is looked at again (within 28 days)."""
    _check_undecided(occasion, person)
    if not because.strip():
        raise Refused("Say why telling them now could put somebody at risk.")
    days = (review_on - time.today()).days
    if not 0 < days <= 28:
        raise Refused("Choose a day to look at this again, within the next 28 days.")
    facts = {"choice": TellingChoice.HELD, "held_because": because, "held_by": manager, "review_on": review_on}
    telling = _decided(by, occasion, person, facts)
    record_event(by=by, kind=EventKind.TELLING_HELD, occasion=occasion, people=[person])
    return telling


@service
def mark_told(*, by: User, telling: Telling) -> Telling:
    """Record that the adult has now been told (the letter posted, the call made); once."""
    if telling.choice != TellingChoice.NOW:
        raise Refused("This is held. Decide to tell them first.")
    if telling.told_at is None:
        telling.told_at, telling.told_by = time.now(), by
        telling.save(update_fields=["told_at", "told_by"])
        record_event(
            by=by,
            kind=EventKind.WORDS_SHARED if is_near(telling) else EventKind.ADULT_TOLD,
            occasion=telling.occasion,
            family=telling.occasion.family,
            people=[telling.person],
        )
    return telling


@service
def tell_asker(*, by: User, request: RequestForSupport) -> str:
    """Tell the asker what they may learn, once; return the key of what that is.

    A message goes where they said that one is safe. Otherwise this records that somebody rang them or wrote to them.
    """
    decision = getattr(request, "decision", None)
    if decision is None:
        raise Refused("Decide first; then the asker can be told.")
    row = RequestForSupport.objects.select_for_update().get(pk=request.pk)  # one message, even from two clicks
    if row.asker_told_at is None:
        key = template_for(row.asker_kind, decision.route).key
        channel = message_channel(row)
        if channel is not None:
            send_message(by=by, channel=channel, to=row.asker_contact, template=key, reference=row.reference)
        row.asker_told_what, row.asker_told_at = key, time.now()
        row.save(update_fields=["asker_told_what", "asker_told_at"])
        record_event(by=by, kind=EventKind.ASKER_TOLD, occasion=row.occasion)
    return row.asker_told_what


def _check_adult(occasion: Occasion, person: Person) -> None:
    if person not in adults_of(occasion.family):
        raise Refused("This person is not one of the grown-ups in the family.")


def _check_undecided(occasion: Occasion, person: Person) -> None:
    if Telling.objects.filter(occasion=occasion, person=person, choice=TellingChoice.NOW).exists():
        raise Refused(f"Telling {person} was decided already. To say more, write to them again.")
