"""Who a child of a file is: by the council's number, then the pupil number; likely others wait for a person."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rock.insight.cin.models import LikelyMatch, MatchReason
from rock.records.models import Identifier, IdentifierKind, Person
from tests.insight.cin.house import DAY, child, everybody, load, notes, outcome, person
from tests.support import factories

pytestmark = pytest.mark.django_db

UPN, OTHER = "A12345678901B", "C12345678901D"
BORN = date(2015, 1, 1)


def known(upn: str = UPN, kind: IdentifierKind = IdentifierKind.UPN, **facts: Any) -> Person:
    said: dict[str, Any] = {"born": BORN, "sex": "F", "ethnicity": "WBRI"} | facts
    made = factories.person(**said)
    if upn:
        Identifier.objects.create(person=made, kind=kind, value=upn)
    return made


def likely() -> list[tuple[int, int, str, str]]:
    return list(LikelyMatch.objects.order_by("pk").values_list("incoming_id", "held_id", "reason", "state"))


def test_the_pupil_number_finds_a_child_who_has_no_council_number(tmp_path: Path) -> None:
    held = known()
    batch = load(tmp_path, child(upn=UPN))
    assert outcome(batch) == (0, 1, 0, 0)
    assert person("C1") == held
    assert ("C1", "ChildIdentifiers/LAchildID", "C1", "added") in notes(batch)
    assert likely() == []


def test_the_council_number_comes_before_the_pupil_number(tmp_path: Path) -> None:
    load(tmp_path, child("C1"), year=2025)
    first, held = person("C1"), known()
    batch = load(tmp_path, child("C1", upn=UPN), year=2026)
    assert Person.objects.count() == 2
    assert not first.identifiers.filter(kind=IdentifierKind.UPN).exists()
    assert likely() == [(first.pk, held.pk, MatchReason.SAME_UPN, "waiting")]
    assert ("C1", "ChildIdentifiers/UPN", UPN, "left out") in notes(batch)


def test_a_new_council_number_for_a_known_pupil_number_is_the_same_child(tmp_path: Path) -> None:
    load(tmp_path, child("C1", upn=UPN), year=2025)
    assert outcome(load(tmp_path, child("C2", upn=UPN), year=2026)) == (0, 1, 0, 0)
    assert person("C1") == person("C2")
    assert [record.la_child_id for record in everybody()] == ["C2"]
    assert outcome(load(tmp_path, child("C1", upn=UPN), year=2025)) == (0, 0, 1, 0)


@pytest.mark.parametrize("differs", [{"birth_date": date(2014, 1, 1)}, {"sex": "M"}])
def test_a_pupil_number_beside_another_birth_or_sex_waits_for_a_person(tmp_path: Path, differs: dict[str, Any]) -> None:
    held = known()
    batch = load(tmp_path, child(upn=UPN, **differs))
    assert outcome(batch) == (1, 0, 0, 0)
    assert likely() == [(person("C1").pk, held.pk, MatchReason.SAME_UPN, "waiting")]
    assert Identifier.objects.filter(value=UPN).count() == 1


@pytest.mark.parametrize("unsaid", [{"birth_date": None}, {"sex": "U"}])
def test_what_a_file_does_not_say_speaks_against_nobody(tmp_path: Path, unsaid: dict[str, Any]) -> None:
    held = known()
    load(tmp_path, child(upn=UPN, **unsaid))
    assert person("C1") == held


def test_a_pupil_number_of_two_records_finds_neither(tmp_path: Path) -> None:
    one, two = known(), known()
    load(tmp_path, child(upn=UPN))
    assert [held for _, held, _, _ in likely()] == [one.pk, two.pk]


def test_former_and_present_pupil_numbers_that_meet_wait_for_a_person(tmp_path: Path) -> None:
    once, now = known(OTHER, IdentifierKind.FORMER_UPN, born=date(2014, 2, 2)), known(UPN, born=date(2014, 2, 2))
    load(tmp_path, child("C1", upn=OTHER), child("C2", former_upn=UPN))
    expected = [(person("C1").pk, once.pk), (person("C2").pk, now.pk)]
    assert likely() == [(one, two, MatchReason.FORMER_UPN, "waiting") for one, two in expected]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, True),
        ({"ethnicity": "NOBT"}, True),
        ({"ethnicity": "AIND"}, False),
        ({"sex": "U"}, False),
        ({"sex": "M"}, False),
        ({"birth_date": date(2015, 1, 2)}, False),
        ({"birth_date": None}, False),
    ],
)
def test_born_alike_without_a_council_number_waits_for_a_person(
    tmp_path: Path, facts: dict[str, Any], *, found: bool
) -> None:
    held = known("")
    load(tmp_path, child(**facts))
    expected = [(person("C1").pk, held.pk, MatchReason.SAME_BIRTH, "waiting")]
    assert likely() == (expected if found else [])


def test_children_with_council_numbers_are_never_likely_by_birth(tmp_path: Path) -> None:
    load(tmp_path, child("C1"), child("C2"))
    load(tmp_path, child("C3"))
    assert likely() == []


def test_no_more_than_five_are_named(tmp_path: Path) -> None:
    for _ in range(7):
        known("")
    load(tmp_path, child())
    assert len(likely()) == 5


def test_the_report_says_that_somebody_is_waited_for_and_not_whom(tmp_path: Path) -> None:
    held = known("", given="Wilhelmina")
    batch = load(tmp_path, child())
    (why,) = [note.why for note in batch.notes.all() if note.done == "waits for a person to decide"]
    assert "Wilhelmina" not in why
    assert str(held.pk) not in why


def test_two_children_of_a_file_that_are_one_record_do_not_overwrite_each_other(tmp_path: Path) -> None:
    load(tmp_path, child("C1", upn=UPN), year=2024)
    load(tmp_path, child("C2", upn=UPN), year=2025)
    batch = load(tmp_path, child("C1", sex="F"), child("C2", sex="M"), year=2026)
    assert outcome(batch) == (0, 0, 1, 1)
    assert person("C1").sex == "F"
    assert person("C1").referrals.get().referred_on == DAY
