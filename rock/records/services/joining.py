"""Read two records as one, and undo it. Callers ask reach first: `rock.reach.joining` is what pages call."""

from django.db.models import Q

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.records.models import EventKind, Person, SamePerson
from rock.records.services.events import record_event


@service
def join_people(*, by: User, one: Person, other: Person, reason: str) -> SamePerson:
    """Link two records of one person; no row moves, and both are read as one from now on."""
    if one.pk == other.pk:
        raise Refused("These are the same record already. Choose two records.")
    if not reason.strip():
        raise Refused("Say why you are sure that they are one person.")
    first, second = sorted((one, other), key=lambda person: person.pk)
    link, made = SamePerson.objects.get_or_create(
        first=first, second=second, defaults={"reason": reason.strip(), "decided_by": by}
    )
    if made:
        record_event(by=by, kind=EventKind.PEOPLE_JOINED, people=[first, second])
    return link


@service
def part_people(*, by: User, one: Person, other: Person) -> None:
    """Undo a link between two records: the link goes, row history keeps it, and nothing else changes."""
    links = SamePerson.objects.filter(Q(first=one, second=other) | Q(first=other, second=one))
    if not links.exists():
        raise Refused("These two records are not linked to each other.")
    links.delete()
    record_event(by=by, kind=EventKind.PEOPLE_PARTED, people=[one, other])
