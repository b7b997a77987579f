"""Write a children-in-need census as a stream, in today's dialect or an older one.

"2026" follows the order and the codes of `data/CIN_schema_2026.xsd`. "2017" is what older systems wrote, for tests
and for the synthetic council: `GenderCurrent`, true/false, a `Reviews` wrapper for each review, other element order.

Where a record does not know what the census asks for, the census's own code for "not known" is written if it has one,
with a note. Where it has none (a category of abuse, a count of earlier plans) the element stays out, with a note, and
the file will not pass its checks until the record is mended: a plan is never dropped from a return, nor a category
made up. A child without a referral is not part of a census and is not written, with a note.
"""

from collections.abc import Iterable
from typing import BinaryIO

from lxml import etree
from lxml.etree import _Element as Element

from rock.insight.cin.codes import SPLIT_FACTORS
from rock.insight.cin.dialects import DIALECTS, Dialect, DialectName
from rock.insight.cin.records import (
    LEFT_OUT,
    AssessmentRecord,
    CensusHeader,
    ChildRecord,
    CINPlanRecord,
    Episode,
    Note,
    ProtectionPlanRecord,
    Section47Record,
)
from rock.insight.cin.sheet import Sheet


def write(
    stream: BinaryIO, header: CensusHeader, children: Iterable[ChildRecord], dialect: DialectName = "2026"
) -> list[Note]:
    """Write the children as they come and return notes on what the census asks for and they do not say."""
    notes: list[Note] = []
    style = DIALECTS[dialect]
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("Message"):
            file.write(_header(header, style, notes), pretty_print=True)
            with file.element("Children"):
                for child in children:
                    if child.episodes:
                        file.write(_child(child, style, notes), pretty_print=True)
                    else:
                        why = "the child has no referral, and a census holds only children who were referred"
                        notes.append(Note(child.la_child_id, "Child", "", LEFT_OUT, why))
    return notes


def _header(header: CensusHeader, style: Dialect, notes: list[Note]) -> Element:
    sheet = Sheet("Header", style, "", notes)
    collection = sheet.inner("CollectionDetails")
    collection.put("Collection", "CIN")
    collection.put("Year", header.year)
    collection.put("ReferenceDate", header.reference_date)
    source = sheet.inner("Source")
    source.put("SourceLevel", "L")
    source.need("LEA", header.lea)
    source.put("SoftwareCode", header.software_code)
    source.put("Release", header.release)
    source.put("SerialNo", header.serial_no)
    source.put("DateTime", header.made_at)
    return sheet.element()


def _child(child: ChildRecord, style: Dialect, notes: list[Note]) -> Element:
    sheet = Sheet("Child", style, child.la_child_id, notes)
    who = sheet.inner("ChildIdentifiers")
    who.put("LAchildID", child.la_child_id)
    who.put("UPN", child.upn)
    who.put("FormerUPN", child.former_upn)
    who.put("UPNunknown", child.upn_unknown)
    who.put("PersonBirthDate", child.birth_date)
    who.put("ExpectedPersonBirthDate", child.expected_birth_date)
    who.sex(child.sex)
    who.put("PersonDeathDate", child.death_date)
    what = sheet.inner("ChildCharacteristics")
    what.need("Ethnicity", child.ethnicity, unknown="NOBT")
    if child.disabilities:
        what.inner("Disabilities").put("Disability", *child.disabilities)
    for episode in child.episodes:
        _episode(episode, sheet.inner("CINdetails"))
    return sheet.element()


def _episode(episode: Episode, sheet: Sheet) -> None:
    sheet.put("CINreferralDate", episode.referral_date)
    sheet.need("ReferralSource", episode.source, unknown="10")
    sheet.put("PrimaryNeedCode", episode.primary_need)
    sheet.put("CINclosureDate", episode.closure_date)
    sheet.put("ReasonForClosure", episode.closure_reason)
    sheet.put("DateOfInitialCPC", episode.icpc_date)
    for assessment in episode.assessments:
        _assessment(assessment, sheet.inner("Assessments"))
    for plan in episode.cin_plans:
        _cin_plan(plan, sheet.inner("CINPlanDates"))
    for enquiry in episode.section47s:
        _section_47(enquiry, sheet.inner("Section47"))
    sheet.put("ReferralNFA", episode.referral_nfa)
    for protection in episode.protection_plans:
        _protection_plan(protection, sheet.inner("ChildProtectionPlans"))


def _assessment(assessment: AssessmentRecord, sheet: Sheet) -> None:
    sheet.put("AssessmentActualStartDate", assessment.start)
    sheet.put("AssessmentInternalReviewDate", assessment.internal_review)
    sheet.put("AssessmentAuthorisationDate", assessment.authorised)
    if assessment.factors:
        sheet.inner("FactorsIdentifiedAtAssessment").put("AssessmentFactors", *assessment.factors)
    for code in SPLIT_FACTORS.keys() & set(assessment.factors):
        sheet.note("AssessmentFactors", code, f"the Department now asks for {SPLIT_FACTORS[code]} in its place")


def _cin_plan(plan: CINPlanRecord, sheet: Sheet) -> None:
    sheet.put("CINPlanStartDate", plan.start)
    sheet.put("CINPlanEndDate", plan.end)


def _section_47(enquiry: Section47Record, sheet: Sheet) -> None:
    sheet.put("S47ActualStartDate", enquiry.start)
    sheet.put("InitialCPCtarget", enquiry.icpc_target)
    sheet.put("DateOfInitialCPC", enquiry.icpc_date)
    sheet.put("ICPCnotRequired", enquiry.icpc_not_required)


def _protection_plan(plan: ProtectionPlanRecord, sheet: Sheet) -> None:
    sheet.put("CPPstartDate", plan.start)
    sheet.put("CPPendDate", plan.end)
    sheet.need("InitialCategoryOfAbuse", plan.initial_category)
    sheet.need("LatestCategoryOfAbuse", plan.latest_category)
    sheet.need("NumberOfPreviousCPP", plan.previous_plans)
    sheet.reviews(plan.reviews)
