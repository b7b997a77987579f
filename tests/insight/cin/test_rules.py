"""Each rule for dirty files, at its edge: what sets it off, and the nearest thing that does not."""

from datetime import date

import pytest

from rock.insight.cin.records import KEPT, LEFT_OUT, READ_AS_NO
from tests.insight.cin.making import (
    REFERRAL,
    characteristics,
    child_xml,
    episode_xml,
    identifiers,
    read_episode,
    read_one,
    rows,
)

NFA = REFERRAL.replace("<ReferralNFA>0<", "<ReferralNFA>true<")
CLOSURE = "<CINclosureDate>2025-06-03</CINclosureDate>"
REASON = "<ReasonForClosure>RC8</ReasonForClosure>"
ASSESSMENT = "<Assessments><AssessmentActualStartDate>2025-06-02</AssessmentActualStartDate>{}</Assessments>"
ENQUIRY = "<Section47><S47ActualStartDate>2025-06-05</S47ActualStartDate>{}</Section47>"
PLAN = (
    "<ChildProtectionPlans><CPPstartDate>2025-06-20</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP></ChildProtectionPlans>"
)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (CLOSURE + REASON, "a closure date"),
        ("<DateOfInitialCPC>2025-06-20</DateOfInitialCPC>", "a conference"),
        (ASSESSMENT.format(""), "an assessment"),
        ("<CINPlanDates><CINPlanStartDate>2025-07-01</CINPlanStartDate></CINPlanDates>", "a CIN plan"),
        (ENQUIRY.format("<ICPCnotRequired>0</ICPCnotRequired>"), "a section 47 enquiry"),
        (PLAN, "a protection plan"),
    ],
)
def test_a_fact_overrules_a_mark_of_no_further_action(fact: str, said: str) -> None:
    episode, notes = read_episode(fact, NFA)
    assert (episode.referral_nfa, episode.nfa_in_file) == (False, True)
    assert rows(notes) == [("CINdetails[1]/ReferralNFA", "true", READ_AS_NO)]
    assert said in notes[0].why


@pytest.mark.parametrize("nothing", ["", REASON, "<CINclosureDate/>", "<DateOfInitialCPC>soon</DateOfInitialCPC>"])
def test_without_a_dated_fact_the_mark_stands(nothing: str) -> None:
    episode, notes = read_episode(nothing, NFA)
    assert (episode.referral_nfa, episode.nfa_in_file) == (True, None)
    assert READ_AS_NO not in {note.done for note in notes}


def test_facts_beside_no_mark_are_no_news() -> None:
    episode, notes = read_episode(CLOSURE + REASON)
    assert (episode.referral_nfa, episode.nfa_in_file, notes) == (False, None, [])


@pytest.mark.parametrize(("text", "done"), [("perhaps", LEFT_OUT), ("", LEFT_OUT)])
def test_a_mark_that_is_neither_yes_nor_no_counts_as_no(text: str, done: str) -> None:
    episode, notes = read_episode("", REFERRAL.replace("<ReferralNFA>0<", f"<ReferralNFA>{text}<"))
    assert episode.referral_nfa is False
    assert rows(notes) == [("CINdetails[1]/ReferralNFA", text, done)]


@pytest.mark.parametrize(
    ("held", "not_required"), [("<DateOfInitialCPC>2025-06-20</DateOfInitialCPC>", False), ("", True)]
)
def test_a_conference_that_was_held_overrules_not_required(held: str, not_required: bool) -> None:
    episode, notes = read_episode(ENQUIRY.format(held + "<ICPCnotRequired>1</ICPCnotRequired>"))
    assert episode.section47s[0].icpc_not_required is not_required
    expected = [] if not_required else [("CINdetails[1]/Section47[1]/ICPCnotRequired", "1", READ_AS_NO)]
    assert rows(notes) == expected


@pytest.mark.parametrize(("given", "field"), [(CLOSURE, "CINclosureDate"), (REASON, "ReasonForClosure")])
def test_a_closure_without_reason_or_a_reason_without_closure_is_kept_and_noted(given: str, field: str) -> None:
    episode, notes = read_episode(given)
    assert (episode.closure_date is None) != (episode.closure_reason is None)
    assert [(note.field, note.done) for note in notes] == [(f"CINdetails[1]/{field}", KEPT)]


@pytest.mark.parametrize(
    ("given", "kept", "left_out"),
    [
        (["NONE"], ("NONE",), []),
        (["NONE", "VIS"], ("VIS",), ["NONE"]),
        (["VIS", "vis"], ("VIS",), ["vis"]),
        (["VIS", "XYZ", "MOB"], ("VIS", "MOB"), ["XYZ"]),
        ([], (), []),
    ],
)
def test_lists_of_disabilities(given: list[str], kept: tuple[str, ...], left_out: list[str]) -> None:
    inside = "".join(f"<Disability>{code}</Disability>" for code in given)
    record, notes = read_one(child_xml(what=characteristics(f"<Disabilities>{inside}</Disabilities>")))
    assert record.disabilities == kept
    assert [note.found for note in notes] == left_out


@pytest.mark.parametrize(
    ("given", "kept"), [(["21"], ("21",)), (["21", "4B"], ("4B",)), (["18A", "18B"], ("18A", "18B")), (["8A"], ())]
)
def test_lists_of_factors(given: list[str], kept: tuple[str, ...]) -> None:
    inside = "".join(f"<AssessmentFactors>{code}</AssessmentFactors>" for code in given)
    wrapped = ASSESSMENT.format(f"<FactorsIdentifiedAtAssessment>{inside}</FactorsIdentifiedAtAssessment>")
    episode, notes = read_episode(wrapped)
    assert episode.assessments[0].factors == kept
    assert [note.found for note in notes] == [code for code in given if code not in kept]


