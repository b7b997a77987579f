"""Who a child of a file is: ids, pupil numbers, and children that are refused without stopping the others."""

import pytest

from rock.insight.cin.records import KEPT, LEFT_OUT, REFUSED, ChildRecord, Refusal
from tests.insight.cin.making import census_xml, child_xml, episode_xml, identifiers, read_all, read_one, rows


def child(la_child_id: str, more: str = "") -> str:
    return child_xml(who=identifiers(more, la_child_id=la_child_id))


@pytest.mark.parametrize("la_child_id", ["", "  ", "x" * 51])
def test_a_child_that_cannot_be_matched_is_refused_and_the_next_is_read(la_child_id: str) -> None:
    (refused, notes), (following, _) = read_all(census_xml(child(la_child_id), child("C2")))
    assert isinstance(refused, Refusal)
    assert (refused.number, refused.child_id) == (1, la_child_id.strip()[:50])
    assert [(note.field, note.done, note.why) for note in notes] == [
        ("Child[1]/ChildIdentifiers/LAchildID", REFUSED, refused.why)
    ]
    assert isinstance(following, ChildRecord)


@pytest.mark.parametrize("who", ["<Nothing/>", "<ChildIdentifiers/>"])
def test_a_child_without_identifiers_is_refused(who: str) -> None:
    ((refused, _),) = read_all(census_xml(child_xml(who=who)))
    assert isinstance(refused, Refusal)


@pytest.mark.parametrize(
    ("la_child_id", "odd"), [("A" * 20, False), ("A" * 21, True), ("A" * 50, True), ("A_1", True), ("a1", False)]
)
def test_an_id_that_is_longer_than_the_census_asks_is_kept_and_noted(la_child_id: str, odd: bool) -> None:
    record, notes = read_one(child(la_child_id))
    assert record.la_child_id == la_child_id
    assert rows(notes) == ([("ChildIdentifiers/LAchildID", la_child_id, KEPT)] if odd else [])


def test_the_same_child_again_is_refused_and_the_first_stands() -> None:
    again = child_xml(episode_xml("<PrimaryNeedCode>N1</PrimaryNeedCode>"))
    (first, _), (other, _), (second, notes) = read_all(census_xml(child("C1"), child("C2"), again))
    assert isinstance(first, ChildRecord)
    assert isinstance(other, ChildRecord)
    assert isinstance(second, Refusal)
    assert (second.number, second.child_id) == (3, "C1")
    assert "earlier in this file" in notes[0].why


def test_ids_that_differ_in_case_are_two_children() -> None:
    assert all(isinstance(record, ChildRecord) for record, _ in read_all(census_xml(child("c1"), child("C1"))))


def test_a_pupil_number_that_an_earlier_child_has_is_not_stored_on_the_second() -> None:
    upn = "<UPN>A12345678901B</UPN>"
    (first, _), (second, notes) = read_all(census_xml(child("C1", upn), child("C2", upn.lower().replace("upn", "UPN"))))
    assert isinstance(first, ChildRecord)
    assert isinstance(second, ChildRecord)
    assert (first.upn, second.upn) == ("A12345678901B", None)
    assert rows(notes) == [("ChildIdentifiers/UPN", "A12345678901B", LEFT_OUT)]
    assert "C1" in notes[0].why


def test_a_refused_child_claims_no_pupil_number() -> None:
    upn = "<UPN>A12345678901B</UPN>"
    _, (second, notes) = read_all(census_xml(child("", upn), child("C2", upn)))
    assert isinstance(second, ChildRecord)
    assert (second.upn, notes) == ("A12345678901B", [])
