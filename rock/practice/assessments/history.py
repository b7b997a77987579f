"""What is held of assessments and section 47 enquiries, for those who decide about a request."""

from collections.abc import Iterator
from datetime import date

from django.db.models import BooleanField, Value

from rock.core.words import on_day
from rock.practice.assessments.models import Assessment, Section47Enquiry
from rock.practice.requests.history import HistoryLine

ENQUIRY = "Section 47 enquiry"


def held_of(person_ids: set[int]) -> Iterator[HistoryLine]:
    """Yield the assessments of these children and the enquiries whether they are safe, each with its end (one query)."""
    no = Value(False, output_field=BooleanField())
    assessments = Assessment.objects.filter(referral__child__in=person_ids).order_by()
    enquiries = Section47Enquiry.objects.filter(referral__child__in=person_ids).order_by()
    rows = assessments.values_list(
        Value("Assessment"), "referral__child", "started_on", "authorised_on", no, "source"
    ).union(
        enquiries.values_list(
            Value(ENQUIRY), "referral__child", "started_on", "icpc_on", "icpc_not_required", "source"
        ),
        all=True,
    )
    for what, child, started_on, ended_on, not_required, source in rows:
        came_of = _came_of(ended_on, is_not_required=not_required) if what == ENQUIRY else _signed_off(ended_on)
        yield HistoryLine(child, started_on, what, came_of, source)


def _signed_off(on: date | None) -> str:
    return f"Signed off, {on_day(on)}" if on else "Not signed off"


def _came_of(conference_on: date | None, *, is_not_required: bool) -> str:
    if conference_on:
        return f"Child protection conference, {on_day(conference_on)}"
    return "No conference was needed" if is_not_required else "No conference is held here"
