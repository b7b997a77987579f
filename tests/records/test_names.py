from typing import Any

import pytest
from django.db import connection

from rock.records.names import FOLDED_LENGTH, SOUNDS_LENGTH, fold, sounds, spellings


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Zoë O’Neil-Roe", "zoe oneil roe"),
        ("  Łukasz   Ødegård ", "lukasz odegard"),
        ("D'Arcy", "darcy"),
        ("Straße", "strasse"),
        ("محمد", ""),
        ("", ""),
        ("J. R. Smith 3rd", "j r smith rd"),
    ],
)
def test_fold_leaves_plain_letters_and_single_spaces(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_fold_fits_its_column_without_a_trailing_space() -> None:
    long = fold("ab " * 200)
    assert len(long) <= FOLDED_LENGTH
    assert long == long.strip()


@pytest.mark.parametrize(("one", "other"), [("Catherine", "Katherine"), ("Smith", "Smyth"), ("Philip", "Filip")])
def test_names_that_are_said_the_same_sound_the_same(one: Any, other: Any) -> None:
    assert sounds(one) == sounds(other) != ""


def test_names_that_are_said_differently_do_not() -> None:
    assert sounds("Maria") != sounds("Karim")


def test_sounds_keep_one_code_for_each_part_and_never_cut_one_in_half() -> None:
    assert sounds("Ama Ashdown").split() == [sounds("Ama"), sounds("Ashdown")]
    many = sounds("Max " * 50)
    assert len(many) <= SOUNDS_LENGTH
    assert set(many.split()) == {sounds("Max")}


@pytest.mark.parametrize("slip", ["nightingae", "nightinngale", "nightungale", "nihgtingale"])
def test_two_spellings_within_one_slip_share_one(slip: str) -> None:
    assert spellings(slip) & spellings("nightingale")


def test_two_spellings_further_apart_share_none() -> None:
    assert not spellings("nitingal") & spellings("nightingale")


def test_a_short_part_of_a_name_is_found_by_itself_alone() -> None:
    assert spellings("amy") == {"amy"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Zoë O’Neil-Roe", "Amy Ng", "Anna", "Lee Lee", "محمد"])
def test_the_database_makes_of_a_name_what_its_parts_are_searched_by(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT records_name_keys(%s, %s)", [fold(name), sounds(name)])
        (found,) = cursor.fetchone()
    assert sorted(found) == sorted(sounds(name).split() + list(set().union(*map(spellings, fold(name).split()))))
