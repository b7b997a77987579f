"""What is held of assessments and section 47 enquiries, for those who decide about a request."""

from collections.abc import Iterator

from rock.core.words import on_day
from rock.practice.assessments.models import Assessment, Section47Enquiry
from rock.practice.requests.history import HistoryLine


def assessments_of(person_ids: set[int]) -> Iterator[HistoryLine]:
    """Yield the assessments of these children, each with when it was signed off."""
    for row in Assessment.objects.filter(referral__child__in=person_ids).select_related("referral"):
        done = f"Signed off, {on_day(row.authorised_on)}" if row.authorised_on else "Not signed off"
        yield HistoryLine(row.referral.child_id, row.started_on, "Assessment", done, row.source)


def enquiries_of(person_ids: set[int]) -> Iterator[HistoryLine]:
    """Yield the enquiries whether these children are safe, each with the conference that came of it."""
    for row in Section47Enquiry.objects.filter(referral__child__in=person_ids).select_related("referral"):
        yield HistoryLine(row.referral.child_id, row.started_on, "Section 47 enquiry", _came_of(row), row.source)


def _came_of(row: Section47Enquiry) -> str:
    if row.icpc_on:
        return f"Child protection conference, {on_day(row.icpc_on)}"
    return "No conference was needed" if row.icpc_not_required else "No conference is held here"
