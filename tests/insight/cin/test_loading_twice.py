"""Two files about one child: the newer one wins row by row, what was done here stays, and nothing is lost."""

from datetime import date
from pathlib import Path

import pytest

from rock.core.services import SYSTEM
from rock.insight.cin.loading.plan import CHANGED, STAYS, STILL_HELD
from rock.insight.cin.records import (
    AssessmentRecord,
    ChildRecord,
    CINPlanRecord,
    Episode,
    ProtectionPlanRecord,
    Section47Record,
)
from rock.practice.requests.models import Referral
from rock.records.models import BirthKind, Identifier, IdentifierKind, Person, Sex
from rock.records.models.codes import Ethnicity
from rock.records.services.people import correct_birth, describe
from tests.insight.cin.house import DAY, TRACES, child, everybody, load, notes, outcome, person, row_counts
from tests.support import factories

pytestmark = pytest.mark.django_db

OPEN = Episode(DAY, "1A", "N1", assessments=(AssessmentRecord(date(2025, 6, 3)),))
CLOSED = Episode(
    DAY,
    "1A",
    "N1",
    closure_date=date(2025, 12, 1),
    closure_reason="RC7",
    assessments=(AssessmentRecord(date(2025, 6, 3), authorised=date(2025, 7, 1), factors=("4B", "1A")),),
)


def said(batch: object) -> list[tuple[str, str]]:
    return [(field, done) for _, field, _, done in notes(batch) if done in (CHANGED, STAYS, STILL_HELD)]  # type: ignore[arg-type]


def test_a_newer_file_takes_the_place_of_an_older_one_row_by_row(tmp_path: Path) -> None:
    load(tmp_path, child(episodes=(OPEN,)), year=2025, as_at=date(2025, 7, 1))
    batch = load(tmp_path, child(episodes=(CLOSED,)), year=2026)
    assert outcome(batch) == (0, 1, 0, 0)
    assert everybody() == [child(episodes=(CLOSED,))]
    assert set(Referral.objects.values_list("source", flat=True)) == {"CIN census 2025-26"}
    assert ("CINdetails[1]/CINclosureDate", CHANGED) in said(batch)
    assert ("Assessments[1]/AssessmentFactors", CHANGED) in said(batch)


def test_an_older_file_after_a_newer_one_overwrites_nothing(tmp_path: Path) -> None:
    load(tmp_path, child(sex="F", episodes=(CLOSED,)), year=2026)
    before = row_counts()
    batch = load(tmp_path, child(sex="M", ethnicity="AIND", episodes=(OPEN,)), year=2025)
    assert outcome(batch) == (0, 0, 1, 0)
    assert row_counts() == before
    assert everybody() == [child(sex="F", episodes=(CLOSED,))]
    assert ("ChildIdentifiers/Sex", STAYS) in said(batch)
    assert ("CINdetails[1]/CINclosureDate", STAYS) in said(batch)


def test_an_older_file_adds_the_rows_that_no_newer_one_holds(tmp_path: Path) -> None:
    old = Episode(date(2019, 5, 1), "6", closure_date=date(2019, 9, 1), closure_reason="RC8")
    load(tmp_path, child(episodes=(OPEN,)), year=2026)
    assert outcome(load(tmp_path, child(episodes=(old,)), year=2020)) == (0, 1, 0, 0)
    assert everybody() == [child(episodes=(OPEN, old))]
    sources = dict(Referral.objects.values_list("referred_on", "source"))
    assert sources == {DAY: "CIN census 2025-26", date(2019, 5, 1): "CIN census 2019-20"}


@pytest.mark.parametrize(
    ("years", "stands"),
    [
        ([2025, 2026], "2026"),
        ([2026, 2025], "2026"),
        ([2025, 2027, 2026], "2027"),
        ([2027, 2025, 2026], "2027"),
        ([2026, 2026], "2026"),
    ],
)
def test_whatever_the_order_of_files_the_newest_one_stands(tmp_path: Path, years: list[int], stands: str) -> None:
    for year in years:
        load(tmp_path, child(episodes=(Episode(DAY, "1A", primary_need=f"N{year - 2020}"),)), year=year)
    assert [e.primary_need for e in everybody()[0].episodes] == [f"N{int(stands) - 2020}"]


