"""Write the numbers that other registers know a person by."""

from datetime import date

from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.records.identifiers import fault, tidy
from rock.records.models import EventKind, Identifier, IdentifierKind, Person
from rock.records.services.events import record_event


@service
def add_identifier(
    *, by: Actor, person: Person, kind: IdentifierKind, value: str, source: str, verified_on: date | None = None
) -> Identifier:
    """Add a number that passes its register's own check; refuse one that another record has, without saying whose."""
    value = tidy(kind, value)
    if wrong := fault(kind, value):
        raise Refused(wrong)
    if not source.strip():
        raise Refused("Say where the number comes from, for example: letter from the school.")
    if verified_on and verified_on > time.today():
        raise Refused("That date is in the future. Enter the day when the number was checked.")
    if kind == IdentifierKind.LA_CHILD_ID and _another_has(person, kind, value):
        raise Refused("Another record has this council child number. Search for the number before you go on.")
    row, _ = Identifier.objects.update_or_create(
        person=person, kind=kind, value=value, defaults={"source": source.strip(), "verified_on": verified_on}
    )
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person])
    return row


def _another_has(person: Person, kind: IdentifierKind, value: str) -> bool:
    return Identifier.objects.filter(kind=kind, value=value).exclude(person=person).exists()


@service
def remove_identifier(*, by: Actor, identifier: Identifier) -> None:
    """Take a number off a record that it does not belong to; row history keeps it."""
    person = identifier.person
    identifier.delete()
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person])
