from datetime import date
from io import BytesIO

import pytest

from rock.insight.cin.reader import read
from rock.insight.cin.records import LEFT_OUT, ChildRecord
from tests.insight.cin.making import (
    HEADER_XML,
    census_xml,
    characteristics,
    child_xml,
    episode_xml,
    identifiers,
    read_all,
    read_episode,
    read_one,
    rows,
)

PLAN = (
    "<ChildProtectionPlans><CPPstartDate>2025-07-01</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>SAL</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>{}</ChildProtectionPlans>"
)
FIRST, SECOND = "<CPPreviewDate>2025-12-01</CPPreviewDate>", "<CPPreviewDate>2025-09-01</CPPreviewDate>"


@pytest.mark.parametrize(
    "reviews",
    [
        f"<Reviews>{FIRST}{SECOND}</Reviews>",
        f"<Reviews>{FIRST}</Reviews><Reviews>{SECOND}</Reviews>",
        f"<Reviews>{SECOND}</Reviews><Reviews/><Reviews>{FIRST}</Reviews>",
        f"{FIRST}{SECOND}",
    ],
)
def test_reviews_in_any_wrapping_come_out_in_order(reviews: str) -> None:
    episode, notes = read_episode(PLAN.format(reviews))
    (plan,) = episode.protection_plans
    assert plan.reviews == (date(2025, 9, 1), date(2025, 12, 1))
    assert (plan.initial_category, plan.latest_category, plan.previous_plans) == ("NEG", "SAB", 0)
    assert notes == []


@pytest.mark.parametrize(
    ("sex", "code"),
    [
        ("<Sex>M</Sex>", "M"),
        ("<Sex>2</Sex>", "F"),
        ("<GenderCurrent>2</GenderCurrent>", "F"),
        ("<GenderCurrent>9</GenderCurrent>", "U"),
        ("<Sex/><GenderCurrent>1</GenderCurrent>", "M"),
    ],
)
def test_sex_under_either_name(sex: str, code: str) -> None:
    record, notes = read_one(child_xml(who=identifiers(sex=sex)))
    assert record.sex == code
    assert notes == []


def test_a_sex_beside_another_gender_wins_and_is_noted() -> None:
    record, notes = read_one(child_xml(who=identifiers(sex="<GenderCurrent>1</GenderCurrent><Sex>F</Sex>")))
    assert record.sex == "F"
    assert rows(notes) == [("ChildIdentifiers/GenderCurrent", "1", LEFT_OUT)]


def test_namespaces_comments_and_empty_elements_change_nothing() -> None:
    plain = census_xml(child_xml())
    spaced = plain.replace(b"<Message>", b'<Message xmlns="urn:x:cin">')
    prefixed = (
        plain.replace(b"<", b"<c:").replace(b"<c:/", b"</c:").replace(b"<c:Message>", b'<c:Message xmlns:c="urn:y">')
    )
    decorated = plain.replace(b"<LAchildID>", b"<!-- the id --><?odd thing?><UPN/><FormerUPN>  </FormerUPN><LAchildID>")
    assert read_all(plain) == read_all(spaced) == read_all(prefixed) == read_all(decorated)


def test_text_between_elements_is_left_out_and_noted() -> None:
    _, notes = read_one(child_xml("  loose" + episode_xml(" words \n here ")))
    assert rows(notes) == [("", "loose", LEFT_OUT), ("CINdetails[1]", "words here", LEFT_OUT)]


def test_elements_that_are_not_read_are_noted_with_what_they_said() -> None:
    module_5 = (
        "<PreProceedingsandFGDM><PPStartDate>2026-04-02</PPStartDate><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>"
    )
    _, notes = read_episode(module_5)
    assert rows(notes) == [("CINdetails[1]/PreProceedingsandFGDM", "PPStartDate 2026-04-02, PPOutcome A", LEFT_OUT)]


def test_a_second_different_value_is_noted_and_a_second_equal_one_is_not() -> None:
    record, notes = read_one(child_xml(who=identifiers("<PersonDeathDate/>" + "<UPNunknown>UN1</UPNunknown>" * 2)))
    assert (record.upn_unknown, notes) == ("UN1", [])
    record, notes = read_one(child_xml(who=identifiers("<UPNunknown>UN1</UPNunknown><UPNunknown>UN2</UPNunknown>")))
    assert record.upn_unknown == "UN1"
    assert rows(notes) == [("ChildIdentifiers/UPNunknown", "UN2", LEFT_OUT)]


def test_a_second_group_where_there_is_one_is_noted() -> None:
    _, notes = read_one(
        child_xml(what=characteristics() + "<ChildCharacteristics><Ethnicity>REFU</Ethnicity></ChildCharacteristics>")
    )
    assert rows(notes) == [("ChildCharacteristics", "Ethnicity REFU", LEFT_OUT)]


def test_the_header_may_come_after_the_children() -> None:
    data = census_xml(child_xml(), header="").replace(b"</Message>", HEADER_XML.encode() + b"</Message>")
    census = read(BytesIO(data))
    assert census.header.year is None
    ((record, _),) = census.children()
    assert isinstance(record, ChildRecord)
    assert census.header.year == 2026


def test_a_census_without_a_header_is_read_with_a_note() -> None:
    census = read(BytesIO(census_xml(child_xml(), header="")))
    assert rows(census.notes) == [("Header", "", LEFT_OUT)]
    assert len(list(census.children())) == 1