def test_a_newer_file_that_says_the_same_makes_itself_the_source(tmp_path: Path) -> None:
    load(tmp_path, child(), year=2025)
    assert outcome(load(tmp_path, child(), year=2027)) == (0, 0, 1, 0)
    assert Referral.objects.get().source == "CIN census 2026-27"
    batch = load(tmp_path, child(episodes=(Episode(DAY, "6"),)), year=2026)
    assert outcome(batch) == (0, 0, 1, 0)


def test_two_files_of_one_year_are_told_apart_by_their_reference_date(tmp_path: Path) -> None:
    load(tmp_path, child(episodes=(CLOSED,)), year=2026, as_at=date(2026, 3, 31))
    load(tmp_path, child(episodes=(OPEN,)), year=2026, as_at=date(2025, 9, 30))
    assert everybody() == [child(episodes=(CLOSED,))]
    later = load(tmp_path, child(episodes=(OPEN,)), year=2026, as_at=date(2026, 5, 5))
    assert outcome(later) == (0, 1, 0, 0)
    assert Referral.objects.get().source == "CIN census 2025-26, as at 5 May 2026"


def test_a_corrected_file_of_the_same_date_counts_as_newer(tmp_path: Path) -> None:
    load(tmp_path, child(episodes=(CLOSED,)))
    assert outcome(load(tmp_path, child(episodes=(OPEN,)))) == (0, 1, 0, 0)
    assert everybody() == [child(episodes=(OPEN,))]


ROWS = Episode(
    DAY,
    "1A",
    assessments=(AssessmentRecord(DAY),),
    cin_plans=(CINPlanRecord(DAY),),
    section47s=(Section47Record(DAY),),
    protection_plans=(ProtectionPlanRecord(DAY, None, "NEG", "NEG", 0, (date(2025, 9, 1),)),),
)


def test_rows_that_a_newer_file_should_hold_and_does_not_are_kept_and_noted(tmp_path: Path) -> None:
    load(tmp_path, child(episodes=(ROWS,)), year=2026)
    batch = load(tmp_path, child(episodes=(Episode(DAY, "1A"),)), year=2026)
    assert everybody() == [child(episodes=(ROWS,))]
    kinds = ["Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans"]
    assert said(batch) == [(kind, STILL_HELD) for kind in kinds]


def test_an_episode_that_was_over_before_the_year_of_the_file_is_not_missed(tmp_path: Path) -> None:
    load(tmp_path, child(episodes=(CLOSED,)), year=2026)
    batch = load(tmp_path, child(episodes=(Episode(date(2026, 6, 1), "6"),)), year=2027)
    assert said(batch) == []
    assert len(everybody()[0].episodes) == 2


def test_a_child_who_should_be_in_a_newer_file_and_is_not_is_kept_and_noted(tmp_path: Path) -> None:
    load(tmp_path, child("C1"), child("C2"), child("C3", episodes=(CLOSED,)), year=2026)
    batch = load(tmp_path, child("C1"), year=2027)
    assert [(who, done) for who, field, _, done in notes(batch) if field == "Child"] == [("C2", STILL_HELD)]
    older = load(tmp_path, child("C1"), year=2025)
    assert not [row for row in notes(older) if row[1] == "Child"]


def test_what_was_changed_here_since_stays_and_is_noted_without_its_words(tmp_path: Path) -> None:
    load(tmp_path, child(birth_date=date(2015, 1, 1)), year=2025)
    correct_birth(by=SYSTEM, person=person(), birth_date=date(2015, 1, 10), birth_kind=BirthKind.EXACT)
    batch = load(tmp_path, child(birth_date=date(2015, 1, 2), sex="M"), year=2026)
    assert (person().birth_date, person().sex) == (date(2015, 1, 10), "M")
    assert ("ChildIdentifiers/PersonBirthDate", STAYS) in said(batch)
    assert all("2015-01-10" not in note.why for note in batch.notes.all())


def test_a_file_that_says_nothing_blanks_nothing(tmp_path: Path) -> None:
    whole = child(upn="A12345678901B", former_upn="A12345678901C", disabilities=("MOB", "VIS"), sex="F")
    load(tmp_path, whole, year=2025)
    bare = ChildRecord("C1", birth_date=whole.birth_date, sex="U", episodes=whole.episodes)
    assert outcome(load(tmp_path, bare, year=2026)) == (0, 0, 1, 0)
    assert everybody() == [whole]


