"""From a Child element to a ChildRecord, in any dialect: names are looked up, so their order does not matter."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from lxml.etree import _Element as Element

from rock.insight.cin import codes, dates, rules
from rock.insight.cin.parts import Ledger, Part, tidy
from rock.insight.cin.records import (
    AssessmentRecord,
    ChildRecord,
    CINPlanRecord,
    Episode,
    ProtectionPlanRecord,
    Section47Record,
)
from rock.insight.cin.values import read_count, read_date, read_upn

T = TypeVar("T")

CHILD = frozenset({"ChildIdentifiers", "ChildCharacteristics", "CINdetails"})
IDENTIFIERS = frozenset(
    {
        "LAchildID",
        "UPN",
        "FormerUPN",
        "UPNunknown",
        "PersonBirthDate",
        "ExpectedPersonBirthDate",
        "Sex",
        "GenderCurrent",
    }
    | {"PersonDeathDate"}
)
CHARACTERISTICS = frozenset({"Ethnicity", "Disabilities", "Disability"})
EPISODE = frozenset(
    {"CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure", "DateOfInitialCPC"}
    | {"Assessments", "CINPlanDates", "Section47", "ReferralNFA", "ChildProtectionPlans"}
)
ASSESSMENT = frozenset(
    {"AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate"}
    | {"FactorsIdentifiedAtAssessment", "AssessmentFactors"}
)
CIN_PLAN = frozenset({"CINPlanStartDate", "CINPlanEndDate"})
SECTION_47 = frozenset({"S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"})
PROTECTION_PLAN = frozenset(
    {"CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP"}
    | {"Reviews", "CPPreviewDate"}
)
_NO_UPN = "it does not have the form of a unique pupil number (a letter, 11 digits, a digit or letter)"


def find_id(element: Element) -> str:
    """Return the local authority's own id of a Child element, "" if it has none."""
    return next((t for e in element.iterfind("{*}ChildIdentifiers/{*}LAchildID") if (t := tidy(e.text))), "")


def child_from(element: Element, la_child_id: str, ledger: Ledger) -> ChildRecord:
    """Return the record of a Child element, the dirty rules applied; what they did is in the ledger."""
    child = Part(element, "", ledger, CHILD)
    who = child.single("ChildIdentifiers", IDENTIFIERS)
    what = child.single("ChildCharacteristics", CHARACTERISTICS)
    record = ChildRecord(
        la_child_id=la_child_id,
        upn=who.value(read_upn, _NO_UPN, "UPN"),
        former_upn=who.value(read_upn, _NO_UPN, "FormerUPN"),
        upn_unknown=who.code(codes.UPN_UNKNOWN, "UPNunknown"),
        birth_date=who.day("PersonBirthDate"),
        expected_birth_date=who.day("ExpectedPersonBirthDate", ahead=True),
        sex=who.code(codes.SEX, "Sex", "GenderCurrent", required=True),
        death_date=who.day("PersonDeathDate"),
        ethnicity=what.code(codes.ETHNICITY, "Ethnicity", required=True),
        disabilities=what.coded(codes.DISABILITY, "Disabilities", "Disability"),
        episodes=rules.once((_episode(part) for part in child.parts("CINdetails", EPISODE)), "CINdetails", ledger),
    )
    return rules.settle_child(record, ledger)


def _episode(part: Part) -> Episode | None:
    started = part.anchor("CINreferralDate")
    if started is None:
        return None
    episode = Episode(
        referral_date=started,
        source=part.code(codes.REFERRAL_SOURCE, "ReferralSource", required=True),
        primary_need=part.code(codes.PRIMARY_NEED, "PrimaryNeedCode"),
        closure_date=part.day("CINclosureDate"),
        closure_reason=part.code(codes.CLOSURE_REASON, "ReasonForClosure"),
        icpc_date=part.day("DateOfInitialCPC"),
        referral_nfa=part.flag("ReferralNFA"),
        assessments=_rows(part, "Assessments", ASSESSMENT, _assessment, started),
        cin_plans=_rows(part, "CINPlanDates", CIN_PLAN, _cin_plan, started),
        section47s=_rows(part, "Section47", SECTION_47, _section_47, started),
        protection_plans=_rows(part, "ChildProtectionPlans", PROTECTION_PLAN, _plan, started),
    )
    return rules.settle_episode(episode, part)


def _rows(
    part: Part, name: str, known: frozenset[str], read: Callable[[Part, date], T | None], referral: date
) -> tuple[T, ...]:
    return rules.once((read(inner, referral) for inner in part.parts(name, known)), part.where(name), part.ledger)


def _assessment(part: Part, referral: date) -> AssessmentRecord | None:
    start = part.anchor("AssessmentActualStartDate")
    if start is None:
        return None
    factors = part.coded(codes.ASSESSMENT_FACTOR, "FactorsIdentifiedAtAssessment", "AssessmentFactors")
    record = AssessmentRecord(
        start=start,
        internal_review=part.day("AssessmentInternalReviewDate"),
        authorised=part.day("AssessmentAuthorisationDate"),
        factors=rules.alone("21", factors, part.where("AssessmentFactors"), part.ledger),
    )
    dates.check_assessment(record, referral, part.path, part.ledger)
    return record


def _cin_plan(part: Part, referral: date) -> CINPlanRecord | None:
    start = part.anchor("CINPlanStartDate")
    if start is None:
        return None
    record = CINPlanRecord(start=start, end=part.day("CINPlanEndDate"))
    dates.check_cin_plan(record, referral, part.path, part.ledger)
    return record


def _section_47(part: Part, referral: date) -> Section47Record | None:
    start = part.anchor("S47ActualStartDate")
    if start is None:
        return None
    record = Section47Record(
        start=start,
        icpc_target=part.day("InitialCPCtarget", ahead=True),
        icpc_date=part.day("DateOfInitialCPC"),
        icpc_not_required=part.flag("ICPCnotRequired"),
    )
    dates.check_section_47(record, referral, part.path, part.ledger)
    return rules.settle_section_47(record, part)


def _plan(part: Part, referral: date) -> ProtectionPlanRecord | None:
    start = part.anchor("CPPstartDate")
    if start is None:
        return None
    reviews = part.listed(read_date, "it is not a date between 1900 and 2100", "Reviews", "CPPreviewDate")
    record = ProtectionPlanRecord(
        start=start,
        end=part.day("CPPendDate"),
        initial_category=part.code(codes.ABUSE_CATEGORY, "InitialCategoryOfAbuse", required=True),
        latest_category=part.code(codes.ABUSE_CATEGORY, "LatestCategoryOfAbuse", required=True),
        previous_plans=part.value(read_count, "it is not a count", "NumberOfPreviousCPP", required=True),
        reviews=tuple(sorted(reviews)),
    )
    dates.check_plan(record, referral, part.path, part.ledger)
    return record
