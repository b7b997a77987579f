from datetime import date
from typing import Any

import pytest

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core.services import Refused
from rock.reach.models import ViewLog, ViewPurpose
from rock.reach.safety import declare_conflict
from rock.reach.search import ASK_THE_HUB, MOST_SHOWN, Card, Found, SearchReason, find_person
from rock.records.models import Identifier, IdentifierKind, Person, SamePerson
from rock.records.queries.candidates import Terms
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> User:
    return make.staff_user(Role.HUB_WORKER, "Hattie Hub")


@pytest.fixture
def elizabeth() -> Person:
    found = make.person("Elizabeth", "Ashdown", born=date(2016, 5, 3))
    make.person_name(found, "Elizabeth", "Brightwell")
    make.address(found, "12 Harbour Row, Blackpool", "FY1 1AA", ends=date(2020, 1, 1))
    make.address(found, "3 Pier Street, Blackpool", "FY1 2BB")
    make.contact(found, "+44 7700 900123")
    Identifier.objects.create(person=found, kind=IdentifierKind.NHS_NUMBER, value="9434765919")
    return found


def cards(user: User, **terms: Any) -> list[Card]:
    return find_person(user=user, terms=Terms(**terms), reason=SearchReason.WORK).cards


def why(user: User, **terms: Any) -> str:
    found = cards(user, **terms)
    return "; ".join(found[0].why) if found else ""


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"name": "Elizabeth Ashdown"}, "The same name"),
        ({"name": "ASHDOWN, Elizabeth"}, "The same name, in another order"),
        ({"name": "Elizabeth Ashdwon"}, "“Ashdwon” is spelt nearly like “Ashdown”"),
        ({"name": "Elisabeth Ashdown"}, "“Elisabeth”"),
        ({"name": "Elizabteh Ashhdown"}, "“Elizabteh” is spelt nearly like “Elizabeth”"),
        ({"name": "ElizabethAshdown"}, "nearly like"),
        ({"name": "Liz Ashdown"}, "“Liz” and “Elizabeth” can be the same first name"),
        ({"name": "Ashdown Betty"}, "“Betty” and “Elizabeth” can be the same first name"),
        ({"name": "Elizabeth Brightwell"}, "former name"),
        ({"name": "Brightwel"}, "former name"),
        ({"name": "Ashdown"}, "Part of their name"),
        ({"name": "Elizabeth Ashdown", "born": date(2016, 5, 3)}, "The same date of birth"),
        ({"name": "Elizabeth Ashdown", "born": date(2016, 3, 5)}, "day and month the other way round"),
        ({"name": "Elizabeth Ashdown", "born": date(2017, 5, 3)}, "Born within a year"),
        ({"name": "Elizabeth Ashdown", "born": date(2015, 5, 3)}, "Born within a year"),
        ({"born": date(2016, 5, 3)}, "The same date of birth"),
        ({"born": date(2016, 3, 5)}, "day and month the other way round"),
        ({"postcode": "fy12bb"}, "Lives at that postcode"),
        ({"postcode": "FY1 1AA"}, "Lived at that postcode before"),
        ({"number": "943 476 5919"}, "The same NHS number"),
        ({"phone": "07700 900123"}, "The same phone number"),
    ],
)
def test_each_way_of_matching_says_why(worker: User, elizabeth: Person, terms: dict[str, Any], reason: str) -> None:
    make.person("Oswald", "Penrose", born=date(1970, 1, 31))
    found = cards(worker, **terms)
    assert [card.person for card in found] == [elizabeth]
    assert reason in "; ".join(found[0].why)


@pytest.mark.parametrize(
    "terms",
    [
        {"name": "Oswald Penrose"},
        {"name": "Oswald Penrose", "born": date(2016, 5, 3)},
        {"born": date(2017, 5, 5)},
        {"postcode": "FY1 9ZZ"},
        {"number": "9434765918"},
        {"phone": "07700 900124"},
    ],
)
def test_what_does_not_match_finds_nobody(worker: User, elizabeth: Person, terms: dict[str, Any]) -> None:
    assert cards(worker, **terms) == []


