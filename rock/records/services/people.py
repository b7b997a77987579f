"""Make a person's record, and change what it says of them; old values stay in row history."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models.functions import Coalesce, Greatest

from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.records.models import (
    BirthKind,
    Clock,
    ContactPoint,
    Disability,
    EventKind,
    NameKind,
    Person,
    PersonDisability,
    PersonName,
    Residence,
    Sex,
)
from rock.records.models.codes import Ethnicity
from rock.records.names import fold, sounds
from rock.records.services.events import record_event

LONGEST_LIFE_YEARS = 120
LONGEST_EXPECTED = timedelta(days=300)


def name_row(
    person: Person,
    kind: NameKind,
    given_name: str,
    family_name: str,
    *,
    starts: date | None = None,
    ends: date | None = None,
) -> PersonName:
    """Return a name, not saved yet, with what search reads filled in: the one place where that happens."""
    whole = f"{given_name} {family_name}"
    return PersonName(
        person=person,
        kind=kind,
        given_name=given_name,
        family_name=family_name,
        starts=starts,
        ends=ends,
        folded=fold(whole),
        sounds=sounds(whole),
    )


def check_birth(born: date | None, kind: BirthKind) -> None:
    """Refuse a date of birth that cannot be, or a kind that does not fit it."""
    today = time.today()
    if (born is None) != (kind == BirthKind.UNKNOWN):
        raise Refused("Enter a date, or say that the date of birth is not known.")
    if born is None:
        return
    if kind == BirthKind.EXPECTED and born > today + LONGEST_EXPECTED:
        raise Refused("That is too far ahead for a baby who is expected. Check the date.")
    if kind != BirthKind.EXPECTED and born > today:
        raise Refused("That date is in the future. If the baby is not born yet, choose “Expected”.")
    if born < time.add_months(today, -12 * LONGEST_LIFE_YEARS):
        raise Refused("That date is too long ago. Check the year.")


@service
def create_person(
    *,
    by: Actor,
    searched_for: str,
    given_name: str,
    family_name: str,
    birth_date: date | None = None,
    birth_kind: BirthKind | None = None,
    sex: Sex = Sex.UNKNOWN,
    ethnicity: Ethnicity = Ethnicity.NOBT,
    first_language: str = "English",
    needs_interpreter: bool = False,
    source: str = "",
) -> Person:
    """Make a record after a search found nobody; `searched_for` are the terms of that search. A known date counts as exact."""
    if not searched_for.strip():
        raise Refused("Search for the person first. They may be known already.")
    given_name, family_name = given_name.strip(), family_name.strip()
    if not (given_name or family_name):
        raise Refused("Enter a first name or a last name.")
    kind = birth_kind or (BirthKind.EXACT if birth_date else BirthKind.UNKNOWN)
    check_birth(birth_date, kind)
    person = Person.objects.create(
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date,
        birth_kind=kind,
        sex=sex,
        ethnicity=ethnicity,
        first_language=first_language,
        needs_interpreter=needs_interpreter,
        source=source,
        recorded_by_id=by.actor_id,
    )
    name_row(person, NameKind.PREFERRED, given_name, family_name).save()
    record_event(by=by, kind=EventKind.PERSON_CREATED, people=[person])
    return person


@service
def rename(
    *,
    by: Actor,
    person: Person,
    kind: NameKind,
    given_name: str,
    family_name: str,
    since: date | None = None,
    was_a_mistake: bool = False,
) -> PersonName:
    """Add a name. A new preferred or legal name ends the one before, which stays as a former name unless it was a mistake."""
    given_name, family_name = given_name.strip(), family_name.strip()
    if not (given_name or family_name):
        raise Refused("Enter a first name or a last name.")
    if since and since > time.today():
        raise Refused("That date is in the future. Enter the day since when the name is used.")
    if kind in (NameKind.PREFERRED, NameKind.LEGAL):
        _end_name(person, kind, since or time.today(), was_a_mistake)
    row = name_row(person, kind, given_name, family_name, starts=since)
    row.save()
    if kind == NameKind.PREFERRED:
        person.given_name, person.family_name = given_name, family_name
        person.save(update_fields=["given_name", "family_name"])
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person])
    return row


def _end_name(person: Person, kind: NameKind, day: date, was_a_mistake: bool) -> None:
    standing = PersonName.objects.filter(person=person, kind=kind)
    if was_a_mistake:
        standing.delete()
    else:
        standing.update(kind=NameKind.FORMER, ends=day)


def due_date_after(born: date | None, kind: str, due: date | None, new_kind: BirthKind) -> date | None:
    """Return the due date of somebody once their birth is written anew: a baby who was expected keeps the day.

    `born`, `kind` and `due` are what stood before; while somebody is expected, the day stands as their birth date.
    """
    if new_kind == BirthKind.EXPECTED:
        return None
    return born if kind == BirthKind.EXPECTED else due


@service
def correct_birth(*, by: Actor, person: Person, birth_date: date | None, birth_kind: BirthKind) -> Person:
    """Correct when a person was born or is expected; the date before stays in row history, and a due date on the record."""
    check_birth(birth_date, birth_kind)
    if birth_date and person.death_date and person.death_date < birth_date:
        raise Refused("That is after the date of death. Check both dates.")
    person.due_date = due_date_after(person.birth_date, person.birth_kind, person.due_date, birth_kind)
    person.birth_date, person.birth_kind = birth_date, birth_kind
    person.save(update_fields=["birth_date", "birth_kind", "due_date"])
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person])
    return person


@service
def record_death(*, by: Actor, person: Person, day: date) -> Person:
    """Write the day on which somebody died, and end what runs about them: where they live, how to reach them, clocks.

    Their places in families and networks stay: they go on belonging there. Whoever works with them ends that work.
    """
    if person.birth_kind == BirthKind.EXPECTED:
        raise Refused("Enter the date of birth first: the record says that the baby is expected.")
    if day > time.today():
        raise Refused("That date is in the future. Check the date.")
    if person.birth_date and day < person.birth_date:
        raise Refused("That is before the date of birth. Check both dates.")
    person.death_date = day
    person.save(update_fields=["death_date"])
    for rows in (Residence.objects, ContactPoint.objects):
        rows.filter(person=person, ends__isnull=True).update(ends=Greatest(Coalesce("starts", day), day))
    Clock.objects.filter(person=person, stopped_at__isnull=True).update(stopped_at=time.now())
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person])
    return person


@service
def describe(
    *,
    by: Actor,
    person: Person,
    sex: Sex,
    ethnicity: Ethnicity,
    first_language: str,
    needs_interpreter: bool,
    reading_note: str,
) -> Person:
    """Write sex and ethnicity in census codes, and how somebody likes to be spoken and written to."""
    person.sex, person.ethnicity = sex, ethnicity
    person.first_language, person.needs_interpreter = first_language.strip(), needs_interpreter
    person.reading_note = reading_note.strip()
    person.save(update_fields=["sex", "ethnicity", "first_language", "needs_interpreter", "reading_note"])
    record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person])
    return person


@service
def set_disabilities(*, by: Actor, person: Person, codes: Iterable[Disability]) -> set[Disability]:
    """Write a person's disabilities in census codes; “no disability” stands alone."""
    wanted = set(codes)
    if Disability.NONE in wanted and len(wanted) > 1:
        raise Refused("Choose disabilities, or choose “No disability”, not both.")
    have = {Disability(row.code) for row in person.disabilities.all()}
    person.disabilities.filter(code__in=have - wanted).delete()
    PersonDisability.objects.bulk_create(PersonDisability(person=person, code=code) for code in wanted - have)
    if wanted != have:
        record_event(by=by, kind=EventKind.PERSON_CHANGED, people=[person])
    return wanted
