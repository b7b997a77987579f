"""What a children-in-need census says, as plain values: a header, children, their episodes, and notes on how it was
read.

None means that the file said nothing that could be used; it never stands for "no". Rows keep the order of the file,
except that review dates are sorted. All dates are calendar dates: a time in the file is dropped.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

KEPT = "kept as given"
LEFT_OUT = "left out"
READ_AS_NO = "read as no"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CensusHeader:
    """Who made the file and for which collection; `year` is the year in which the collection's 31 March falls."""

    year: int | None = None
    reference_date: date | None = None
    lea: str | None = None
    software_code: str | None = None
    release: str | None = None
    serial_no: str | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """One assessment and the factors found at its end."""

    start: date
    internal_review: date | None = None
    authorised: date | None = None
    factors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CINPlanRecord:
    """One period on a child-in-need plan."""

    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Section47Record:
    """One section 47 enquiry; read from a file, a conference date always goes with `icpc_not_required` False."""

    start: date
    icpc_target: date | None = None
    icpc_date: date | None = None
    icpc_not_required: bool = False


@dataclass(frozen=True, slots=True)
class ProtectionPlanRecord:
    """One child protection plan, with the dates of its reviews in order."""

    start: date
    end: date | None = None
    initial_category: str | None = None
    latest_category: str | None = None
    previous_plans: int | None = None
    reviews: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Episode:
    """One CINdetails group: a referral and what followed.

    `nfa_in_file` holds what the file said about no further action where the facts beside it overruled it, else None.
    It is about the file and not about the child, so it takes no part in comparing.
    """

    referral_date: date
    source: str | None = None
    primary_need: str | None = None
    closure_date: date | None = None
    closure_reason: str | None = None
    icpc_date: date | None = None
    referral_nfa: bool = False
    assessments: tuple[AssessmentRecord, ...] = ()
    cin_plans: tuple[CINPlanRecord, ...] = ()
    section47s: tuple[Section47Record, ...] = ()
    protection_plans: tuple[ProtectionPlanRecord, ...] = ()
    nfa_in_file: bool | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ChildRecord:
    """One child as the census holds them."""

    la_child_id: str
    upn: str | None = None
    former_upn: str | None = None
    upn_unknown: str | None = None
    birth_date: date | None = None
    expected_birth_date: date | None = None
    sex: str | None = None
    death_date: date | None = None
    ethnicity: str | None = None
    disabilities: tuple[str, ...] = ()
    episodes: tuple[Episode, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A child that was not read: the place in the file (1 is the first), the id if there was one, and why."""

    number: int
    child_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """One row of the report: whose, which element, what was found, done and why; `child_id` "" is the header."""

    child_id: str
    field: str
    found: str
    done: str
    why: str
