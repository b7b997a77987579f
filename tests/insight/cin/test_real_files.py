"""The two files that others made are read whole, and each odd thing in them is said."""

from collections import Counter
from datetime import UTC, date, datetime

from rock.insight.cin.reader import check_well_formed, read
from rock.insight.cin.records import KEPT, LEFT_OUT, READ_AS_NO, CensusHeader, ChildRecord, Note
from tests.insight.cin.making import DATA, rows

DIRTY, SMALL = DATA / "fake_CIN_data.xml", DATA / "CIN_Census_2024.xml"


def _read_dirty() -> tuple[list[ChildRecord], list[Note]]:
    pairs = list(read(DIRTY).children())
    return [r for r, _ in pairs if isinstance(r, ChildRecord)], [note for _, notes in pairs for note in notes]


def test_every_child_of_the_dirty_file_is_read() -> None:
    children, _ = _read_dirty()
    episodes = [episode for child in children for episode in child.episodes]
    assert (len(children), len(episodes)) == (332, 402)
    assert sum(e.closure_date is not None for e in episodes) == 252
    assert sum(e.icpc_date is not None for e in episodes) == 350
    assert sum(child.death_date is not None for child in children) == 21
    assert Counter(child.sex for child in children) == {"U": 96 + 80, "M": 82, "F": 74}
    assert check_well_formed(DIRTY).children == 332


def test_each_mark_of_no_further_action_beside_facts_is_overruled_and_noted() -> None:
    children, notes = _read_dirty()
    episodes = [episode for child in children for episode in child.episodes]
    overruled = [e for e in episodes if e.closure_date or e.icpc_date]
    assert [e.referral_nfa for e in episodes] == [not (e.closure_date or e.icpc_date) for e in episodes]
    assert [e.nfa_in_file for e in overruled] == [True] * 366
    assert sum(n.done == READ_AS_NO and n.found == "true" for n in notes) == 366
    assert sum(e.referral_nfa for e in episodes) == 402 - 366


def test_the_other_notes_on_the_dirty_file() -> None:
    _, notes = _read_dirty()
    kinds = Counter((n.field.rpartition("/")[2], n.done) for n in notes if n.done != READ_AS_NO)
    assert kinds == {
        ("CINclosureDate", KEPT): 9,
        ("CINreferralDate", KEPT): 8,
        ("DateOfInitialCPC", KEPT): 6,
        ("Disability", LEFT_OUT): 8,
    }


def test_the_header_of_the_dirty_file_with_its_odd_reference_date() -> None:
    with read(DIRTY) as census:
        assert census.header == CensusHeader(
            2022,
            date(2022, 7, 21),
            "975",
            "csdatatools.datasets.cincensus.sample_data",
            "960",
            "409",
            datetime(2022, 7, 21, 10, 12, 28, tzinfo=UTC),
        )
        assert rows(census.notes) == [("Header/CollectionDetails/ReferenceDate", "2022-07-21", KEPT)]


def test_the_small_file_and_all_that_is_odd_in_it() -> None:
    (first, on_first), (second, on_second) = read(SMALL).children()
    assert isinstance(first, ChildRecord)
    assert isinstance(second, ChildRecord)
    assert first.sex == "M"
    assert first.disabilities == ("HAND", "HEAR")
    assert first.episodes[0].assessments[0].factors == ("1C", "6B")
    assert first.episodes[0].protection_plans[0].previous_plans == 10
    assert first.episodes[0].protection_plans[0].reviews == (date(2023, 2, 15),)
    assert set(rows(on_first)) == {
        ("ChildIdentifiers", "PersonBirthDate", LEFT_OUT),
        ("ChildIdentifiers/UPNunknown", "UN3", KEPT),
        ("CINdetails[1]/Assessments[1]/AssessmentActualStartDate", "2028-04-28", KEPT),
        ("CINdetails[1]/Assessments[1]/AssessmentAuthorisationDate", "2020-09-19", KEPT),
        ("CINdetails[1]/Assessments[1]/AssessmentFactors", "RB", LEFT_OUT),
        ("CINdetails[1]/Section47[1]/S47ActualStartDate", "2022-06-02", KEPT),
        ("CINdetails[1]/ChildProtectionPlans[1]/CPPstartDate", "2022-02-17", KEPT),
    }
    assert second.la_child_id == "child_fails_assessments"
    assert second.episodes[0].assessments[0].factors == ()
    assert len(on_second) == 4


def test_the_small_file_names_a_year_that_its_reference_date_does_not_belong_to() -> None:
    (note,) = check_well_formed(SMALL).notes
    assert (note.found, note.done) == ("2024-03-31", KEPT)
    assert "2023" in note.why
