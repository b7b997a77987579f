"""What a reader says back, and what they take back. Both reach the worker who is theirs."""

from datetime import timedelta

from rock.accounts.models import User
from rock.core import time
from rock.core.messages.services import send_message
from rock.core.services import Refused, service
from rock.doors.family.queries.around import Sees, children_around, children_for, liaison_for
from rock.doors.family.queries.doors import Door
from rock.doors.family.words import UNDERSTOOD, answers_to
from rock.records.models import Agreement, EventKind, OccasionKind, Person, Statement, Telling
from rock.records.queries.agreements import answered_by
from rock.records.queries.telling import is_near
from rock.records.services import agreements
from rock.records.services.events import record_event
from rock.records.services.occasions import hold_occasion, say

MOST_A_DAY = 20


@service
def answer(*, by: User, door: Door, telling: Telling, kind: str, words: str) -> Statement:
    """Keep what a reader says to what they were told: word for word, in the record, beside what they answer."""
    answers = answers_to(telling)
    if kind not in answers or telling not in door.tellings:
        raise Refused("Choose what you want to say.")
    if kind != UNDERSTOOD and not words.strip():
        raise Refused("Write what you want to say.")
    since = time.now() - timedelta(days=1)
    if Statement.objects.filter(recorded_by=by, recorded_at__gt=since).count() >= MOST_A_DAY:
        raise Refused("You have told us a lot today, and we have kept all of it. Call us, or write more tomorrow.")
    occasion = hold_occasion(by=by, kind=OccasionKind.MESSAGE, family=telling.occasion.family)
    said = say(
        by=by,
        occasion=occasion,
        question=kind,
        words=words.strip() or str(answers[kind]),
        speaker=door.person,
        about=[door.person, *_children(door)],
        replies_to=telling.statement,
    )
    record_event(by=by, kind=EventKind.DOOR_ANSWERED, people=[door.person], family=occasion.family, occasion=occasion)
    tell_worker(by, door)
    return said


@service
def withdraw_agreement(*, by: User, door: Door, agreement_id: int) -> Agreement:
    """Take back the reader's own agreement from today; the worker hears that something waits for them."""
    agreement = answered_by(door.ids).filter(pk=agreement_id, answer__in=("yes", "partly")).first()
    if agreement is None:
        raise Refused("There is nothing to take back.")
    if agreement.withdrawn_on is None:
        agreements.withdraw_agreement(by=by, agreement=agreement)
        tell_worker(by, door)
    return agreement


def _children(door: Door) -> list[Person]:
    ids = [row.person_id for row in children_for(door) if row.sees is Sees.ALL]
    return list(Person.objects.filter(pk__in=ids))


def tell_worker(by: User, door: Door) -> None:
    """Let the worker who is the reader's know by email that something waits, in words that say nothing.

    Of somebody in the network it is the worker of a child near them; until there is one, whoever told them last.
    """
    liaison = liaison_for(door)
    near = [row for row in children_around(door) if row.sees is not Sees.OWN or row.near]
    workers = [row.worker_id for row in near if row.worker_id]
    told_by = [row.decided_by_id for row in door.tellings if is_near(row)]
    to = liaison.worker if liaison else User.objects.filter(pk__in=[*workers, *told_by][:1]).first()
    if to is not None and to.is_active:
        send_message(by=by, channel="email", to=to.email, template="waiting")
