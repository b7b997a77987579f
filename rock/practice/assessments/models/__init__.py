"""Assessments: the census's facts, what they say and what the family answers, and the parts of other services."""

from rock.practice.assessments.models.parts import AgencyPart
from rock.practice.assessments.models.statutory import Assessment, AssessmentFactor, Outcome, Section47Enquiry
from rock.practice.assessments.models.writing import (
    FamilyView,
    Heading,
    ManagerDecision,
    MoneyFirst,
    Passage,
    PassageAnswer,
    Reading,
)

__all__ = [
    "AgencyPart",
    "Assessment",
    "AssessmentFactor",
    "FamilyView",
    "Heading",
    "ManagerDecision",
    "MoneyFirst",
    "Outcome",
    "Passage",
    "PassageAnswer",
    "Reading",
    "Section47Enquiry",
]
