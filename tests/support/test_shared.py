"""What tests share is made once, stands as it was made before each of them, and is gone after the last."""

from dataclasses import dataclass

import pytest

from rock.records.models import Family, Person
from tests.support import factories as make
from tests.support.shared import shared, wanted_by

made: list[str] = []


@dataclass
class Home:
    child: Person
    family: Family


@shared
def child() -> Person:
    made.append("child")
    return make.person("Kai", "Shared")


@shared
def home(child: Person) -> Home:
    made.append("home")
    return Home(child, make.family("Shared", children=[child]))


@pytest.fixture
def grown(home: Home) -> Home:
    """Ask for what is shared from a fixture that is not."""
    home.family.name = "Grown"
    home.family.save()
    return home


@pytest.mark.parametrize("time", range(3))
def test_rows_are_made_once_and_stand_as_they_were_made(home: Home, time: int) -> None:
    assert made.count("home") == 1
    assert Family.objects.get(pk=home.family.pk).name == "Shared"
    home.family.delete()


@pytest.mark.parametrize("time", range(2))
def test_objects_are_copies_that_know_each_other(child: Person, home: Home, time: int) -> None:
    assert home.child is child
    assert child.given_name == "Kai"
    child.given_name = "Somebody else"


@pytest.mark.parametrize("time", range(2))
def test_a_fixture_of_the_test_s_own_stands_on_them(grown: Home, time: int) -> None:
    assert made.count("home") == 1
    assert Family.objects.filter(name="Grown").count() == 1


def test_what_is_needed_stands_below(request: pytest.FixtureRequest, home: Home) -> None:
    assert [one.__name__ for one in wanted_by(request.node)] == ["child", "home"]


@pytest.mark.parametrize("time", range(2))
def test_the_layer_below_serves_alone_too(child: Person, time: int) -> None:
    assert made.count("child") <= 2
    assert not Family.objects.filter(name="Shared").exists()


def test_nothing_stands_in_a_test_that_shares_nothing(db: None) -> None:
    assert not Person.objects.filter(family_name="Shared").exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_makes_its_own(request: pytest.FixtureRequest, home: Home) -> None:
    assert wanted_by(request.node) == []
    assert Person.objects.filter(family_name="Shared").count() == 1
