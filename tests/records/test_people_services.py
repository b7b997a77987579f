from datetime import date, timedelta
from typing import Any, cast

import pytest

from rock.core import time
from rock.core.services import SYSTEM, Refused
from rock.records.models import (
    BirthKind,
    Channel,
    Disability,
    Event,
    EventKind,
    NameKind,
    Person,
    PersonName,
    SamePerson,
    Sex,
)
from rock.records.models.codes import Ethnicity
from rock.records.queries.people import one_person
from rock.records.services import people
from rock.records.services.clocks import start_clock
from rock.records.services.joining import join_people, part_people
from rock.records.services.places import add_contact_point
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def create(**facts: Any) -> Person:
    return people.create_person(
        by=SYSTEM, **{"searched_for": "Ama Ashdown", "given_name": "Ama", "family_name": "Ashdown"} | facts
    )


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


class TestCreating:
    def test_it_has_a_name_that_search_reads_and_an_event(self) -> None:
        person = create(given_name=" Zoë ", family_name="O’Neil", birth_date=date(2016, 5, 3))
        name = person.names.get()
        assert (name.kind, name.folded) == (NameKind.PREFERRED, "zoe oneil")
        assert name.sounds
        assert (person.given_name, person.birth_kind) == ("Zoë", BirthKind.EXACT)
        assert kinds() == [EventKind.PERSON_CREATED]

    def test_nobody_is_made_without_a_search_or_a_name(self) -> None:
        with pytest.raises(Refused, match="Search"):
            create(searched_for=" ")
        with pytest.raises(Refused, match="name"):
            create(given_name=" ", family_name="")
        assert not Person.objects.exists()

    def test_who_made_it_is_kept(self) -> None:
        user = make.staff_user()
        person = people.create_person(by=user, searched_for="x", given_name="Ama", family_name="")
        assert person.recorded_by == user


TODAY = time.today()


@pytest.mark.parametrize(
    ("born", "kind"),
    [
        (None, BirthKind.UNKNOWN),
        (TODAY, BirthKind.EXACT),
        (TODAY + timedelta(days=300), BirthKind.EXPECTED),
        (TODAY - timedelta(days=20), BirthKind.EXPECTED),
        (time.add_months(TODAY, -12 * 120), BirthKind.ESTIMATED),
    ],
)
def test_births_that_can_be(born: date | None, kind: Any) -> None:
    assert people.correct_birth(by=SYSTEM, person=make.person(), birth_date=born, birth_kind=kind).birth_date == born


@pytest.mark.parametrize(
    ("born", "kind", "why"),
    [
        (None, BirthKind.EXACT, "not known"),
        (TODAY, BirthKind.UNKNOWN, "not known"),
        (TODAY + timedelta(days=1), BirthKind.EXACT, "future"),
        (TODAY + timedelta(days=1), BirthKind.ESTIMATED, "future"),
        (TODAY + timedelta(days=301), BirthKind.EXPECTED, "too far"),
        (time.add_months(TODAY, -12 * 120) - timedelta(days=1), BirthKind.EXACT, "too long ago"),
    ],
)
def test_births_that_cannot_be(born: date | None, kind: Any, why: str) -> None:
    person = make.person(born=date(2016, 5, 3))
    with pytest.raises(Refused, match=why):
        people.correct_birth(by=SYSTEM, person=person, birth_date=born, birth_kind=kind)
    person.refresh_from_db()
    assert person.birth_date == date(2016, 5, 3)


def test_nobody_is_born_after_they_died() -> None:
    person = make.person(born=date(2000, 1, 1), death_date=date(2010, 1, 1))
    with pytest.raises(Refused, match="death"):
        people.correct_birth(by=SYSTEM, person=person, birth_date=date(2010, 1, 2), birth_kind=BirthKind.EXACT)


def test_the_date_before_stays_in_row_history() -> None:
    person = make.person(born=date(2016, 5, 3))
    people.correct_birth(by=SYSTEM, person=person, birth_date=date(2016, 6, 3), birth_kind=BirthKind.ESTIMATED)
    assert [row.birth_date for row in cast(Any, person).history.all()] == [date(2016, 5, 3)]


