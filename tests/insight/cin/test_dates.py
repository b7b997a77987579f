"""Dates in an impossible order are kept and noted; the same day is in order."""

from datetime import date, timedelta

import pytest

from rock.insight.cin.records import KEPT
from tests.insight.cin.making import child_xml, identifiers, read_episode, read_one, rows

SEEN = date(2025, 6, 2)  # the referral of the tests
START = SEEN + timedelta(days=20)


def element(name: str, day: date) -> str:
    return f"<{name}>{day}</{name}>"


def row(group: str, first: str, start: date, second: str, end: date) -> str:
    needed = {
        "Section47": "<ICPCnotRequired>0</ICPCnotRequired>",
        "ChildProtectionPlans": "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
        "<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>",
    }
    return f"<{group}>{element(first, start)}{element(second, end)}{needed.get(group, '')}</{group}>"


PAIRS = [
    ("Assessments", "AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    ("Assessments", "AssessmentActualStartDate", "AssessmentInternalReviewDate"),
    ("CINPlanDates", "CINPlanStartDate", "CINPlanEndDate"),
    ("Section47", "S47ActualStartDate", "DateOfInitialCPC"),
    ("Section47", "S47ActualStartDate", "InitialCPCtarget"),
    ("ChildProtectionPlans", "CPPstartDate", "CPPendDate"),
    ("ChildProtectionPlans", "CPPstartDate", "CPPreviewDate"),
]


@pytest.mark.parametrize(("group", "first", "second"), PAIRS)
@pytest.mark.parametrize(("days", "odd"), [(-1, True), (0, False), (1, False)])
def test_an_end_before_its_start(group: str, first: str, second: str, days: int, odd: bool) -> None:
    end = START + timedelta(days=days)
    _, notes = read_episode(row(group, first, START, second, end))
    assert rows(notes) == ([(f"CINdetails[1]/{group}[1]/{second}", str(end), KEPT)] if odd else [])


@pytest.mark.parametrize(("group", "first", "second"), PAIRS)
@pytest.mark.parametrize(("days", "odd"), [(-1, True), (0, False)])
def test_work_before_its_referral(group: str, first: str, second: str, days: int, odd: bool) -> None:
    start = SEEN + timedelta(days=days)
    _, notes = read_episode(row(group, first, start, second, START))
    assert rows(notes) == ([(f"CINdetails[1]/{group}[1]/{first}", str(start), KEPT)] if odd else [])


@pytest.mark.parametrize("name", ["CINclosureDate", "DateOfInitialCPC"])
@pytest.mark.parametrize(("days", "odd"), [(-1, True), (0, False)])
def test_closure_or_conference_before_the_referral(name: str, days: int, odd: bool) -> None:
    day = SEEN + timedelta(days=days)
    reason = "<ReasonForClosure>RC7</ReasonForClosure>" if name == "CINclosureDate" else ""
    episode, notes = read_episode(element(name, day) + reason)
    assert day in (episode.closure_date, episode.icpc_date)
    assert rows(notes) == ([(f"CINdetails[1]/{name}", str(day), KEPT)] if odd else [])


@pytest.mark.parametrize(("days", "odd"), [(0, False), (1, True)])
def test_a_review_after_the_end_of_its_plan(days: int, odd: bool) -> None:
    end = START + timedelta(days=100)
    review = end + timedelta(days=days)
    plan = row("ChildProtectionPlans", "CPPstartDate", START, "CPPendDate", end)
    episode, notes = read_episode(plan.replace("</CPPendDate>", f"</CPPendDate>{element('CPPreviewDate', review)}"))
    assert episode.protection_plans[0].reviews == (review,)
    assert rows(notes) == ([("CINdetails[1]/ChildProtectionPlans[1]/CPPreviewDate", str(review), KEPT)] if odd else [])


@pytest.mark.parametrize(("died", "odd"), [(date(2014, 12, 31), True), (date(2015, 1, 1), False)])
def test_a_death_before_the_birth(died: date, odd: bool) -> None:
    record, notes = read_one(child_xml(who=identifiers(element("PersonDeathDate", died))))
    assert record.death_date == died
    assert rows(notes) == ([("ChildIdentifiers/PersonDeathDate", str(died), KEPT)] if odd else [])


def test_a_child_may_be_referred_before_it_is_born() -> None:
    _, notes = read_one(child_xml(who=identifiers(element("PersonBirthDate", date(2025, 9, 1)))))
    assert notes == []


@pytest.mark.parametrize(("day", "odd"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)])
def test_a_date_after_the_reference_date(day: date, odd: bool) -> None:
    _, notes = read_episode(element("CINclosureDate", day) + "<ReasonForClosure>RC7</ReasonForClosure>")
    assert rows(notes) == ([("CINdetails[1]/CINclosureDate", str(day), KEPT)] if odd else [])


def test_a_target_or_an_expected_birth_may_lie_ahead() -> None:
    enquiry = row("Section47", "S47ActualStartDate", START, "InitialCPCtarget", date(2026, 4, 20))
    assert read_episode(enquiry)[1] == []
    due = element("ExpectedPersonBirthDate", date(2026, 8, 1))
    assert read_one(child_xml(who=identifiers(due)))[1] == []
