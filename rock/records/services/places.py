"""Write where people live and how they may safely be reached."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.records.comparing import phone, postcode
from rock.records.models import Channel, ContactPoint, EventKind, Person, Residence
from rock.records.services.events import record_event


@service
def move_home(
    *,
    by: Actor,
    person: Person,
    lines: str,
    code: str,
    since: date | None = None,
    hidden: bool = False,
    also_hidden: str = "",
    as_well: bool = False,
    together_with: Iterable[Person] = (),
) -> list[Residence]:
    """Write a new address (of several people who move together), ending the one before unless they live in both."""
    if not lines.strip():
        raise Refused("Enter the address.")
    if code.strip() and not postcode(code):
        raise Refused("Enter a full UK postcode, like FY1 1AA, or leave it empty.")
    people = list({one.pk: one for one in (person, *together_with)}.values())
    if not as_well:
        _leave(people, since or time.today())
    rows = [
        Residence(
            person=one,
            lines=lines.strip(),
            postcode=postcode(code),
            starts=since,
            hidden=hidden,
            also_hidden=also_hidden.strip() if hidden else "",
        )
        for one in people
    ]
    made = Residence.objects.bulk_create(rows)
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=people)
    return made


def _leave(people: list[Person], day: date) -> None:
    standing = Residence.objects.filter(person__in=people, ends__isnull=True)
    if standing.filter(starts__gt=day).exists():
        raise Refused("They moved to where they live now after that date. Check the date.")
    standing.update(ends=day)


@service
def hide_address(*, by: Actor, residence: Residence, hidden: bool, also_hidden: str = "") -> Residence:
    """Mark an address as hidden, with what else would give it away, or take the mark off."""
    residence.hidden, residence.also_hidden = hidden, also_hidden.strip() if hidden else ""
    residence.save(update_fields=["hidden", "also_hidden"])
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[residence.person])
    return residence


@service
def add_contact_point(
    *,
    by: Actor,
    person: Person,
    channel: Channel,
    value: str,
    safe: bool | None,
    rule: str = "",
    shared_with: str = "",
    preferred: bool = False,
) -> ContactPoint:
    """Write a phone number or e-mail address with what makes it safe; an unsafe one is never preferred."""
    value = value.strip()
    if channel in (Channel.PHONE, Channel.TEXT) and not phone(value):
        raise Refused("Enter a phone number with its area code, like 01632 960 001.")
    if channel == Channel.EMAIL and not _is_email(value):
        raise Refused("Enter an email address, like name@example.com.")
    if preferred and safe is not True:
        raise Refused("Only a number or address that is safe to use can be the preferred one.")
    if preferred:
        person.contact_points.filter(preferred=True).update(preferred=False)
    row = ContactPoint.objects.create(
        person=person,
        channel=channel,
        value=value,
        safe=safe,
        rule=rule.strip(),
        shared_with=shared_with.strip(),
        preferred=preferred,
        starts=time.today(),
    )
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person])
    return row


def _is_email(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


@service
def end_contact_point(*, by: Actor, contact: ContactPoint) -> ContactPoint:
    """Stop using a number or address from today; ending it again changes nothing."""
    if contact.ends is None:
        contact.ends, contact.preferred = time.today(), False
        contact.save(update_fields=["ends", "preferred"])
        record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[contact.person])
    return contact
