"""Reviews told again: who was there, what each marked and said, what made it so."""

from typing import Any

from django.db.models import QuerySet

from rock.practice.plans.models import Plan, Review
from rock.practice.plans.review_facts import MarkFacts, ReviewFacts
from rock.practice.plans.services.reviewing import hold_review
from rock.practice.visits.facts import PresentFacts
from rock.records.models import DayKind, Mark, Occasion, PresenceMode, Slot, SlotMark


def reviews_of(plan: Plan) -> QuerySet[Review]:
    """Return the reviews of a plan, in order."""
    rows = Review.objects.filter(plan=plan).select_related("occasion__recorded_by", "what_changed")
    return rows.order_by("occasion__recorded_at")


def hold_again(review: Review, plan: Plan) -> None:
    """Hold a loaded review again, of another plan."""
    by: Any = review.occasion.recorded_by
    hold_review(by=by, plan=plan, facts=_facts(review))


def _facts(review: Review) -> ReviewFacts:
    occasion = review.occasion
    marks = SlotMark.objects.filter(occasion=occasion).select_related("person", "statement", "carer").order_by("pk")
    return ReviewFacts(
        happened_at=occasion.happened_at,
        next_on=review.next_on,
        marks=tuple(map(_mark, marks)),
        what_changed=review.what_changed.words if review.what_changed else "",
        present=_present(occasion),
    )


def _present(occasion: Occasion) -> tuple[PresentFacts, ...]:
    there = occasion.presences.filter(mode=PresenceMode.THERE, person__isnull=False).select_related("person")
    return tuple(PresentFacts(person=row.person) for row in there.order_by("pk"))


def _mark(row: SlotMark) -> MarkFacts:
    said = row.statement
    words = said.words if said and said.verbatim else ""
    return MarkFacts(Slot(row.slot), Mark(row.mark), row.person, words, DayKind(row.day_kind), row.carer)
