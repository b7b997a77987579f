"""What is written about people when they are first known, and as life goes on: births, moves, who they are to each other."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from rock.demo.council.loading.acts import Act, Birth, Create, Describe, Move, Number, Reach, Relate, Rename
from rock.demo.council.loading.known import Known, full_name, is_born
from rock.demo.council.story.chance import office_moment, working_day
from rock.demo.council.story.model import Person, Stay
from rock.records.models import BirthKind, Channel, IdentifierKind, NameKind, RelationshipKind
from rock.records.models.codes import Ethnicity, Sex

KINDS = {
    "mother": RelationshipKind.PARENT,
    "father": RelationshipKind.PARENT,
    "step-parent": RelationshipKind.STEP_PARENT,
    "grandmother": RelationshipKind.GRANDPARENT,
}
SCHOOL_AGE = timedelta(days=int(4.7 * 365.25))
SOON = timedelta(minutes=1)
NHS, UPN, COUNCIL = "National health register", "School census", "Given by this council"


def first_known(
    known: Known, number: int, at: datetime, by: int, *, born_given: bool, was_unborn: bool
) -> Iterator[Act]:
    """Yield what is written about somebody whose record was just made."""
    person, day = known.person(number), at.date()
    if was_unborn and is_born(person, day):
        yield from born(known, number, at, by)
        return
    if not is_born(person, day):
        known.unborn.add(number)
        yield Birth(at, by, number, person.expected or person.born or day, BirthKind.EXPECTED)
    elif not born_given and person.born:
        yield Birth(at, by, number, person.born, BirthKind.EXACT)
    yield from _described(known, number, at, by)


def _described(known: Known, number: int, at: datetime, by: int) -> Iterator[Act]:
    person, day = known.person(number), at.date()
    here = is_born(person, day)
    if person.known_as and here:
        yield Rename(at, by, number, NameKind.LEGAL, person.given, person.family, None)
    sex, ethnicity = (Sex(person.sex), Ethnicity(person.ethnicity)) if here else (Sex.UNKNOWN, Ethnicity.NOBT)
    speaks_other = person.language != "English" and person.role != "child"
    yield Describe(at, by, number, sex, ethnicity, person.language, speaks_other and number % 2 == 0)
    if person.la_child_id and number not in known.people:
        yield Number(at, by, number, IdentifierKind.LA_CHILD_ID, person.la_child_id, COUNCIL)
    if here:
        yield from _registered(person, at, by)
        yield from _reached(person, at, by)


def _registered(person: Person, at: datetime, by: int) -> Iterator[Act]:
    if person.nhs_number:
        yield Number(at, by, person.number, IdentifierKind.NHS_NUMBER, person.nhs_number, NHS)
    if person.upn and person.born and person.born + SCHOOL_AGE <= at.date():
        yield Number(at, by, person.number, IdentifierKind.UPN, person.upn, UPN)


def _reached(person: Person, at: datetime, by: int) -> Iterator[Act]:
    """Yield the ways to reach somebody; where a rule keeps them safe, their inbox is marked as not safe."""
    if person.phone:
        channel = Channel.TEXT if person.phone.startswith("07") else Channel.PHONE
        is_safe = None if person.role == "child" else True
        yield Reach(at, by, person.number, channel, person.phone, is_safe, person.safe_contact, bool(is_safe))
    if person.email:
        safe = False if person.safe_contact else None
        yield Reach(at, by, person.number, Channel.EMAIL, person.email, safe, "", False)


def outside(known: Known, number: int, at: datetime, by: int) -> Iterator[Act]:
    """Yield a record of somebody outside the household: made after a search, described, with their address."""
    person = known.person(number)
    shown = person.known_as or person.given
    yield Create(at, by, number, shown, person.family, person.born)
    yield from _described(known, number, at, by)
    known.people[number] = at
    yield from settled(known, number, at, by)


def settled(known: Known, number: int, at: datetime, by: int) -> Iterator[Act]:
    """Yield where somebody lives today, if the story says so and nobody wrote it yet."""
    stay = known.stay(number, at.date())
    if stay and number not in known.homes:
        known.homes[number] = stay
        yield _move((number,), stay, at, by)


def related(known: Known, at: datetime, by: int) -> Iterator[Act]:
    """Yield what those with a record are to each other and what nobody wrote yet."""
    for tie in known.story.ties:
        pair = (tie.person, tie.to)
        if pair not in known.related and {*pair} <= known.people.keys():
            known.related.add(pair)
            kind = KINDS[tie.kind]
            may = tie.parental_responsibility if kind == RelationshipKind.PARENT else None
            yield Relate(at, by, tie.person, tie.to, kind, may)
    couple = (known.story.carer, known.story.other)
    if couple not in known.related and {*couple} <= known.people.keys():
        known.related.add(couple)
        homes = [known.homes[one].address for one in couple if one in known.homes]
        together = len(homes) == 2 and homes[0] == homes[1]
        kind = RelationshipKind.PARTNER if together else RelationshipKind.FORMER_PARTNER
        yield Relate(at, by, *couple, kind, None)


def born(known: Known, number: int, at: datetime, by: int) -> Iterator[Act]:
    """Yield what is written when a baby has come: the day, the name, the numbers."""
    person = known.person(number)
    if person.born is None:
        return
    known.unborn.discard(number)
    yield Birth(at, by, number, person.born, BirthKind.EXACT)
    given, _, family = full_name(person, on=person.born).rpartition(" ")
    yield Rename(at, by, number, NameKind.PREFERRED, given, family, person.born)
    yield from _described(known, number, at, by)
    yield from settled(known, number, at, by)


def life(known: Known, until: datetime) -> Iterator[Act]:
    """Yield the births and moves of those with a record that nobody wrote yet, up to a moment, in order."""
    births = [(one, _noted(known, day, 1)) for one in known.unborn if (day := known.person(one).born)]
    events: list[tuple[datetime, int, Stay | None]] = [(at, one, None) for one, at in births]
    for stay in known.story.stays:
        if _is_news(known, stay):
            events.append((max(_noted(known, stay.start, 0), known.people[stay.person] + SOON), stay.person, stay))
    by = known.staff.hub[known.story.number % len(known.staff.hub)]
    for at, person, move in sorted(events, key=lambda event: event[:2]):
        if at > until:
            break
        yield from _moved(known, move, at, by) if move else born(known, person, at, by)


def _is_news(known: Known, stay: Stay) -> bool:
    """Return whether somebody with a record has moved there since their home was last written."""
    if stay.person not in known.people or stay.person in known.unborn:
        return False
    return stay.person not in known.homes or known.homes[stay.person].start < stay.start


def _moved(known: Known, stay: Stay, at: datetime, by: int) -> Iterator[Act]:
    """Yield the move of everybody who moves to one address on one day."""
    same = [one for one in known.story.stays if (one.start, one.address) == (stay.start, stay.address)]
    people = tuple(one.person for one in same if _is_news(known, one))
    known.homes |= {one.person: one for one in same if one.person in people}
    if people:
        yield _move(people, stay, at, by)


def _move(people: tuple[int, ...], stay: Stay, at: datetime, by: int) -> Move:
    lines = f"{stay.address.line}, {stay.address.town}"
    return Move(at, by, people, lines, stay.address.postcode, stay.start, stay.hidden, "")


def _noted(known: Known, day: date, later: int) -> datetime:
    return office_moment(known.chance(f"noted/{day}"), working_day(day + timedelta(days=later)))
