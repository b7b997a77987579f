"""What other systems held of a child stands in the history that is opened before deciding, each line with its source."""

from datetime import date
from pathlib import Path

import pytest

from rock.insight.cin.records import (
    AssessmentRecord,
    CINPlanRecord,
    Episode,
    ProtectionPlanRecord,
    Section47Record,
)
from rock.practice.requests.history import history_of
from tests.insight.cin.house import child, load, person

pytestmark = pytest.mark.django_db

DAY, LATER = date(2025, 6, 2), date(2025, 8, 1)


def lines(folder: Path, episode: Episode) -> list[tuple[date, str, str]]:
    load(folder, child("C1", episodes=(episode,)))
    found = history_of({person("C1").pk})
    assert {line.source for line in found} == {"CIN census 2025-26"}
    return [(line.on, line.what, line.outcome) for line in found if not line.what.startswith("Referral")]


@pytest.mark.parametrize(("authorised", "outcome"), [(LATER, "Signed off, 1 August 2025"), (None, "Not signed off")])
def test_assessments(tmp_path: Path, authorised: date | None, outcome: str) -> None:
    found = lines(tmp_path, Episode(DAY, "1A", assessments=(AssessmentRecord(DAY, authorised=authorised),)))
    assert found == [(DAY, "Assessment", outcome)]


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (Section47Record(DAY, icpc_date=LATER), "Child protection conference, 1 August 2025"),
        (Section47Record(DAY, icpc_not_required=True), "No conference was needed"),
        (Section47Record(DAY), "No conference is held here"),
    ],
)
def test_enquiries(tmp_path: Path, record: Section47Record, outcome: str) -> None:
    assert lines(tmp_path, Episode(DAY, "1A", section47s=(record,))) == [(DAY, "Section 47 enquiry", outcome)]


@pytest.mark.parametrize(("end", "outcome"), [(LATER, "Ended, 1 August 2025"), (None, "No end is held here")])
def test_child_in_need_plans(tmp_path: Path, end: date | None, outcome: str) -> None:
    found = lines(tmp_path, Episode(DAY, "1A", cin_plans=(CINPlanRecord(DAY, end),)))
    assert found == [(DAY, "Child-in-need plan", outcome)]


@pytest.mark.parametrize(
    ("record", "what", "outcome"),
    [
        (ProtectionPlanRecord(DAY, LATER, "NEG", "EMO", 0), "emotional abuse", "Ended, 1 August 2025"),
        (ProtectionPlanRecord(DAY, None, "NEG", None, 0), "neglect", "No review is held here"),
        (
            ProtectionPlanRecord(DAY, None, "NEG", "NEG", 0, (date(2025, 7, 1), LATER)),
            "neglect",
            "Last review held here, 1 August 2025",
        ),
    ],
)
def test_protection_plans(tmp_path: Path, record: ProtectionPlanRecord, what: str, outcome: str) -> None:
    found = lines(tmp_path, Episode(DAY, "1A", protection_plans=(record,)))
    assert found == [(DAY, f"Child protection plan: {what}", outcome)]


def test_of_several_children_each_line_says_whose_it_is(tmp_path: Path) -> None:
    episode = Episode(DAY, "1A", assessments=(AssessmentRecord(DAY),))
    load(tmp_path, child("C1", episodes=(episode,)), child("C2", episodes=(episode,)))
    ids = {person("C1").pk, person("C2").pk}
    assert {line.person_id for line in history_of(ids) if line.what == "Assessment"} == ids
    assert {line.person_id for line in history_of({person("C2").pk})} == {person("C2").pk}
