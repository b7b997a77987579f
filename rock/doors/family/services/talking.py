"""A reader asks, and a worker answers; somebody of the network says what they offer, or takes it back."""

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.doors.family.guard import guard_for
from rock.doors.family.models import DoorHolder
from rock.doors.family.queries.around import Sees, children_for
from rock.doors.family.queries.doors import Door, door_by_holder
from rock.doors.family.queries.questions import QUESTION, REPLY
from rock.doors.family.services.answering import tell_worker
from rock.doors.family.services.planning import check_enough_today
from rock.records.models import EventKind, Family, NetworkCircle, NetworkMember, OccasionKind, Person, Statement
from rock.records.services.events import record_event
from rock.records.services.families import change_in_network
from rock.records.services.occasions import hold_occasion, say, share_words


@service
def ask(*, by: User, door: Door, words: str) -> Statement:
    """Keep a question word for word, and let the worker who is theirs know that something waits."""
    check_enough_today(by)
    family = Family.objects.filter(pk__in=door.families).order_by("pk").first()
    occasion = hold_occasion(by=by, kind=OccasionKind.DOOR, family=family)
    children = [row.person_id for row in children_for(door) if row.sees is Sees.ALL]
    about = [door.person, *Person.objects.filter(pk__in=children)]
    said = say(by=by, occasion=occasion, question=QUESTION, words=words.strip(), speaker=door.person, about=about)
    record_event(by=by, kind=EventKind.DOOR_ANSWERED, people=[door.person], family=family, occasion=occasion)
    tell_worker(by, door)
    return said


@service
def reply(*, by: User, question: Statement, holder: DoorHolder, words: str) -> Statement:
    """Answer a question at the door that it came from; refused where it would give away what is hidden from that reader."""
    door = door_by_holder(holder)
    if door is None:
        raise Refused("Their page is closed, so they could not read an answer here. Ring them, or open it again.")
    hits = guard_for(door).hidden.found_in(words)
    if hits:
        raise Refused(f"This gives away something that is hidden from {holder.person}: “{hits[0]}”. Take it out.")
    occasion = hold_occasion(by=by, kind=OccasionKind.DOOR, family=question.occasion.family)
    said = say(
        by=by,
        occasion=occasion,
        question=REPLY,
        words=words.strip(),
        speaker_staff=by,
        about=[holder.person],
        replies_to=question,
    )
    share_words(by=by, statement=said, reader=holder.person, speaker_said="Written for this reader")
    record_event(by=by, kind=EventKind.WORDS_SHARED, people=[holder.person], family=occasion.family, occasion=occasion)
    return said


@service
def change_offer(*, by: User, door: Door, offer: NetworkMember, words: str) -> NetworkMember:
    """Let somebody of the network say what they can do now; no words take the offer back."""
    if offer.person_id not in door.ids:
        raise Refused("This is not theirs.")
    check_enough_today(by)
    changed = change_in_network(
        by=by, member=offer, who=offer.who, circle=NetworkCircle(offer.circle), offers=words, cannot=offer.cannot
    )
    tell_worker(by, door)
    return changed
