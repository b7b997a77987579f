"""A child's record is not looked for among grown-ups, nor a grown-up's among children, where dates say who is which."""

from datetime import date

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.core.time import add_months
from rock.practice.requests.ages import born_about, can_be_born
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.models import RequestPerson
from rock.practice.requests.services import matching
from rock.records.models import Person
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient
from tests.support.shared import shared

ON = date(2026, 11, 20)


def years_ago(years: int) -> date:
    return add_months(time.today(), -12 * years)


@pytest.mark.parametrize(
    ("age", "born"),
    [
        ("About 12", date(2014, 11, 20)),
        ("30ish", date(1996, 11, 20)),
        ("6 months", ON),
        ("three weeks", None),
        ("Not born yet", None),
        ("", None),
    ],
)
def test_an_age_is_read_as_years_before_the_day(age: str, born: date | None) -> None:
    assert born_about(birth_date=None, age=age, on=ON) == born
    assert born_about(birth_date=date(2020, 2, 29), age=age, on=ON) == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("is_child", "age", "first", "last"),
    [
        (True, 8, date(2008, 11, 20), None),
        (True, 16, date(2005, 11, 20), None),
        (True, None, date(2003, 11, 20), None),
        (False, 30, None, date(2008, 11, 20)),
        (False, 19, None, date(2012, 11, 20)),
        (False, None, None, date(2013, 11, 20)),
    ],
)
def test_the_bounds_let_five_years_pass(is_child: bool, age: int | None, first: date | None, last: date | None) -> None:
    born = None if age is None else add_months(ON, -12 * age)
    assert can_be_born(is_child=is_child, born=born, on=ON) == (first, last)


def asked_for(name: str, *, is_child: bool, born: date | None = None, age: str = "") -> RequestPerson:
    return asking.request(PersonAsked(name=name, is_child=is_child, birth_date=born, age=age)).people.get()


def offered(asked: RequestPerson) -> set[Person]:
    return {card.person for card in matching.candidates(user=asking.at_hub(), asked=asked).cards}


@shared
def ashdowns() -> dict[str, Person]:
    """A mother, her mother, two children, one who has just grown up and one of whom no date is known."""
    born = {"Dee": 34, "Jo": 61, "Kai": 9, "Bea": 15, "Tia": 19}
    people = {name: make.person(name, "Ashdown", born=years_ago(age)) for name, age in born.items()}
    return people | {"Al": make.person("Al", "Ashdown", born=None)}


@pytest.mark.parametrize(
    ("is_child", "age", "names"),
    [
        (True, "9", {"Kai", "Bea", "Al"}),
        (True, "16", {"Kai", "Bea", "Tia", "Al"}),
        (True, "", {"Kai", "Bea", "Tia", "Al"}),
        (False, "", {"Dee", "Jo", "Tia", "Bea", "Al"}),
        (False, "about 34", {"Dee", "Jo", "Tia", "Al"}),
        (False, "19", {"Dee", "Jo", "Tia", "Bea", "Al"}),
    ],
)
def test_who_is_offered_for_a_family_name(
    ashdowns: dict[str, Person], is_child: bool, age: str, names: set[str]
) -> None:
    found = offered(asked_for("Ashdown", is_child=is_child, age=age))
    assert {person.given_name for person in found} == names


def test_the_page_of_a_child_does_not_offer_the_mother(ashdowns: dict[str, Person], pages: PageClient) -> None:
    asked = asked_for("Kai Ashdown", is_child=True, born=years_ago(9))
    page = pages.as_user(asking.at_hub()).get(f"/hub/{asked.request.reference}/people/{asked.pk}/")
    assert "Kai Ashdown, born" in page.words
    assert "Dee Ashdown" not in page.words
    assert "Grown-ups whose age is far from this are left out" in page.words


def test_who_is_not_offered_cannot_be_chosen_by_number(ashdowns: dict[str, Person]) -> None:
    asked = asked_for("Dee Ashdown", is_child=True, born=years_ago(9))
    with pytest.raises(Refused, match="Choose one of the people"):
        matching.match_found(by=asking.at_hub(), asked=asked, person_id=ashdowns["Dee"].pk)
    grown_up = asked_for("Dee Ashdown", is_child=False)
    assert matching.match_found(by=asking.at_hub(), asked=grown_up, person_id=ashdowns["Dee"].pk).person_id
