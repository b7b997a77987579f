"""Many rows at once are rows like any others: with their defaults, their keys, their history, their constraints."""

from datetime import date

import pytest
from django.db import DataError, IntegrityError, transaction

from rock.core import time
from rock.core.bulk import copy_in, next_ids, update_by_id
from rock.core.models import Draft
from rock.records.models import BirthKind, Identifier, Person
from tests.support import factories

pytestmark = pytest.mark.django_db


def test_keys_are_new_and_ascend() -> None:
    before = factories.person().pk
    ids = next_ids(Person, 3)
    assert ids == sorted(set(ids))
    assert min(ids) > before
    assert factories.person().pk > max(ids)
    assert next_ids(Person, 0) == []


def test_rows_are_added_with_the_defaults_of_the_fields_that_were_not_given() -> None:
    ids = next_ids(Person, 2)
    copy_in(
        Person, ("id", "birth_date", "birth_kind"), [(ids[0], date(2015, 1, 1), "exact"), (ids[1], None, "unknown")]
    )
    first, second = Person.objects.in_bulk(ids).values()
    assert (first.birth_date, first.first_language, first.sex, first.given_name) == (
        date(2015, 1, 1),
        "English",
        "U",
        "",
    )
    assert (second.birth_date, second.birth_kind, second.recorded_by) == (None, BirthKind.UNKNOWN, None)
    assert abs((time.now() - first.recorded_at).total_seconds()) < 60


def test_without_rows_nothing_happens() -> None:
    copy_in(Person, ("given_name",), [])
    update_by_id(Person, ("given_name",), [])
    assert Person.objects.count() == 0


def test_odd_letters_and_json_come_back_as_they_were() -> None:
    odd = "tab\tnew\nline \\N back\\slash ’ “quoted” 'x' é 🦊"
    user = factories.user()
    copy_in(
        Draft,
        ("user_id", "form", "answers", "updated_at", "expires_at"),
        [(user.pk, odd, {"a": [odd, None]}, time.now(), time.now())],
    )
    draft = Draft.objects.get()
    assert (draft.form, draft.answers) == (odd, {"a": [odd, None]})
    update_by_id(Draft, ("answers",), [(draft.pk, {"b": 1})])
    assert Draft.objects.get().answers == {"b": 1}


def test_rows_are_changed_by_their_keys_and_history_keeps_the_old_ones() -> None:
    one, two, three = (factories.person(f"P{n}", born=date(2015, 1, n)) for n in (1, 2, 3))
    update_by_id(
        Person,
        ("birth_date", "needs_interpreter"),
        [(one.pk, date(2014, 5, 5), True), (two.pk, date(2013, 1, 1), False)],
    )
    found = dict(Person.objects.values_list("pk", "birth_date"))
    assert found == {one.pk: date(2014, 5, 5), two.pk: date(2013, 1, 1), three.pk: date(2015, 1, 3)}
    assert [row.birth_date for row in one.history.all()] == [date(2015, 1, 1)]  # type: ignore[attr-defined]
    assert three.history.count() == 0  # type: ignore[attr-defined]


def test_blanks_are_written_as_blanks() -> None:
    one = factories.person(born=date(2015, 1, 1))
    update_by_id(Person, ("birth_date", "birth_kind"), [(one.pk, None, "unknown")])
    one.refresh_from_db()
    assert one.birth_date is None


@pytest.mark.parametrize("value", ["x" * 51])
def test_what_is_too_long_is_refused_and_not_cut(value: str) -> None:
    one = factories.person()
    row = Identifier.objects.create(person=one, kind="upn", value="A1")
    with pytest.raises(DataError), transaction.atomic():
        copy_in(Identifier, ("person_id", "kind", "value", "source"), [(one.pk, "upn", value, "")])
    with pytest.raises(DataError), transaction.atomic():
        update_by_id(Identifier, ("value",), [(row.pk, value)])
    assert Identifier.objects.get().value == "A1"


def test_constraints_hold() -> None:
    one = factories.person(born=date(2015, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        update_by_id(Person, ("death_date",), [(one.pk, date(2014, 1, 1))])
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_in(Person, ("birth_kind",), [("exact",)])