def test_a_baby_who_was_expected_keeps_the_due_date_once_born() -> None:
    due = TODAY - timedelta(days=3)
    person = make.person(born=due, birth_kind=BirthKind.EXPECTED)
    people.correct_birth(by=SYSTEM, person=person, birth_date=TODAY, birth_kind=BirthKind.EXACT)
    people.correct_birth(by=SYSTEM, person=person, birth_date=TODAY - timedelta(days=1), birth_kind=BirthKind.EXACT)
    person.refresh_from_db()
    assert (person.birth_date, person.birth_kind) == (TODAY - timedelta(days=1), BirthKind.EXACT)
    assert person.due_date == due


def test_while_a_baby_is_expected_the_day_stands_once() -> None:
    person = make.person(born=TODAY, birth_kind=BirthKind.EXPECTED)
    people.correct_birth(by=SYSTEM, person=person, birth_date=TODAY, birth_kind=BirthKind.EXACT)
    later = TODAY + timedelta(days=9)
    people.correct_birth(by=SYSTEM, person=person, birth_date=later, birth_kind=BirthKind.EXPECTED)
    person.refresh_from_db()
    assert (person.birth_date, person.due_date) == (later, None)


def test_whoever_was_not_expected_has_no_due_date() -> None:
    person = make.person(born=date(2016, 5, 3))
    people.correct_birth(by=SYSTEM, person=person, birth_date=None, birth_kind=BirthKind.UNKNOWN)
    assert person.due_date is None


def test_a_death_ends_what_runs_about_somebody_and_leaves_them_in_their_family() -> None:
    person = make.person(born=date(2016, 5, 3))
    family = make.family(children=[person])
    home, left = make.address(person), make.address(person, starts=date(2017, 1, 1), ends=date(2018, 1, 1))
    phone = add_contact_point(by=SYSTEM, person=person, channel=Channel.TEXT, value="07700 900123", safe=None)
    clock = start_clock(by=SYSTEM, key="assessment", started_at=time.now(), person=person)
    people.record_death(by=SYSTEM, person=person, day=TODAY)
    for row in (home, left, phone, clock):
        row.refresh_from_db()
    assert (home.ends, left.ends, phone.ends) == (TODAY, date(2018, 1, 1), TODAY)
    assert clock.stopped_at is not None
    assert family.members.filter(ends__isnull=True).count() == 1
    assert Person.objects.get(pk=person.pk).death_date == TODAY


@pytest.mark.parametrize(
    ("kind", "day", "why"),
    [
        (BirthKind.EXACT, TODAY + timedelta(days=1), "future"),
        (BirthKind.EXACT, date(2016, 5, 2), "before the date of birth"),
        (BirthKind.EXPECTED, TODAY, "date of birth first"),
    ],
)
def test_deaths_that_cannot_be(kind: Any, day: date, why: str) -> None:
    person = make.person(born=date(2016, 5, 3), birth_kind=kind)
    with pytest.raises(Refused, match=why):
        people.record_death(by=SYSTEM, person=person, day=day)


def test_somebody_may_die_on_the_day_of_their_birth() -> None:
    person = make.person(born=TODAY)
    assert people.record_death(by=SYSTEM, person=person, day=TODAY).death_date == TODAY


