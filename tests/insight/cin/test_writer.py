from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from rock.insight.cin.dialects import DialectName
from rock.insight.cin.records import (
    KEPT,
    LEFT_OUT,
    AssessmentRecord,
    CensusHeader,
    ChildRecord,
    Episode,
    ProtectionPlanRecord,
)
from rock.insight.cin.schema import validate
from rock.insight.cin.writer import write
from tests.insight.cin.making import CENSUSES, DATA, HEADER, HEADERS, rows

DAY = date(2025, 6, 2)
PLAN = ProtectionPlanRecord(DAY, None, "NEG", "EMO", 0, (date(2025, 9, 1), date(2026, 2, 1)))
CHILD = ChildRecord(
    "C1",
    birth_date=date(2015, 1, 1),
    sex="F",
    ethnicity="WBRI",
    episodes=(Episode(DAY, "1A", protection_plans=(PLAN,)),),
)


def written(*children: ChildRecord, header: CensusHeader = HEADER, dialect: DialectName = "2026") -> etree._Element:
    stream = BytesIO()
    assert write(stream, header, children, dialect) == []
    return etree.fromstring(stream.getvalue())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(header=HEADERS, children=CENSUSES)
def test_todays_dialect_is_valid_by_the_schema(
    header: CensusHeader, children: list[ChildRecord], tmp_path: Path
) -> None:
    path = tmp_path / "census.xml"
    with path.open("wb") as stream:
        write(stream, header, children)
    assert validate(path) == []


def test_the_schema_check_says_what_is_wrong() -> None:
    assert any("GenderCurrent" in line for line in validate(DATA / "fake_CIN_data.xml"))


@pytest.mark.parametrize("number", [0, 999])
def test_the_schema_check_finds_one_wrong_code_in_any_child(number: int, tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    children = [replace(CHILD, la_child_id=f"C{n}", ethnicity="ZZZZ" if n == number else "WBRI") for n in range(1000)]
    with path.open("wb") as stream:
        write(stream, HEADER, children)
    assert any("ZZZZ" in line for line in validate(path))


def test_the_schema_check_minds_a_truncated_file(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    stream = BytesIO()
    write(stream, HEADER, [CHILD])
    path.write_bytes(stream.getvalue().removesuffix(b"</Children></Message>"))
    assert "breaks off" in validate(path)[0]


def test_the_older_dialect_differs_where_it_should() -> None:
    now, then = written(CHILD), written(CHILD, dialect="2017")
    assert (now.findtext(".//Sex"), now.findtext(".//GenderCurrent")) == ("F", None)
    assert (then.findtext(".//Sex"), then.findtext(".//GenderCurrent")) == (None, "2")
    assert (now.findtext(".//ReferralNFA"), then.findtext(".//ReferralNFA")) == ("0", "false")
    assert (len(now.findall(".//Reviews")), len(then.findall(".//Reviews"))) == (1, 2)
    assert [e.tag for e in now.iterfind(".//CINdetails/*")] == [e.tag for e in then.iterfind(".//CINdetails/*")][::-1]


@pytest.mark.parametrize(("sex", "older"), [("M", "1"), ("F", "2"), ("U", "0")])
def test_sex_in_the_older_dialect(sex: str, older: str) -> None:
    assert written(replace(CHILD, sex=sex), dialect="2017").findtext(".//GenderCurrent") == older


def test_the_header() -> None:
    header = replace(HEADER, made_at=datetime(2026, 5, 1, 9, 30, tzinfo=UTC))
    found = {e.tag: e.text for e in written(CHILD, header=header).find("Header").iter() if not len(e)}  # type: ignore[union-attr]
    assert found == {
        "Collection": "CIN",
        "Year": "2026",
        "ReferenceDate": "2026-03-31",
        "SourceLevel": "L",
        "LEA": "890",
        "SoftwareCode": "Families Rock",
        "Release": "1",
        "SerialNo": "001",
        "DateTime": "2026-05-01T09:30:00+00:00",
    }


def test_what_is_not_known_is_written_in_the_census_own_code_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    unsaid = replace(CHILD, sex=None, ethnicity=None, episodes=(Episode(DAY),))
    with path.open("wb") as stream:
        notes = write(stream, HEADER, [unsaid])
    assert rows(notes) == [
        ("ChildIdentifiers/Sex", "", "written as U"),
        ("ChildCharacteristics/Ethnicity", "", "written as NOBT"),
        ("CINdetails/ReferralSource", "", "written as 10"),
    ]
    assert {note.child_id for note in notes} == {"C1"}
    assert validate(path) == []


def test_a_plan_without_its_category_is_written_without_one_made_up() -> None:
    stream = BytesIO()
    notes = write(
        stream, HEADER, [replace(CHILD, episodes=(Episode(DAY, "1A", protection_plans=(ProtectionPlanRecord(DAY),)),))]
    )
    names = ("InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP")
    assert rows(notes) == [(f"ChildProtectionPlans/{name}", "", LEFT_OUT) for name in names]
    assert b"<CPPstartDate>2025-06-02</CPPstartDate>" in stream.getvalue()
    assert not any(name.encode() in stream.getvalue() for name in names)


def test_a_factor_from_before_the_split_is_written_and_noted() -> None:
    stream = BytesIO()
    assessment = AssessmentRecord(DAY, factors=("18A", "18B"))
    notes = write(stream, HEADER, [replace(CHILD, episodes=(Episode(DAY, "1A", assessments=(assessment,)),))])
    assert rows(notes) == [("Assessments/AssessmentFactors", "18A", KEPT)]
    assert "18B or 18C" in notes[0].why
    assert stream.getvalue().count(b"<AssessmentFactors>") == 2


def test_a_child_without_a_referral_is_not_part_of_a_census() -> None:
    stream = BytesIO()
    notes = write(stream, HEADER, [replace(CHILD, la_child_id="C0", episodes=()), CHILD])
    assert [(note.child_id, note.done) for note in notes] == [("C0", LEFT_OUT)]
    assert b"C0" not in stream.getvalue()
    assert b"C1" in stream.getvalue()


def test_a_header_without_an_authority_is_noted() -> None:
    notes = write(BytesIO(), replace(HEADER, lea=None), [CHILD])
    assert rows(notes) == [("Source/LEA", "", LEFT_OUT)]
