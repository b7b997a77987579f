from datetime import timedelta
from typing import Any, cast

import pytest
from django.apps import apps

from rock.core import time
from rock.core.services import SYSTEM, Refused
from rock.records.identifiers import child_id_is_right, nhs_number_is_right, tidy, upn_is_right
from rock.records.models import Event, Identifier, IdentifierKind
from rock.records.services.identifiers import add_identifier, remove_identifier
from tests.support import factories as make

NHS, UPN, LA = IdentifierKind.NHS_NUMBER, IdentifierKind.UPN, IdentifierKind.LA_CHILD_ID


@pytest.mark.parametrize("value", ["9434765919", "4010232137", "9876543210", "0000000000"])
def test_numbers_that_pass_modulus_11(value: str) -> None:
    assert nhs_number_is_right(value)


@pytest.mark.parametrize(
    "value", ["9434765918", "943476591", "94347659190", "943476591X", "", "٩٤٣٤٧٦٥٩١٩", "1000000010"]
)
def test_numbers_that_do_not(value: str) -> None:
    assert not nhs_number_is_right(value)


@pytest.mark.parametrize("place", range(9))
def test_one_wrong_digit_is_found(place: int) -> None:
    digits = list("9434765919")
    digits[place] = str((int(digits[place]) + 1) % 10)
    assert not nhs_number_is_right("".join(digits))


def upn(digits: str) -> str:
    """Return the one pupil number of these twelve signs that its letter checks."""
    found = [f"{letter}{digits}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if upn_is_right(f"{letter}{digits}")]
    assert len(found) == 1
    return found[0]


def test_a_pupil_numbers_letter_is_worked_out_from_its_digits() -> None:
    # 8×2 + 1 at the place weighted 13: 29, and 29 − 23 is 6, the seventh letter.
    assert upn("800000000001") == "G800000000001"
    assert upn_is_right(upn("80120000100A"))
    assert not upn_is_right("A800000000001")


@pytest.mark.parametrize(
    "value", ["", "G80000000000", "G8000000000011", "g800000000001", "G80000000000I", "I800000000001"]
)
def test_what_has_not_the_shape_of_a_pupil_number(value: str) -> None:
    assert not upn_is_right(value)


def test_shapes_of_a_council_child_number() -> None:
    assert child_id_is_right("C-1/2_x")
    assert not child_id_is_right("")
    assert not child_id_is_right("x" * 11)


def test_tidying_keeps_what_belongs_to_the_number() -> None:
    assert tidy(NHS, " 943-476 5919 ") == "9434765919"
    assert tidy(UPN, "g8000 0000 0001") == "G800000000001"
    assert tidy(LA, " ab-1 ") == "ab-1"


@pytest.mark.django_db
class TestAdding:
    def test_it_is_kept_tidy_with_source_and_day_and_an_event(self) -> None:
        person = make.person()
        row = add_identifier(
            by=SYSTEM, person=person, kind=NHS, value="943 476 5919", source=" Letter ", verified_on=time.today()
        )
        assert (row.value, row.source, row.verified_on) == ("9434765919", "Letter", time.today())
        assert Event.objects.filter(people__person=person).count() == 1

    @pytest.mark.parametrize(
        ("kind", "value", "why"), [(NHS, "1", "NHS number"), (UPN, "A1", "pupil number"), (LA, "a b!", "child number")]
    )
    def test_each_kind_says_what_is_wrong(self, kind: Any, value: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            add_identifier(by=SYSTEM, person=make.person(), kind=kind, value=value, source="Letter")
        assert not Identifier.objects.exists()

    def test_it_needs_a_source_and_a_day_that_has_come(self) -> None:
        person, tomorrow = make.person(), time.today() + timedelta(days=1)
        with pytest.raises(Refused, match="comes from"):
            add_identifier(by=SYSTEM, person=person, kind=NHS, value="9434765919", source=" ")
        with pytest.raises(Refused, match="future"):
            add_identifier(
                by=SYSTEM, person=person, kind=NHS, value="9434765919", source="Letter", verified_on=tomorrow
            )

    def test_the_same_again_changes_only_its_source(self) -> None:
        person = make.person()
        for source in ("Letter", "School"):
            add_identifier(by=SYSTEM, person=person, kind=NHS, value="9434765919", source=source)
        assert [row.source for row in person.identifiers.all()] == ["School"]

    def test_a_council_child_number_belongs_to_one_record_and_the_refusal_names_nobody(self) -> None:
        first = make.person("Ama", "Secretname")
        add_identifier(by=SYSTEM, person=first, kind=LA, value="C1", source="Old system")
        with pytest.raises(Refused, match="Another record") as refused:
            add_identifier(by=SYSTEM, person=make.person(), kind=LA, value="C1", source="Old system")
        assert "Secretname" not in str(refused.value)

    def test_removing_leaves_it_in_row_history(self) -> None:
        person = make.person()
        row = add_identifier(by=SYSTEM, person=person, kind=LA, value="C1", source="Old system")
        kept = cast(Any, apps.get_model("records", "IdentifierHistory"))
        remove_identifier(by=SYSTEM, identifier=row)
        assert list(kept.objects.values_list("value", flat=True)) == ["C1"]
