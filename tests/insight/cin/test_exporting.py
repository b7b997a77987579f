"""What is held goes out as a census of a year, in two dialects, and comes back equal into an empty house."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rock.core.services import SYSTEM
from rock.insight.cin.dialects import DialectName
from rock.insight.cin.exporting.children import children, persons_in
from rock.insight.cin.exporting.run import export_file, header_of
from rock.insight.cin.loading.imports import import_file
from rock.insight.cin.reader import check_well_formed, read
from rock.insight.cin.records import (
    AssessmentRecord,
    ChildRecord,
    CINPlanRecord,
    Episode,
    ProtectionPlanRecord,
    Section47Record,
)
from rock.insight.cin.schema import validate
from rock.insight.cin.sources import Standing
from rock.practice.requests.models import Referral
from rock.records.models import BirthKind, Identifier, IdentifierKind, SamePerson
from rock.records.services.people import correct_birth
from tests.insight.cin.house import DAY, census_file, child, empty_house, everybody, load, person
from tests.insight.cin.making import CENSUSES, HEADERS
from tests.support import factories

pytestmark = pytest.mark.django_db

DIALECTS = cast(tuple[DialectName, ...], ("2026", "2017"))
YEAR = Standing(2026, date(2026, 3, 31))


def bring_in(path: Path) -> None:
    import_file(path, by=SYSTEM, progress=lambda number: None)


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(of=HEADERS, found=CENSUSES)
def test_whatever_a_census_says_comes_back_equal_field_by_field(
    tmp_path: Path, dialect: DialectName, of: object, found: list[ChildRecord]
) -> None:
    with empty_house():
        bring_in(census_file(tmp_path / "first.xml", found, of, dialect))  # type: ignore[arg-type]
        held = everybody()
    assert held == found
    with empty_house():
        bring_in(census_file(tmp_path / "second.xml", held, dialect=dialect))
        assert everybody() == found


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=CENSUSES, year=st.integers(2017, 2030))
def test_a_years_census_that_is_loaded_into_an_empty_house_gives_the_same_census_again(
    tmp_path: Path, dialect: DialectName, found: list[ChildRecord], year: int
) -> None:
    first, again = tmp_path / "first.xml", tmp_path / "again.xml"
    with empty_house():
        bring_in(census_file(tmp_path / "all.xml", found))
        done = export_file(first, year, by=SYSTEM, dialect=dialect, progress=lambda number: None)
    if done.children == 0:
        return
    assert done.faults == []
    with empty_house():
        bring_in(first)
        export_file(again, year, by=SYSTEM, dialect=dialect, progress=lambda number: None)
    assert [one for one, _ in read(first).children()] == [one for one, _ in read(again).children()]


def in_year(*episodes: Episode) -> list[Episode]:
    with empty_house():
        for number, episode in enumerate(episodes):
            made = factories.person()
            Identifier.objects.create(person=made, kind=IdentifierKind.LA_CHILD_ID, value=f"C{number}")
            Referral.objects.create(
                child=made,
                referred_on=episode.referral_date,
                closed_on=episode.closure_date,
                closure_reason=episode.closure_reason or "",
                no_further_action=episode.referral_nfa,
            )
        return [episode for one in children(persons_in(YEAR), YEAR) for episode in one.episodes]


@pytest.mark.parametrize(
    ("referred", "closed", "nfa", "held"),
    [
        (date(2025, 4, 1), None, False, True),
        (date(2026, 3, 31), None, False, True),
        (date(2026, 4, 1), None, False, False),
        (date(2019, 1, 1), None, False, True),
        (date(2019, 1, 1), date(2025, 3, 31), False, False),
        (date(2019, 1, 1), date(2025, 4, 1), False, True),
        (date(2025, 3, 31), None, True, False),
        (date(2025, 4, 1), None, True, True),
    ],
)
def test_which_episodes_a_census_holds_by_their_boundary_dates(
    referred: date, closed: date | None, *, nfa: bool, held: bool
) -> None:
    found = in_year(Episode(referred, closure_date=closed, closure_reason="RC7" if closed else None, referral_nfa=nfa))
    assert bool(found) == held


def test_what_came_after_the_reference_date_is_not_said_yet() -> None:
    (found,) = in_year(Episode(DAY, closure_date=date(2026, 4, 1), closure_reason="RC7"))
    assert (found.closure_date, found.closure_reason) == (None, None)
    (found,) = in_year(Episode(DAY, closure_date=date(2026, 3, 31), closure_reason="RC7"))
    assert (found.closure_date, found.closure_reason) == (date(2026, 3, 31), "RC7")


@pytest.mark.parametrize(
    ("born", "due", "said"),
    [
        (date(2026, 3, 31), None, (date(2026, 3, 31), None)),
        (date(2026, 3, 31), date(2026, 4, 3), (date(2026, 3, 31), None)),
        (date(2026, 4, 1), None, (None, date(2026, 4, 1))),
        (date(2026, 4, 1), date(2026, 3, 28), (None, date(2026, 3, 28))),
        (None, date(2026, 4, 3), (None, date(2026, 4, 3))),
    ],
)
def test_a_child_goes_out_as_born_or_as_expected_and_never_as_both(
    tmp_path: Path, born: date | None, due: date | None, said: tuple[date | None, date | None]
) -> None:
    load(tmp_path, child(birth_date=born, expected_birth_date=due, episodes=(Episode(DAY),)), year=2027)
    (found,) = children(persons_in(YEAR), YEAR)
    assert (found.birth_date, found.expected_birth_date) == said


def test_a_baby_born_here_goes_out_with_the_due_date_in_the_census_before(tmp_path: Path) -> None:
    due, born = date(2026, 4, 9), date(2026, 4, 2)
    load(tmp_path, child(birth_date=None, expected_birth_date=due), year=2026)
    correct_birth(by=SYSTEM, person=person(), birth_date=born, birth_kind=BirthKind.EXACT)
    censuses = [Standing(year, date(year, 3, 31)) for year in (2026, 2027)]
    before, after = (next(children(persons_in(census), census)) for census in censuses)
    assert (before.birth_date, before.expected_birth_date) == (None, due)
    assert (after.birth_date, after.expected_birth_date) == (born, None)
    load(tmp_path, before, year=2026)
    assert (person().birth_date, person().birth_kind, person().due_date) == (born, BirthKind.EXACT, due)


def test_rows_and_dates_after_the_reference_date_are_left_out_and_a_target_ahead_stays(tmp_path: Path) -> None:
    last, later = date(2026, 3, 31), date(2026, 4, 1)
    whole = Episode(
        DAY,
        "1A",
        icpc_date=later,
        assessments=(AssessmentRecord(last, authorised=later, factors=("4B",)), AssessmentRecord(later)),
        cin_plans=(CINPlanRecord(last, later), CINPlanRecord(later)),
        section47s=(Section47Record(last, icpc_target=later, icpc_date=later), Section47Record(later)),
        protection_plans=(
            ProtectionPlanRecord(last, later, "NEG", "NEG", 0, (last, later)),
            ProtectionPlanRecord(later, None, "NEG", "NEG", 0),
        ),
    )
    load(tmp_path, child(episodes=(whole,), death_date=later), year=2027)
    (found,) = children(persons_in(YEAR), YEAR)
    assert found.death_date is None
    assert found.episodes == (
        Episode(
            DAY,
            "1A",
            assessments=(AssessmentRecord(last, factors=("4B",)),),
            cin_plans=(CINPlanRecord(last),),
            section47s=(Section47Record(last, icpc_target=later),),
            protection_plans=(ProtectionPlanRecord(last, None, "NEG", "NEG", 0, (last,)),),
        ),
    )


def test_a_child_who_was_never_imported_gets_a_number_once(tmp_path: Path) -> None:
    made = factories.person(born=date(2015, 1, 1), sex="F")
    Referral.objects.create(child=made, referred_on=DAY, source_code="1A")
    for _ in range(2):
        done = export_file(tmp_path / "out.xml", 2026, by=SYSTEM, progress=lambda number: None)
        assert (done.children, done.faults) == (1, [])
    number = made.identifiers.get(kind=IdentifierKind.LA_CHILD_ID)
    assert (number.value, number.source) == (f"FR{made.pk:08}", "Given here for the census")
    assert [getattr(one, "la_child_id", None) for one, _ in read(tmp_path / "out.xml").children()] == [number.value]


def test_what_goes_out_and_is_loaded_again_changes_nothing(tmp_path: Path) -> None:
    made = factories.person(born=date(2015, 1, 1), sex="F")
    Referral.objects.create(child=made, referred_on=DAY, source_code="1A", primary_need="N1")
    export_file(tmp_path / "out.xml", 2026, by=SYSTEM, progress=lambda number: None)
    batch = import_file(tmp_path / "out.xml", by=SYSTEM, progress=lambda number: None)
    assert batch.counts["unchanged"] == 1
    assert Referral.objects.get().source == ""


def test_records_that_are_one_person_go_out_as_one_child(tmp_path: Path) -> None:
    load(tmp_path, child("C1", sex="U", episodes=(Episode(DAY, "1A"),)))
    load(tmp_path, child("C2", upn="A12345678901B", episodes=(Episode(DAY + timedelta(9), "6"),)))
    one, two = person("C1"), person("C2")
    SamePerson.objects.create(first=one, second=two, reason="twice", decided_by=factories.staff_user())
    (found,) = everybody()
    assert (found.la_child_id, found.sex, found.upn) == ("C1", "F", "A12345678901B")
    assert [episode.source for episode in found.episodes] == ["1A", "6"]


def test_the_command_writes_a_file_that_the_schema_takes_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path, child("C1"))
    place = tmp_path / "out.xml"
    call_command("export_cin", "2026", str(place), skip_checks=True)
    assert "1 children, valid by the schema of 2026" in capsys.readouterr().out
    assert validate(place) == []
    header = check_well_formed(place).header
    assert (header.year, header.reference_date, header.lea) == (2026, date(2026, 3, 31), "890")
    call_command("export_cin", "2026", str(place), dialect="2017", skip_checks=True)
    assert "not checked" in capsys.readouterr().out
    assert "<GenderCurrent>2</GenderCurrent>" in place.read_text("utf-8")


def test_the_command_fails_over_a_file_that_the_schema_refuses_and_leaves_it_to_be_looked_at(tmp_path: Path) -> None:
    plan = ProtectionPlanRecord(DAY, previous_plans=0)
    load(tmp_path, child("C1", episodes=(Episode(DAY, "1A", protection_plans=(plan,)),)))
    place = tmp_path / "out.xml"
    with pytest.raises(CommandError, match="OfAbuse"):
        call_command("export_cin", "2026", str(place), skip_checks=True)
    assert check_well_formed(place).children == 1


@pytest.mark.parametrize(("year", "words"), [("2016", "from 2017"), ("20260", "from 2017")])
def test_a_year_that_is_none_is_refused(tmp_path: Path, year: str, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("export_cin", year, str(tmp_path / "out.xml"), skip_checks=True)
    assert list(tmp_path.iterdir()) == []


def test_a_year_in_which_nobody_was_in_need_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export_cin", "2020", str(tmp_path / "out.xml"), skip_checks=True)
    assert "nothing to send" in capsys.readouterr().out
    assert replace(header_of(2020), made_at=None).lea == "890"
