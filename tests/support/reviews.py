"""Short ways to hold a review of a plan."""

from datetime import date, datetime, timedelta
from datetime import time as clock_time
from typing import Any
from uuid import uuid4

from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.practice.plans.models import Plan, Review
from rock.practice.plans.review_facts import MarkFacts, ReviewFacts
from rock.practice.plans.services.reviewing import hold_review
from rock.practice.visits.facts import PresentFacts
from rock.records.models import Mark, Person, Slot


def moment(day: date) -> datetime:
    """Return midday on a day, or a minute ago where that has not come yet."""
    midday = timezone.make_aware(datetime.combine(day, clock_time(12)))
    return min(midday, time.now() - timedelta(minutes=1))


def days_ago(days: int) -> date:
    """Return the day so many days before today."""
    return time.today() - timedelta(days=days)


def mark(person: Person | None = None, what: Mark = Mark.BETTER, words: str = "", **facts: Any) -> MarkFacts:
    """Return somebody's mark of breakfast; without a person the worker's."""
    return MarkFacts(slot=facts.pop("slot", Slot.BREAKFAST), mark=what, person=person, words=words, **facts)


def review_facts(*marks: MarkFacts, on: date | None = None, **facts: Any) -> ReviewFacts:
    """Return a review of today with everybody who marks taking part."""
    people = {one.person.pk: one.person for one in marks if one.person}
    given: dict[str, Any] = {
        "happened_at": moment(on or time.today()),
        "next_on": time.today() + timedelta(days=60),
        "present": tuple(PresentFacts(person=one) for one in people.values()),
        "key": uuid4(),
    }
    return ReviewFacts(marks=marks, **(given | facts))


def a_review(by: User, plan: Plan, *marks: MarkFacts, **facts: Any) -> Review:
    """Return a review that was held."""
    return hold_review(by=by, plan=plan, facts=review_facts(*marks, **facts))