def test_a_blank_is_filled_and_a_reason_for_no_pupil_number_goes_when_there_is_one(tmp_path: Path) -> None:
    load(tmp_path, child(sex="U", ethnicity="NOBT", upn_unknown="UN1", disabilities=()), year=2025)
    full = child(upn="A12345678901B", disabilities=("MOB",))
    batch = load(tmp_path, full, year=2026)
    assert (outcome(batch), said(batch)) == ((0, 1, 0, 0), [])
    assert everybody() == [full]


def test_work_done_here_is_never_changed_by_a_file(tmp_path: Path) -> None:
    known = factories.person(born=date(2015, 1, 1), sex=Sex.MALE)
    Identifier.objects.create(person=known, kind=IdentifierKind.LA_CHILD_ID, value="C1")
    Referral.objects.create(child=known, referred_on=DAY, source_code="6", primary_need="N2")
    before = row_counts()
    batch = load(tmp_path, child(sex="F", episodes=(Episode(DAY, "1A", "N1"),)), year=2026)
    known.refresh_from_db()
    assert (known.sex, known.given_name) == (Sex.MALE, known.given_name)
    row = Referral.objects.get()
    assert (row.source, row.source_code, row.primary_need) == ("", "6", "N2")
    assert set(said(batch)) == {
        ("ChildIdentifiers/Sex", STAYS),
        ("CINdetails[1]/ReferralSource", STAYS),
        ("CINdetails[1]/PrimaryNeedCode", STAYS),
    }
    grown = {name for name, count in row_counts(TRACES | {"reach_circle"}).items() if count != before[name]}
    # The ethnicity and the disabilities were not known here, so the census filled them.
    assert grown == {
        "cin_censuschild",
        "records_event",
        "records_eventperson",
        "records_outboxentry",
        "records_persondisability",
        "records_personhistory",
    }


def test_somebody_worked_with_here_is_not_opened_to_data_officers_by_a_file(tmp_path: Path) -> None:
    known = factories.person(born=date(2015, 1, 1))
    Identifier.objects.create(person=known, kind=IdentifierKind.LA_CHILD_ID, value="C1")
    load(tmp_path, child())
    assert not known.grants.exists()


def test_what_was_known_here_before_a_census_said_the_same_is_not_a_censuss_to_change(tmp_path: Path) -> None:
    known = factories.person(born=date(2015, 1, 1), sex=Sex.FEMALE)
    Identifier.objects.create(person=known, kind=IdentifierKind.LA_CHILD_ID, value="C1")
    load(tmp_path, child(sex="F"), year=2025)
    load(tmp_path, child(sex="M"), year=2026)
    assert Person.objects.get(pk=known.pk).sex == Sex.FEMALE


def test_two_referrals_on_one_day_stay_two_and_keep_their_own_rows(tmp_path: Path) -> None:
    first, second = Episode(DAY, "1A"), Episode(DAY, "6", closure_date=date(2025, 7, 1), closure_reason="RC8")
    load(tmp_path, child(episodes=(first, second)), year=2025)
    changed = Episode(DAY, "6", closure_date=date(2025, 8, 1), closure_reason="RC8")
    load(tmp_path, child(episodes=(changed, first)), year=2026)
    assert everybody() == [child(episodes=(first, changed))]


def test_a_source_that_was_corrected_is_the_same_referral(tmp_path: Path) -> None:
    load(tmp_path, child(episodes=(Episode(DAY, "1A"),)), year=2025)
    load(tmp_path, child(episodes=(Episode(DAY, "6"),)), year=2026)
    assert [episode.source for episode in everybody()[0].episodes] == ["6"]


def test_row_history_keeps_what_a_newer_file_replaced(tmp_path: Path) -> None:
    officer = factories.staff_user("data_officer")
    load(tmp_path, child(episodes=(OPEN,)), year=2025)
    load(tmp_path, child(episodes=(CLOSED,)), year=2026, by=officer)
    history = Referral.objects.get().history.all()  # type: ignore[attr-defined]
    assert [(row.closed_on, row.source, row.acting_user) for row in history] == [
        (None, "CIN census 2024-25", officer.pk)
    ]


def test_a_worker_who_corrects_an_imported_child_keeps_the_word(tmp_path: Path) -> None:
    load(tmp_path, child(sex="F"), year=2025)
    describe(
        by=SYSTEM,
        person=person(),
        sex=Sex.MALE,
        ethnicity=Ethnicity.AIND,
        first_language="",
        needs_interpreter=False,
        reading_note="",
    )
    load(tmp_path, child(sex="F", ethnicity="WBRI"), year=2026)
    assert (person().sex, person().ethnicity) == ("M", "AIND")
