"""What every write of an assessment begins with."""

from rock.core.services import Refused
from rock.practice.assessments.models import Assessment, Heading
from rock.records.models import Occasion, Person

ANSWER = "assessment_answer"
LONGEST_PASSAGE = 10_000


def question_of(heading: Heading | str) -> str:
    """Return the key under which the wordings of a heading are said."""
    return f"assessment_{Heading(heading).value}"


def heading_of(question: str) -> Heading | None:
    """Return the heading that words of this key stand under; None for other words of an assessment."""
    key = question.removeprefix("assessment_")
    return Heading(key) if question.startswith("assessment_") and key in Heading.values else None


def locked(assessment: Assessment) -> Assessment:
    """Return the assessment, held until the transaction ends; refuse one that is authorised or was made elsewhere."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("occasion__family", "referral__child")
    row = rows.get(pk=assessment.pk)
    if row.occasion is None:
        raise Refused("This assessment was made in another system, so it cannot be changed here. Start a new one.")
    if row.authorised_on:
        raise Refused("This assessment is authorised, so it can no longer be changed. Start a new one to say more.")
    return row


def child_of(assessment: Assessment) -> Person:
    """Return whom an assessment is about."""
    return assessment.referral.child


def occasion_of(assessment: Assessment) -> Occasion:
    """Return what the words of an assessment stand on; ValueError for one that another system made."""
    if assessment.occasion is None:
        raise ValueError("an assessment of another system has no words here")
    return assessment.occasion
