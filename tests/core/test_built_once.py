"""A query that is built once: the rows are those of today's values each time, and a builder that keeps a value of its own fails."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.test.utils import CaptureQueriesContext

from rock.core import time
from rock.core.built_once import built_once
from rock.records.models import FamilyMember, Person
from rock.records.queries.people import open_on
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@built_once
def people(ids: frozenset[int], born: date | None = None, name: str | None = None) -> QuerySet[Person]:
    rows = Person.objects.filter(pk__in=ids) if name is None else Person.objects.filter(pk__in=ids, given_name=name)
    return (rows.filter(birth_date__gte=born) if born else rows).order_by("pk")


@built_once
def in_a_family(person: int) -> QuerySet[Person]:
    standing = FamilyMember.objects.filter(open_on(time.today()), person=OuterRef("pk"))
    return Person.objects.filter(Exists(standing), pk=person).annotate(now=Value(time.now()), asked=Value(person))


def test_each_asking_gets_the_rows_of_its_own_values() -> None:
    made = [make.person(name) for name in ("Ada", "Bo", "Cy", "Di", "Em")]
    for wanted in (made[:1], made[3:], made[1:4], made, made[2:3], []):
        assert people(frozenset(one.pk for one in wanted)) == wanted


def test_rows_are_as_django_reads_them() -> None:
    child = make.person(born=date(2018, 3, 1))
    (row,) = people(frozenset({child.pk}))
    assert (type(row), row.birth_date, row._state.adding) == (Person, date(2018, 3, 1), False)
    assert vars(row).keys() == vars(Person.objects.get(pk=child.pk)).keys()


def test_no_row_is_kept() -> None:
    child = make.person("Kai")
    assert [row.given_name for row in people(frozenset({child.pk}))] == ["Kai"]
    Person.objects.filter(pk=child.pk).update(given_name="Kay")
    assert [row.given_name for row in people(frozenset({child.pk}))] == ["Kay"]


def test_days_and_texts_are_values() -> None:
    ids = frozenset(make.person("Kai", born=date(year, 1, 1)).pk for year in (2010, 2015, 2020))
    assert [len(people(ids, date(year, 1, 1))) for year in (2010, 2011, 2016, 2021)] == [3, 2, 1, 0]
    assert (len(people(ids, None, "Kai")), people(ids, None, "Sam")) == (3, [])


def test_the_clock_is_read_each_time() -> None:
    day = time.today()
    child = make.person()
    family = make.family()
    FamilyMember.objects.create(family=family, person=child, role="child", starts=day, ends=day + timedelta(days=3))
    assert len(in_a_family(child.pk)) == 1
    for days, there in ((2, 1), (3, 0), (-1, 0), (0, 1)):
        with time_machine.travel(time.now() + timedelta(days=days)):
            rows = in_a_family(child.pk)
            assert len(rows) == there
            assert [abs(row.now - time.now()) < timedelta(minutes=1) for row in rows] == [True] * there
    assert [row.asked for row in in_a_family(child.pk)] == [child.pk]


def test_it_is_one_question_and_the_same_as_a_query_that_is_built_each_time() -> None:
    ids = frozenset({make.person().pk, make.person().pk})
    people(ids)
    with CaptureQueriesContext(connection) as asked:
        people(ids)
    with CaptureQueriesContext(connection) as plain:
        list(Person.objects.filter(pk__in=sorted(ids)).order_by("pk"))
    assert [row["sql"] for row in asked] == [row["sql"] for row in plain]


def test_a_number_that_no_row_can_have_finds_nothing() -> None:
    assert in_a_family(10**30) == people(frozenset({10**30})) == []


@pytest.mark.parametrize("text", ["", "%s", "100%", "it’s", "'; --", "stand-in 900000001"])
def test_a_text_is_compared_as_it_is(text: str) -> None:
    child = make.person()
    Person.objects.filter(pk=child.pk).update(given_name=text)
    ids = frozenset({child.pk})
    assert (people(ids, None, text), people(ids, None, "Kai")) == ([child], [])


def finds_by_beginning(name: str) -> QuerySet[Person]:
    return Person.objects.filter(given_name__startswith=name)


def test_what_is_made_of_a_text_is_refused() -> None:
    with pytest.raises(TypeError):
        built_once(finds_by_beginning)("Kai")


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 9])
def test_a_set_of_any_size_says_the_same(size: int) -> None:
    made = sorted(make.person().pk for _ in range(9))
    assert [row.pk for row in people(frozenset(made[:size]))] == made[:size]


def test_a_builder_is_called_only_while_the_query_is_built() -> None:
    calls = []

    @built_once
    def counted(ids: frozenset[int]) -> QuerySet[Person]:
        calls.append(len(ids))
        return Person.objects.filter(pk__in=ids)

    for ids in ({1, 2, 3}, {4, 5, 6}, {1, 2, 3, 4}, {9}):
        counted(frozenset(ids))
    assert calls == [4, 4, 1, 1]


KEPT = {"person": 0}


def keeps_somebody(number: int) -> QuerySet[Person]:
    KEPT["person"] += 1
    return Person.objects.filter(Q(pk=number) | Q(pk=KEPT["person"]))


def reckons_a_day(_number: int) -> QuerySet[Person]:
    return Person.objects.filter(birth_date__lte=time.today() - timedelta(days=30))


def reckons_a_number(number: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=number % 7)


def asks(number: int) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=list(Person.objects.filter(pk=number).values_list("pk", flat=True)))


def prefetches(number: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=number).prefetch_related("names")


def turns_on_a_value(number: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=number) if number % 20_000_000 else Person.objects.filter(given_name="Kai")


def finds_nothing_at_times(number: int) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=[number] if number > 905_000_000 else [])


@pytest.mark.parametrize(
    "build",
    [
        keeps_somebody,
        reckons_a_day,
        reckons_a_number,
        asks,
        prefetches,
        turns_on_a_value,
        finds_nothing_at_times,
    ],
)
def test_a_builder_that_keeps_a_value_fails_at_once(build: Callable[[int], QuerySet[Any, Any]]) -> None:
    child = make.person()
    with pytest.raises(TypeError):
        built_once(build)(child.pk)


def test_a_day_that_a_family_was_told_of_does_not_stand_in_for_another() -> None:
    @built_once
    def between(first: date, last: date) -> QuerySet[Person]:
        return Person.objects.filter(birth_date__gte=first, birth_date__lte=last)

    child = make.person(born=date(2015, 5, 5))
    assert between(date(2015, 5, 1), date(2015, 5, 9)) == [child]
    assert between(date(2015, 5, 9), date(2015, 5, 1)) == []


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_on_a_connection_of_its_own() -> None:
    child = make.person()
    ids, found = frozenset({child.pk}), []
    assert people(ids) == [child]

    def ask() -> None:
        found.extend(people(ids))
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [child]


@built_once
def written_out(ids: frozenset[int]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=RawSQL("SELECT id FROM records_person WHERE id = ANY(%s)", [list(ids)]))


def test_a_list_of_numbers_in_words_of_sql_is_filled_in() -> None:
    made = [make.person() for _ in range(3)]
    for wanted in (made, made[:1], made[1:], []):
        assert {row.pk for row in written_out(frozenset(one.pk for one in wanted))} == {one.pk for one in wanted}
