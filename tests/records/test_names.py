from typing import Any

import pytest

from rock.records.names import FOLDED_LENGTH, SOUNDS_LENGTH, fold, sounds


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
