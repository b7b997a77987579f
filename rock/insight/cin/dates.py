"""Dates in an impossible order: kept as given, each with a note.

An end before its start, an assessment signed off before it began, work before its referral, a death before the birth:
one of the two dates is wrong, nobody here can know which, and dropping either would lose a fact of a child's life.
The same day is in order. Birth is not held against the referral: a child may be referred before it is born.
"""

from datetime import date
from itertools import pairwise

from rock.insight.cin.parts import Ledger
from rock.insight.cin.records import (
    KEPT,
    AssessmentRecord,
    ChildRecord,
    CINPlanRecord,
    Episode,
    ProtectionPlanRecord,
    Section47Record,
)

REFERRAL = "CINreferralDate"


def in_order(path: str, ledger: Ledger, *dated: tuple[str, date | None]) -> None:
    """Note each date that stands before the one named ahead of it; dates that are missing are passed over."""
    known = [(name, day) for name, day in dated if day]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            why = f"it is before {earlier} {first}; which of the two is wrong is not known"
            ledger.note(f"{path}/{later}", second, KEPT, why)


def check_child(child: ChildRecord, ledger: Ledger) -> None:
    """Hold a death against the birth."""
    born, died = ("PersonBirthDate", child.birth_date), ("PersonDeathDate", child.death_date)
    in_order("ChildIdentifiers", ledger, born, died)


def check_episode(episode: Episode, path: str, ledger: Ledger) -> None:
    """Hold closure and conference against the referral."""
    referral = (REFERRAL, episode.referral_date)
    in_order(path, ledger, referral, ("CINclosureDate", episode.closure_date))
    in_order(path, ledger, referral, ("DateOfInitialCPC", episode.icpc_date))


def check_assessment(record: AssessmentRecord, referral: date, path: str, ledger: Ledger) -> None:
    """Hold an assessment's start against the referral, its review and sign-off against its start."""
    start = ("AssessmentActualStartDate", record.start)
    in_order(path, ledger, (REFERRAL, referral), start, ("AssessmentAuthorisationDate", record.authorised))
    in_order(path, ledger, start, ("AssessmentInternalReviewDate", record.internal_review))


def check_cin_plan(record: CINPlanRecord, referral: date, path: str, ledger: Ledger) -> None:
    """Hold a plan's start against the referral and its end against its start."""
    in_order(path, ledger, (REFERRAL, referral), ("CINPlanStartDate", record.start), ("CINPlanEndDate", record.end))


def check_section_47(record: Section47Record, referral: date, path: str, ledger: Ledger) -> None:
    """Hold an enquiry's start against the referral, its conference and target against its start."""
    start = ("S47ActualStartDate", record.start)
    in_order(path, ledger, (REFERRAL, referral), start, ("DateOfInitialCPC", record.icpc_date))
    in_order(path, ledger, start, ("InitialCPCtarget", record.icpc_target))


def check_plan(record: ProtectionPlanRecord, referral: date, path: str, ledger: Ledger) -> None:
    """Hold a protection plan's start against the referral, its end and each review against the plan."""
    start, end = ("CPPstartDate", record.start), ("CPPendDate", record.end)
    in_order(path, ledger, (REFERRAL, referral), start, end)
    for review in record.reviews:
        in_order(path, ledger, start, ("CPPreviewDate", review))
        if record.end and review > record.end:
            why = f"it is after CPPendDate {record.end}; which of the two is wrong is not known"
            ledger.note(f"{path}/CPPreviewDate", review, KEPT, why)
