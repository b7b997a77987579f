"""Invented people: plausible, varied, and impossible to mistake for anybody."""

import re
from collections import Counter
from random import Random

import pytest

from rock.demo.council import names, reachable


def test_the_mix_of_census_codes_is_that_of_the_town() -> None:
    rng = Random(1)
    drawn = Counter(names.ethnicity(rng) for _ in range(20_000))
    assert 0.86 < drawn["WBRI"] / 20_000 < 0.89
    assert set(drawn) == set(names.ETHNICITIES)
    assert sum(weight for weight, _ in names.ETHNICITIES.values()) == pytest.approx(1)


@pytest.mark.parametrize("code", names.ETHNICITIES)
@pytest.mark.parametrize("sex", ["M", "F", "U"])
def test_every_code_has_names_of_every_time(code: str, sex: str) -> None:
    rng = Random(code + sex)
    for born in (1930, 1948, 1966, 1979, 1991, 2003, 2012, 2024):
        name = names.full_name(rng, sex=sex, born=born, code=code)
        assert name.given
        assert name.family


def test_a_grandmother_and_a_baby_are_not_named_alike() -> None:
    rng = Random(4)
    old = {names.given_name(rng, sex="F", born=1945) for _ in range(300)}
    young = {names.given_name(rng, sex="F", born=2020) for _ in range(300)}
    assert len(old) > 15
    assert len(young) > 30
    assert not old & young


def test_a_family_name_can_be_given_and_some_go_by_a_shortening() -> None:
    rng = Random(7)
    people = [names.full_name(rng, sex="F", born=1972, family="Rigby") for _ in range(400)]
    assert {person.family for person in people} == {"Rigby"}
    short = [person for person in people if person.known_as]
    assert short
    assert all(person.known_as in names.nicknames()[person.given] for person in short)


def test_no_postcode_could_be_real() -> None:
    rng = Random(2)
    for _ in range(500):
        found = reachable.address(rng)
        assert re.fullmatch(r"FY99 [1-9][A-Z][CIKMOV]", found.postcode)
        assert re.match(r"(Flat \d, )?\d+ \w+", found.line)


def test_phones_and_emails_are_those_kept_for_drama_and_examples() -> None:
    rng = Random(2)
    for _ in range(200):
        assert re.fullmatch(r"07700 900\d{3}", reachable.mobile(rng))
        assert re.fullmatch(r"01632 960\d{3}", reachable.landline(rng))
        name = names.full_name(rng, sex="M", born=1990)
        assert re.fullmatch(r"[a-z]+\.[a-z]+\d\d@example\.org", reachable.email(rng, name))


def test_the_nhs_check_digit_is_that_of_the_published_example() -> None:
    # 943 476 5919 is the NHS data dictionary's own worked example.
    assert reachable.nhs_check_digit("943476591") == 9


def test_nhs_numbers_are_test_numbers_and_no_two_the_same() -> None:
    made = [number for serial in range(20_000) if (number := reachable.nhs_number(serial))]
    assert len(made) == len(set(made))
    assert len(made) > 19_700
    for number in made[:500]:
        assert number.startswith("999")
        assert int(number[9]) == reachable.nhs_check_digit(number[:9])


def test_pupil_numbers_carry_their_check_letter_and_no_two_are_the_same() -> None:
    made = {reachable.upn(serial, 2010 + serial % 12) for serial in range(20_000)}
    assert len(made) == 20_000
    for number in list(made)[:500]:
        assert re.fullmatch(r"[A-HJ-NP-RT-Z]8900\d{8}", number)
        assert number[0] == reachable.upn_check_letter(number[1:])


def test_one_wrong_digit_changes_the_check_letter() -> None:
    right = reachable.upn(12345, 2015)
    wrong = right[1:-1] + str((int(right[-1]) + 1) % 10)
    assert reachable.upn_check_letter(wrong) != right[0]


@pytest.mark.parametrize(
    ("age", "ending"), [(2, "Nursery"), (4, "Primary School"), (10, "Primary School"), (11, "Academy")]
)
def test_schools_by_age(age: int, ending: str) -> None:
    assert reachable.school(Random(1), age).endswith(ending)
