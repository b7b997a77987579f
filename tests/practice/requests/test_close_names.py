"""Who declared that somebody is close to them does not see a request that names that somebody, however it is written."""

import pytest
from django.db.models import Value

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.called import may_be_called
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.queries.board import hub_users_who_may_open, open_requests_for
from rock.practice.requests.queries.close import Folded
from rock.practice.requests.services.receiving import add_person
from rock.reach.safety import declare_conflict, end_conflict
from rock.records.models import NameKind, Person, SamePerson
from rock.records.names import fold
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def brother() -> Person:
    """Somebody who was called Holt before, whom friends call Razza, and whose wife lives with him."""
    made = make.person("Raymond John", "Quillfeather")
    make.person_name(made, "Raymond", "van der Holt-Roe", kind=NameKind.FORMER)
    make.person_name(made, "Razza", "", kind=NameKind.NICKNAME)
    make.family(adults=[made, make.person("Zoë", "O’Neil")])
    return made


@pytest.fixture
def me(brother: Person) -> User:
    user = asking.at_hub(Role.HUB_WORKER, "Rita Holt")
    declare_conflict(by=user, user=user, person=brother, what="My brother")
    return user


def naming(name: str) -> RequestForSupport:
    return asking.request(PersonAsked(name=name, is_child=False))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Raymond Quillfeather", True),
        ("Ray Quillfeather", True),
        ("Quillfeather Ray", True),
        ("QUILLFEATHER, Raymond", True),
        ("Mr R. Quillfeather", True),
        ("Razza Quillfeather", True),
        ("John Quillfeather", True),
        ("Ray Holt", True),
        ("Ray Roe", True),
        ("Râymond  Quillfeather-Smith", True),
        ("Zoe ONeil", True),
        ("Zoë O'Neil", True),
        ("Zoe O’Neil", True),
        ("Ray van der Berg", False),
        ("Raymond Quill", False),
        ("Gray Quillfeather", False),
        ("Sam Quillfeather", False),
        ("Ray", False),
        ("Quillfeather", False),
    ],
)
def test_which_names_are_like_his(me: User, name: str, kept: bool) -> None:
    asked = naming(name)
    assert open_requests_for(me).filter(pk=asked.pk).exists() is not kept
    assert hub_users_who_may_open(asked, [me]) == ([] if kept else [me])


def test_neither_the_board_nor_the_page_shows_it_and_a_colleague_sees_it(me: User, pages: PageClient) -> None:
    asked = naming("Ray Quillfeather")
    mine, colleague = pages.as_user(me), pages.as_user(asking.at_hub())
    assert asked.reference not in mine.get("/hub/").text
    assert "To decide (0)" in mine.get("/hub/").words
    assert mine.get(f"/hub/{asked.reference}/").status == 404
    assert asked.reference in colleague.get("/hub/").text
    assert colleague.get(f"/hub/{asked.reference}/").status == 200


def test_a_second_record_of_the_same_person_counts(brother: Person, me: User) -> None:
    other = make.person("Rufus", "Marchbanks")
    asked = naming("Rufus Marchbanks")
    assert open_requests_for(me).filter(pk=asked.pk).exists()
    SamePerson.objects.create(first=brother, second=other, reason="Same", decided_by=asking.at_hub())
    assert not open_requests_for(me).filter(pk=asked.pk).exists()


def test_several_who_are_close_and_one_conflict_that_ended(me: User) -> None:
    friend = make.person("William", "Marchbanks")
    conflict = declare_conflict(by=me, user=me, person=friend, what="A friend")
    bill, ray = naming("Bill Marchbanks"), naming("Ray Quillfeather")
    assert not open_requests_for(me).filter(pk__in=[bill.pk, ray.pk]).exists()
    end_conflict(by=asking.at_hub(), conflict=conflict)
    assert open_requests_for(me).filter(pk__in=[bill.pk, ray.pk]).get() == bill


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ray Holt", {"holt", "ray", "raymond"}),
        ("Bill O’Neil", {"oneil", "bill", "william", "will"}),
        ("van der Berg", {"berg"}),
        ("", set()),
    ],
)
def test_what_somebody_may_be_called(name: str, called: set[str]) -> None:
    assert set(may_be_called(name).split()) >= called
    assert "van" not in may_be_called(name).split()


def test_somebody_added_later_counts_too(me: User) -> None:
    asked = asking.request()
    assert open_requests_for(me).filter(pk=asked.pk).exists()
    add_person(by=asking.at_hub(), request=asked, person=PersonAsked(name="Ray Quillfeather", is_child=False))
    assert not open_requests_for(me).filter(pk=asked.pk).exists()


@pytest.mark.parametrize("name", ["Zoë O’Neil-Roe", "  St. John  Smith ", "Łukasz Żak", "Jean`s", "D'Arcy"])
def test_the_database_folds_as_search_does(name: str) -> None:
    make.person()
    folded = Person.objects.annotate(called=Folded(Value(name))).values_list("called", flat=True)[0]
    assert folded == fold(name)