@pytest.mark.parametrize("field", ["ReferralSource", "PrimaryNeedCode", "ReasonForClosure"])
def test_an_unknown_code_is_not_stored_and_the_note_keeps_it(field: str) -> None:
    start = "<CINreferralDate>2025-06-02</CINreferralDate><ReferralNFA>0</ReferralNFA>"
    source = "" if field == "ReferralSource" else "<ReferralSource>1A</ReferralSource>"
    episode, notes = read_episode(f"{source}<{field}>ZZ</{field}>", start)
    assert "ZZ" not in (episode.source, episode.primary_need, episode.closure_reason)
    assert rows(notes) == [(f"CINdetails[1]/{field}", "ZZ", LEFT_OUT)]


def test_what_the_census_asks_for_and_a_child_does_not_say() -> None:
    who = "<ChildIdentifiers><LAchildID>C1</LAchildID></ChildIdentifiers>"
    record, notes = read_one(f"<Child>{who}</Child>")
    assert (record.sex, record.ethnicity, record.birth_date, record.episodes) == (None, None, None, ())
    assert [note.field for note in notes] == [
        "ChildIdentifiers/Sex",
        "ChildCharacteristics/Ethnicity",
        "ChildIdentifiers/PersonBirthDate",
        "CINdetails",
    ]


def test_an_unborn_child_needs_no_date_of_birth() -> None:
    due = "<PersonBirthDate/><ExpectedPersonBirthDate>2026-08-01</ExpectedPersonBirthDate>"
    record, notes = read_one(child_xml(who=identifiers(due)))
    assert (record.birth_date, record.expected_birth_date, notes) == (None, date(2026, 8, 1), [])


def test_a_reason_for_no_upn_beside_a_upn_is_kept_and_noted() -> None:
    record, notes = read_one(child_xml(who=identifiers("<UPN>A12345678901B</UPN><UPNunknown>UN1</UPNunknown>")))
    assert (record.upn, record.upn_unknown) == ("A12345678901B", "UN1")
    assert rows(notes) == [("ChildIdentifiers/UPNunknown", "UN1", KEPT)]


def test_a_upn_without_the_form_of_one_is_not_stored() -> None:
    record, notes = read_one(child_xml(who=identifiers("<UPN>12345</UPN>")))
    assert record.upn is None
    assert rows(notes) == [("ChildIdentifiers/UPN", "12345", LEFT_OUT)]


def test_the_same_row_twice_is_once_and_rows_that_differ_stay() -> None:
    other = ASSESSMENT.format("<AssessmentAuthorisationDate>2025-06-30</AssessmentAuthorisationDate>")
    episode, notes = read_episode(ASSESSMENT.format("") * 2 + other)
    assert [row.authorised for row in episode.assessments] == [None, date(2025, 6, 30)]
    assert rows(notes) == [("CINdetails[1]/Assessments[2]", "", LEFT_OUT)]


def test_the_same_referral_twice_is_once_and_two_on_one_day_stay() -> None:
    record, notes = read_one(child_xml(episode_xml() * 2 + episode_xml(CLOSURE + REASON)))
    assert [episode.closure_date for episode in record.episodes] == [None, date(2025, 6, 3)]
    assert rows(notes) == [("CINdetails[2]", "", LEFT_OUT)]


@pytest.mark.parametrize(
    ("row", "path"),
    [
        (
            "<Assessments><AssessmentAuthorisationDate>2025-07-01</AssessmentAuthorisationDate></Assessments>",
            "Assessments",
        ),
        ("<CINPlanDates><CINPlanEndDate>2025-07-01</CINPlanEndDate></CINPlanDates>", "CINPlanDates"),
        ("<Section47><ICPCnotRequired>0</ICPCnotRequired></Section47>", "Section47"),
        ("<ChildProtectionPlans><CPPendDate>2025-07-01</CPPendDate></ChildProtectionPlans>", "ChildProtectionPlans"),
    ],
)
def test_a_row_without_its_first_date_is_left_out_and_its_words_kept(row: str, path: str) -> None:
    episode, notes = read_episode(row)
    assert (episode.assessments, episode.cin_plans, episode.section47s, episode.protection_plans) == ((), (), (), ())
    ((field, found, done),) = rows(notes)
    assert (field, done) == (f"CINdetails[1]/{path}[1]", LEFT_OUT)
    assert found.startswith(row.split("><")[1].split(">", maxsplit=1)[0])


def test_a_referral_without_its_date_is_left_out_and_the_other_stays() -> None:
    lost = "<CINdetails><CINreferralDate>31/02/2025</CINreferralDate><ReferralSource>1A</ReferralSource></CINdetails>"
    record, notes = read_one(child_xml(lost + episode_xml()))
    assert [episode.referral_date for episode in record.episodes] == [date(2025, 6, 2)]
    assert rows(notes) == [
        ("CINdetails[1]/CINreferralDate", "31/02/2025", LEFT_OUT),
        ("CINdetails[1]", "CINreferralDate 31/02/2025, ReferralSource 1A", LEFT_OUT),
    ]


@pytest.mark.parametrize("count", ["-1", "two", "1.5"])
def test_a_count_that_is_none_is_not_stored(count: str) -> None:
    episode, notes = read_episode(PLAN.replace("<NumberOfPreviousCPP>0<", f"<NumberOfPreviousCPP>{count}<"))
    assert episode.protection_plans[0].previous_plans is None
    assert rows(notes) == [("CINdetails[1]/ChildProtectionPlans[1]/NumberOfPreviousCPP", count, LEFT_OUT)]