def test_born_more_than_a_year_off_adds_no_reason(worker: User, elizabeth: Person) -> None:
    assert "Born" not in why(worker, name="Elizabeth Ashdown", born=date(2017, 5, 5))


def test_the_better_match_stands_first(worker: User, elizabeth: Person) -> None:
    other = make.person("Eliza", "Ashdown", born=date(2011, 5, 3))
    found = cards(worker, name="Elizabeth Ashdown", born=date(2016, 5, 3))
    assert [card.person for card in found] == [elizabeth, other]


def test_nothing_to_search_for_is_refused_and_so_is_a_role_that_does_not_search(worker: User) -> None:
    with pytest.raises(Refused, match="Enter a name"):
        cards(worker)
    with pytest.raises(Refused, match="does not search"):
        cards(make.staff_user(Role.ADMINISTRATOR), name="Ama")


@pytest.mark.parametrize("name", ["%", "' OR 1=1 --", "\\", "محمد", "a" * 400, "{arms}", "%(whole)s"])
def test_odd_terms_break_nothing(worker: User, elizabeth: Person, name: str) -> None:
    assert isinstance(cards(worker, name=name, born=date(2016, 5, 3)), list)


def test_a_stranger_is_a_card_with_whom_to_ask(worker: User, elizabeth: Person) -> None:
    assert cards(worker, name="Elizabeth Ashdown")[0].ask == ASK_THE_HUB
    colleague = make.staff_user(Role.SOCIAL_WORKER, "Sol Worker")
    make.grant(make.circle("north-pod", [colleague]), elizabeth)
    assert cards(worker, name="Elizabeth Ashdown")[0].ask == "North pod"
    make.grant(colleague, elizabeth)
    card = cards(worker, name="Elizabeth Ashdown")[0]
    assert (card.ask, card.reached) == ("Sol Worker", False)
    make.grant(worker, elizabeth)
    card = cards(worker, name="Elizabeth Ashdown")[0]
    assert (card.ask, card.reached) == ("", True)


def test_the_search_is_logged_with_its_reason_and_terms_for_everybody_shown(worker: User, elizabeth: Person) -> None:
    secret = make.person("Elizabeth", "Ashdown")
    make.restriction(secret, worker)
    find_person(user=worker, terms=Terms(name="Liz Ashdown", postcode="FY1 2BB"), reason=SearchReason.REQUEST)
    rows = ViewLog.objects.filter(user=worker, purpose=ViewPurpose.SEARCH)
    assert {row.person_id for row in rows} == {elizabeth.pk, secret.pk}
    assert {row.terms for row in rows} == {"A request for support came in: Liz Ashdown, FY1 2BB"}


def test_a_search_that_finds_nobody_is_logged_too(worker: User) -> None:
    cards(worker, name="Nobody Atall")
    assert ViewLog.objects.get(user=worker).person_id is None


class TestClosed:
    """Restricted, or denied to the searcher: that there may be somebody, and nothing more."""

    def found(self, user: User, **terms: Any) -> Found:
        return find_person(user=user, terms=Terms(**terms), reason=SearchReason.WORK)

    def test_a_restricted_person_is_only_a_possible_match(self, worker: User, elizabeth: Person) -> None:
        make.grant(worker, elizabeth)
        make.restriction(elizabeth, make.staff_user(Role.HUB_MANAGER))
        found = self.found(worker, name="Elizabeth Ashdown")
        assert (found.cards, found.somebody_else) == ([], True)

    def test_somebody_named_on_the_restriction_sees_the_card(self, worker: User, elizabeth: Person) -> None:
        make.restriction(elizabeth, worker, named=[worker])
        found = self.found(worker, name="Elizabeth Ashdown")
        assert [card.reached for card in found.cards] == [True]
        assert not found.somebody_else

    def test_a_colleague_who_is_a_relative_learns_only_that_there_is_somebody(
        self, worker: User, elizabeth: Person
    ) -> None:
        brother = make.person("Tom", "Ashdown")
        make.family(children=[elizabeth, brother])
        make.grant(worker, [elizabeth, brother])
        declare_conflict(by=worker, user=worker, person=brother, what="My nephew")
        for name in ("Elizabeth Ashdown", "Tom Ashdown"):
            found = self.found(worker, name=name)
            assert (found.cards, found.somebody_else) == ([], True)
        other = make.staff_user(Role.HUB_WORKER)
        assert self.found(other, name="Tom Ashdown").cards

    def test_another_record_of_a_restricted_person_is_closed_too(self, worker: User, elizabeth: Person) -> None:
        twin = make.person("Lizzie", "Penrose")
        SamePerson.objects.create(first=elizabeth, second=twin, reason="Same", decided_by=worker)
        make.restriction(elizabeth, worker)
        found = self.found(worker, name="Lizzie Penrose")
        assert (found.cards, found.somebody_else) == ([], True)

    def test_a_match_by_hidden_address_of_a_restricted_person_is_not_even_a_possible_match(
        self, worker: User, elizabeth: Person
    ) -> None:
        elizabeth.residences.update(hidden=True)
        make.restriction(elizabeth, worker)
        assert self.found(worker, postcode="FY1 2BB").somebody_else is False


