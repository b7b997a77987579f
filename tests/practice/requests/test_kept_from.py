"""All that must not reach a reader, wherever in the records it stands: before a move and after it, under any record of theirs."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.practice.requests.queries.hidden import kept_from
from rock.records.models import Family, NetworkCircle, NetworkMember, Person, RelationshipKind
from rock.records.services.joining import join_people
from tests.support import factories as make

pytestmark = pytest.mark.django_db
WHERE, CODE = "4 Sandpiper Court, Blackpool", "FY4 2ZZ"


@pytest.fixture
def ray() -> Person:
    return make.person("Ray", "Holt")


@pytest.fixture
def kai(ray: Person) -> Person:
    child = make.person("Kai", "Holt")
    make.parent([child], ray)
    make.family("Holt", children=[child], adults=[ray])
    return child


@pytest.fixture
def dee(kai: Person) -> Person:
    """Kai's mother, of no family that was written down."""
    mother = make.person("Dee", "Quillfeather")
    make.parent([kai], mother)
    return mother


def betrayed(reader: Person | None, text: str, *people: Person) -> bool:
    return kept_from(reader, [one.pk for one in people]).betrayed_by(text)


def test_a_mother_who_is_in_no_family_is_protected_from_his_own_door_on(ray: Person, kai: Person, dee: Person) -> None:
    make.address(dee, WHERE, CODE, hidden=True)
    for people in ([ray], [kai], [ray, kai]):
        assert betrayed(ray, "at Sandpiper Court", *people)
    assert not betrayed(dee, "at Sandpiper Court", kai, dee)
    assert betrayed(None, "FY42ZZ", kai)


def test_a_second_record_of_the_child_leads_to_her_too(ray: Person, kai: Person) -> None:
    twin, dee = make.person("Kai", "Quillfeather"), make.person("Dee", "Quillfeather")
    make.parent([twin], dee)
    make.address(dee, WHERE, CODE, hidden=True)
    assert not betrayed(ray, WHERE, kai)
    join_people(by=make.staff_user(), one=kai, other=twin, reason="Same day of birth")
    assert betrayed(ray, WHERE, kai)
    assert betrayed(ray, WHERE, ray)


def test_her_phone_under_her_second_record_is_kept_back(ray: Person, kai: Person, dee: Person) -> None:
    make.address(dee, WHERE, CODE, hidden=True)
    other = make.person("Dee", "Holt")
    make.contact(other, "07700 900456")
    join_people(by=make.staff_user(), one=dee, other=other, reason="She said so")
    assert betrayed(ray, "ring +44 7700 900456", kai)


def test_where_she_moves_next_week_is_kept_back_today(ray: Person, kai: Person, dee: Person) -> None:
    make.address(dee, WHERE, CODE, hidden=True, starts=time.today() + timedelta(days=7))
    assert betrayed(ray, "The keys for Sandpiper Court", kai)


def test_what_gave_the_first_hiding_place_away_is_kept_back_in_the_second(
    ray: Person, kai: Person, dee: Person
) -> None:
    make.address(dee, WHERE, CODE, hidden=True, also_hidden="Gull Primary", ends=time.today())
    make.address(dee, "9 Dune Close, Blackpool", hidden=True, starts=time.today())
    for text in ("Gull Primary", "Sandpiper Court", "Dune Close"):
        assert betrayed(ray, text, kai)


def test_whoever_lived_there_once_is_kept_from_where_the_others_stayed(ray: Person, kai: Person, dee: Person) -> None:
    make.address(ray, WHERE, CODE, hidden=True, ends=time.today())
    make.address(dee, WHERE, CODE, hidden=True, also_hidden="Gull Primary")
    assert betrayed(ray, "Gull Primary", kai)


def test_a_neighbour_in_the_network_and_a_half_sister_s_father_are_protected(ray: Person, kai: Person) -> None:
    family = Family.objects.get()
    nan, bea, tom = make.person("Jo"), make.person("Bea"), make.person("Tom")
    NetworkMember.objects.create(family=family, person=nan, circle=NetworkCircle.CLOSE, who="Nan")
    make.member(family, bea)
    make.related(tom, bea, RelationshipKind.PARENT)
    make.address(nan, "1 Marram Gardens, Blackpool", hidden=True)
    make.address(tom, "2 Dune House, Blackpool", hidden=True)
    assert betrayed(ray, "Marram Gdns", kai)
    assert betrayed(ray, "Dune House", kai)


def test_a_stranger_s_hidden_address_hides_nothing_here(ray: Person, kai: Person) -> None:
    make.address(make.person("Zoe"), WHERE, CODE, hidden=True)
    assert not betrayed(ray, WHERE, kai)
