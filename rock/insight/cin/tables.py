"""Which column holds which part of a census record: one description for loading, comparing and exporting.

A record says None where a text column is empty. Lists of codes (factors) belong to their row as one value; their order
is that of their keys, and so is the order of rows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from rock.insight.cin.records import (
    AssessmentRecord,
    CINPlanRecord,
    Episode,
    ProtectionPlanRecord,
    Section47Record,
)
from rock.practice.assessments.models import Assessment, AssessmentFactor, Section47Enquiry
from rock.practice.conferences.models import ProtectionPlan, ProtectionReview
from rock.practice.plans.models import CINPlan
from rock.practice.requests.models import Referral

Facts = dict[str, Any]
"""What a row says, by the names of its record, in the record's own terms; a list of codes is a tuple."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, the record's name for it, and the census's; `coded` columns hold "" for None."""

    name: str
    attr: str
    element: str
    coded: bool = False

    def stored(self, value: Any) -> Any:
        """Return the record's value as the column takes it."""
        return "" if self.coded and value is None else value

    def read(self, value: Any) -> Any:
        """Return the column's value as the record says it."""
        return None if self.coded and value == "" else value


@dataclass(frozen=True, slots=True)
class Codes:
    """A list of codes of a row, in a table of its own."""

    model: type[Model]
    parent: str
    attr: str
    element: str


@dataclass(frozen=True)
class Table:
    """One kind of row of an episode: where it stands in records, in the census and in the database.

    `keys` are ways to tell that two rows are the same one, surest first, each a list of the record's names; `over` says
    when a row was over, if it was, so that a later census need not hold it; `aside` names what takes no part in comparing.
    """

    model: type[Model]
    parent: str
    attr: str
    element: str
    columns: tuple[Column, ...]
    make: Callable[..., Any]
    keys: tuple[tuple[str, ...], ...]
    over: Callable[[Facts], date | None]
    codes: Codes | None = None
    parts: tuple["Table", ...] = ()
    aside: frozenset[str] = frozenset()

    @property
    def names(self) -> list[str]:
        """Return the names of the columns."""
        return [column.name for column in self.columns]

    @property
    def start(self) -> str:
        """Return the record's name for the date that places a row in time."""
        return self.keys[-1][0]

    def facts(self, record: Any) -> Facts:
        """Return what a record says."""
        if isinstance(record, date):
            return {self.start: record}
        found = {column.attr: getattr(record, column.attr) for column in self.columns}
        return found | {self.codes.attr: getattr(record, self.codes.attr)} if self.codes else found

    def compared(self, facts: Facts) -> Facts:
        """Return the facts that decide whether two rows say the same."""
        return {name: value for name, value in facts.items() if name not in self.aside}

    def stored(self, facts: Facts) -> list[Any]:
        """Return the facts as the columns take them, in the order of `names`."""
        return [column.stored(facts[column.attr]) for column in self.columns]

    def element_of(self, attr: str) -> str:
        """Return the census's name for a fact."""
        if self.codes and attr == self.codes.attr:
            return self.codes.element
        return next(column.element for column in self.columns if column.attr == attr)

    def and_parts(self) -> Iterator["Table"]:
        """Yield this table and those of its parts, parents first."""
        yield self
        for part in self.parts:
            yield from part.and_parts()


REVIEWS = Table(
    model=ProtectionReview,
    parent="plan_id",
    attr="reviews",
    element="CPPreviewDate",
    columns=(Column("held_on", "held", "CPPreviewDate"),),
    make=lambda held: held,
    keys=(("held",),),
    over=lambda facts: facts["held"],
)
ASSESSMENTS = Table(
    model=Assessment,
    parent="referral_id",
    attr="assessments",
    element="Assessments",
    columns=(
        Column("started_on", "start", "AssessmentActualStartDate"),
        Column("internal_review_on", "internal_review", "AssessmentInternalReviewDate"),
        Column("authorised_on", "authorised", "AssessmentAuthorisationDate"),
    ),
    make=AssessmentRecord,
    keys=(("start",),),
    over=lambda facts: facts["authorised"],
    codes=Codes(AssessmentFactor, "assessment_id", "factors", "AssessmentFactors"),
)
CIN_PLANS = Table(
    model=CINPlan,
    parent="referral_id",
    attr="cin_plans",
    element="CINPlanDates",
    columns=(Column("started_on", "start", "CINPlanStartDate"), Column("ended_on", "end", "CINPlanEndDate")),
    make=CINPlanRecord,
    keys=(("start",),),
    over=lambda facts: facts["end"],
)
SECTION_47S = Table(
    model=Section47Enquiry,
    parent="referral_id",
    attr="section47s",
    element="Section47",
    columns=(
        Column("started_on", "start", "S47ActualStartDate"),
        Column("icpc_target_on", "icpc_target", "InitialCPCtarget"),
        Column("icpc_on", "icpc_date", "DateOfInitialCPC"),
        Column("icpc_not_required", "icpc_not_required", "ICPCnotRequired"),
    ),
    make=Section47Record,
    keys=(("start",),),
    over=lambda facts: facts["start"],
)
PROTECTION_PLANS = Table(
    model=ProtectionPlan,
    parent="referral_id",
    attr="protection_plans",
    element="ChildProtectionPlans",
    columns=(
        Column("started_on", "start", "CPPstartDate"),
        Column("ended_on", "end", "CPPendDate"),
        Column("initial_category", "initial_category", "InitialCategoryOfAbuse", coded=True),
        Column("latest_category", "latest_category", "LatestCategoryOfAbuse", coded=True),
        Column("previous_plans", "previous_plans", "NumberOfPreviousCPP"),
    ),
    make=ProtectionPlanRecord,
    keys=(("start",),),
    over=lambda facts: facts["end"],
    parts=(REVIEWS,),
)
EPISODES = Table(
    model=Referral,
    parent="child_id",
    attr="episodes",
    element="CINdetails",
    columns=(
        Column("referred_on", "referral_date", "CINreferralDate"),
        Column("source_code", "source", "ReferralSource", coded=True),
        Column("primary_need", "primary_need", "PrimaryNeedCode", coded=True),
        Column("closed_on", "closure_date", "CINclosureDate"),
        Column("closure_reason", "closure_reason", "ReasonForClosure", coded=True),
        Column("icpc_on", "icpc_date", "DateOfInitialCPC"),
        Column("no_further_action", "referral_nfa", "ReferralNFA"),
        Column("nfa_in_file", "nfa_in_file", "ReferralNFA"),
    ),
    make=Episode,
    keys=(("referral_date", "source"), ("referral_date",)),
    over=lambda facts: facts["closure_date"] or (facts["referral_date"] if facts["referral_nfa"] else None),
    parts=(ASSESSMENTS, CIN_PLANS, SECTION_47S, PROTECTION_PLANS),
    aside=frozenset({"nfa_in_file"}),
)
