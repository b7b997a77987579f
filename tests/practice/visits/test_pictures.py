"""The drawings: each has its file and its words, each age has a day, and nobody speaks for a baby."""

import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from rock.practice.visits.pictures import FACES, AgeSet, age_set, is_expected, pictures, pictures_for, slots_for
from rock.records.models import BirthKind, Person, Slot

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("one", [*pictures().values(), *FACES], ids=lambda one: one.file)
def test_each_drawing_is_there_small_ours_and_without_anything_that_runs(one: object) -> None:
    path = finders.find(one.file)  # type: ignore[attr-defined]
    assert path, "the drawing is missing"
    text = Path(str(path)).read_text()
    assert len(text) < 4_000
    assert not re.search(r"<script|href|<style|style=|\bon\w+=|<!", text)
    assert BeautifulSoup(text, "html.parser").svg is not None


def test_keys_fit_the_record_and_words_are_never_the_same_for_two() -> None:
    found = pictures()
    assert len(found) >= 40
    assert all(len(key) <= 30 for key in found)
    worker = [one.worker for one in found.values()]
    assert len(set(worker)) == len(worker)
    child = [one.child for one in found.values() if one.child]
    assert len(set(child)) == len(child)


@pytest.mark.parametrize("for_set", list(AgeSet))
def test_each_age_has_a_day_with_a_choice_in_every_part(for_set: AgeSet) -> None:
    parts = slots_for(for_set)
    if for_set is not AgeSet.BABY:
        assert parts == list(Slot)
    assert all(len(pictures_for(for_set, slot)) >= 2 for slot in parts if slot != Slot.JOURNEY)


def test_a_baby_is_watched_and_has_no_words_of_its_own() -> None:
    for one in pictures().values():
        assert (AgeSet.BABY in one.sets) == (one.child == "")
        assert one.sets == {AgeSet.BABY} or AgeSet.BABY not in one.sets
        assert not re.search(r"\b(I|my|me)\b", one.words(AgeSet.BABY))


def test_five_faces_are_told_apart_by_their_lines_and_not_by_colour() -> None:
    drawn = [re.sub(r'fill="[^"]*"', "", Path(str(finders.find(face.file))).read_text()) for face in FACES]
    assert len(set(drawn)) == 5
    assert len({face.words for face in FACES}) == 5


@pytest.mark.parametrize(
    ("born", "kind", "expected"),
    [
        (date(2024, 11, 21), BirthKind.EXACT, AgeSet.BABY),
        (date(2024, 11, 20), BirthKind.EXACT, AgeSet.TWO),
        (date(2021, 11, 21), BirthKind.EXACT, AgeSet.TWO),
        (date(2021, 11, 20), BirthKind.EXACT, AgeSet.FIVE),
        (date(2018, 11, 20), BirthKind.ESTIMATED, AgeSet.EIGHT),
        (date(2014, 11, 21), BirthKind.EXACT, AgeSet.EIGHT),
        (date(2014, 11, 20), BirthKind.EXACT, AgeSet.TWELVE),
        (date(2009, 1, 1), BirthKind.EXACT, AgeSet.TWELVE),
        (date(2027, 2, 1), BirthKind.EXPECTED, AgeSet.BABY),
        (date(2026, 11, 1), BirthKind.EXPECTED, AgeSet.BABY),
        (None, BirthKind.UNKNOWN, AgeSet.EIGHT),
    ],
)
def test_the_set_follows_the_age(born: date | None, kind: BirthKind, expected: AgeSet) -> None:
    assert age_set(Person(birth_date=born, birth_kind=kind), TODAY) is expected


def test_a_child_is_expected_until_the_birth_is_written() -> None:
    assert is_expected(Person(birth_date=date(2026, 11, 1), birth_kind=BirthKind.EXPECTED), TODAY)
    assert not is_expected(Person(birth_date=date(2026, 11, 1), birth_kind=BirthKind.EXACT), TODAY)