class TestHidden:
    """A hidden address counts for nobody but those who may see it."""

    def test_it_finds_nobody_for_whom_it_is_hidden_from(self, worker: User, elizabeth: Person) -> None:
        elizabeth.residences.update(hidden=True)
        for user in (worker, make.staff_user(Role.DATA_OFFICER)):
            assert cards(user, postcode="FY1 2BB") == []
        officer = make.staff_user(Role.DATA_OFFICER)
        make.grant(officer, elizabeth)
        assert cards(officer, postcode="FY1 2BB") == []

    def test_it_says_why_to_those_who_may_see_it(self, worker: User, elizabeth: Person) -> None:
        elizabeth.residences.update(hidden=True)
        make.grant(worker, elizabeth)
        assert "Lives at that postcode" in why(worker, postcode="FY1 2BB")

    def test_it_moves_nobody_up_the_list(self, worker: User, elizabeth: Person) -> None:
        elizabeth.residences.update(hidden=True)
        twin = make.person("Elizabeth", "Ashdown", born=date(2016, 5, 3))
        by_name = [card.person for card in cards(worker, name="Elizabeth Ashdown")]
        with_code = [card.person for card in cards(worker, name="Elizabeth Ashdown", postcode="FY1 2BB")]
        assert by_name == with_code == [elizabeth, twin]
        assert "postcode" not in why(worker, name="Elizabeth Ashdown", postcode="FY1 2BB")

    def test_one_open_address_at_the_postcode_is_enough(self, worker: User, elizabeth: Person) -> None:
        make.address(elizabeth, "3 Pier Street, Blackpool", "FY1 2BB", hidden=True, ends=date(2021, 1, 1))
        assert "Lives at that postcode" in why(worker, postcode="FY1 2BB")

    def test_a_phone_that_would_give_it_away_counts_as_hidden(self, worker: User, elizabeth: Person) -> None:
        elizabeth.residences.update(hidden=True, also_hidden="St Mark’s School, 07700 900 123")
        assert cards(worker, phone="07700900123") == []
        make.grant(worker, elizabeth)
        assert why(worker, phone="07700900123") == "The same phone number"


def test_records_that_are_read_as_one_are_one_card(worker: User, elizabeth: Person) -> None:
    twin = make.person("Elizabeth", "Ashdown", born=date(2016, 5, 3))
    SamePerson.objects.create(first=elizabeth, second=twin, reason="Same", decided_by=worker)
    assert len(cards(worker, name="Elizabeth Ashdown")) == 1


def test_a_list_too_long_is_cut_and_says_so(worker: User) -> None:
    for n in range(MOST_SHOWN + 3):
        make.person("Jack", "Smith", born=date(2000 + n % 20, 1, 1))
    found = find_person(user=worker, terms=Terms(name="Jack Smith"), reason=SearchReason.WORK)
    assert len(found.cards) == MOST_SHOWN
    assert found.more


def test_a_search_takes_few_statements(worker: User, elizabeth: Person, django_assert_max_num_queries: Any) -> None:
    worker.roles  # noqa: B018 - a request has read them already
    with django_assert_max_num_queries(9):
        cards(worker, name="Liz Ashdown", born=date(2016, 5, 3), postcode="FY1 2BB")