class TestRenaming:
    def rename(self, person: Person, kind: Any, given: str, family_name: str, **facts: Any) -> PersonName:
        return people.rename(by=SYSTEM, person=person, kind=kind, given_name=given, family_name=family_name, **facts)

    def test_a_new_preferred_name_keeps_the_old_one_as_former(self) -> None:
        person = make.person("Ama", "Ashdown")
        self.rename(person, NameKind.PREFERRED, "Ama", "Brightwell", since=date(2024, 1, 1))
        person.refresh_from_db()
        assert str(person) == "Ama Brightwell"
        former = person.names.get(kind=NameKind.FORMER)
        assert (str(former), former.ends) == ("Ama Ashdown", date(2024, 1, 1))
        assert person.names.get(kind=NameKind.PREFERRED).folded == "ama brightwell"

    def test_a_mistake_does_not_stay_among_the_names(self) -> None:
        person = make.person("Anna", "Ashdown")
        self.rename(person, NameKind.PREFERRED, "Ama", "Ashdown", was_a_mistake=True)
        assert [str(name) for name in person.names.all()] == ["Ama Ashdown"]

    @pytest.mark.parametrize("kind", [NameKind.LEGAL, NameKind.NICKNAME, NameKind.FORMER])
    def test_other_kinds_leave_what_they_are_called(self, kind: Any) -> None:
        person = make.person("Ama", "Ashdown")
        self.rename(person, kind, "Amma", "Penrose")
        person.refresh_from_db()
        assert str(person) == "Ama Ashdown"
        assert person.names.count() == 2

    def test_two_nicknames_stand_side_by_side(self) -> None:
        person = make.person("Ama", "Ashdown")
        for nickname in ("Amy", "Mim"):
            self.rename(person, NameKind.NICKNAME, nickname, "")
        assert person.names.filter(kind=NameKind.NICKNAME).count() == 2

    def test_a_name_of_nothing_or_from_tomorrow_is_refused(self) -> None:
        person = make.person("Ama", "Ashdown")
        with pytest.raises(Refused):
            self.rename(person, NameKind.PREFERRED, " ", " ")
        with pytest.raises(Refused, match="future"):
            self.rename(person, NameKind.PREFERRED, "A", "B", since=TODAY + timedelta(days=1))
        assert PersonName.objects.count() == 1


def test_describing_and_disabilities() -> None:
    person = make.person()
    people.describe(
        by=SYSTEM,
        person=person,
        sex=Sex.FEMALE,
        ethnicity=Ethnicity.WOTH,
        first_language=" Polish ",
        needs_interpreter=True,
        reading_note="Large print",
    )
    person.refresh_from_db()
    assert (person.sex, person.first_language, person.needs_interpreter) == ("F", "Polish", True)
    people.set_disabilities(by=SYSTEM, person=person, codes=[Disability.AUT, Disability.LD])
    people.set_disabilities(by=SYSTEM, person=person, codes=[Disability.AUT])
    people.set_disabilities(by=SYSTEM, person=person, codes=[Disability.AUT])
    assert [row.code for row in person.disabilities.all()] == ["AUT"]
    assert kinds() == [EventKind.PERSON_CHANGED] * 3
    with pytest.raises(Refused, match="not both"):
        people.set_disabilities(by=SYSTEM, person=person, codes=[Disability.NONE, Disability.AUT])


class TestJoining:
    def test_records_are_read_as_one_and_apart_again_without_a_row_moving(self) -> None:
        user, one, other, third = make.staff_user(), make.person(), make.person(), make.person()
        join_people(by=user, one=other, other=one, reason="Same certificate")
        join_people(by=user, one=third, other=other, reason="Same certificate")
        assert one_person([one.pk]) == {one.pk, other.pk, third.pk}
        part_people(by=user, one=one, other=other)
        assert one_person([one.pk]) == {one.pk}
        assert kinds() == [EventKind.PEOPLE_JOINED, EventKind.PEOPLE_JOINED, EventKind.PEOPLE_PARTED]
        assert one.names.count() == other.names.count() == 1

    def test_joining_twice_is_one_link_and_one_event(self) -> None:
        user, one, other = make.staff_user(), make.person(), make.person()
        for pair in ((one, other), (other, one)):
            join_people(by=user, one=pair[0], other=pair[1], reason="Same")
        assert SamePerson.objects.count() == len(kinds()) == 1

    def test_it_needs_two_records_a_reason_and_to_undo_a_link(self) -> None:
        user, one, other = make.staff_user(), make.person(), make.person()
        with pytest.raises(Refused, match="same record"):
            join_people(by=user, one=one, other=one, reason="Same")
        with pytest.raises(Refused, match="why"):
            join_people(by=user, one=one, other=other, reason=" ")
        with pytest.raises(Refused, match="not linked"):
            part_people(by=user, one=one, other=other)
