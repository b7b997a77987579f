"""The rules of a review, before anything of it is kept; each refusal says how to mend it."""

from datetime import date

from django.utils import timezone

from rock.core import time
from rock.core.services import Refused
from rock.core.words import on_day
from rock.practice.plans.models import Plan, PlanMember, Review
from rock.practice.plans.review_facts import MarkFacts, ReviewFacts
from rock.practice.visits.ages import months_old
from rock.practice.visits.queries.belonging import people_around
from rock.practice.visits.services.checking import BABY_MONTHS
from rock.records.models import Person
from rock.records.queries.people import one_person


def called(person: Person) -> str:
    """Return how a refusal calls somebody."""
    return person.given_name or str(person)


def is_baby(child: Person, day: date) -> bool:
    """Return whether the child is watched on that day, and not asked."""
    months = months_old(child, day)
    return months is not None and months < BABY_MONTHS


def day_of_review(facts: ReviewFacts) -> date:
    """Return the date of a review in London."""
    return timezone.localtime(facts.happened_at).date()


def check_review(plan: Plan, facts: ReviewFacts, since: date) -> None:
    """Refuse a review that breaks a rule of its own."""
    day = day_of_review(facts)
    _dates(plan, facts, day, since)
    if Review.objects.filter(plan=plan, occasion__happened_at__date=day).exists():
        raise Refused(f"A review of {on_day(day)} is written down already. Open it from the plan.")
    if not (facts.marks or facts.what_changed.strip() or facts.promises or facts.wishes):
        raise Refused("Nothing is written down yet. Write what somebody said became of one part of the day.")
    places = [one.place for one in facts.marks]
    if len(places) != len(set(places)):
        raise Refused("Somebody marked the same part of the day twice. Keep one of the two.")
    _belong(plan, facts)
    parts = dict(PlanMember.objects.filter(plan=plan, ends__isnull=True).values_list("person", "part"))
    for mark in facts.marks:
        _check_mark(plan, facts, mark, set(parts), day)


def _dates(plan: Plan, facts: ReviewFacts, day: date, since: date) -> None:
    if facts.happened_at > time.now():
        raise Refused("That date is in the future. Enter when it happened.")
    if day < plan.started_on:
        raise Refused(f"The plan began on {on_day(plan.started_on)}. Enter a day since then.")
    if since > day:
        raise Refused(f"A later review is written down already. Enter a day after {on_day(since)}.")
    if facts.next_on <= day:
        raise Refused("Choose a later day for looking at the plan together again.")


def _belong(plan: Plan, facts: ReviewFacts) -> None:
    around = people_around(plan.family, [plan.child_id])
    named = {one.person.pk for one in facts.present if one.person} | {one.carer.pk for one in facts.marks if one.carer}
    if named - around:
        raise Refused("Somebody named here is not of this family or its network. Add them to the network first.")
    if any(one.person is None and one.staff is None and not one.name.strip() for one in facts.present):
        raise Refused("Say who was there: choose them, or write their name.")


def _check_mark(plan: Plan, facts: ReviewFacts, mark: MarkFacts, members: set[int], day: date) -> None:
    person = mark.person
    if person is None:
        return
    name = called(person)
    if person.pk in one_person([plan.child_id]) and is_baby(person, day):
        raise Refused(f"{name} is a baby, watched and not asked. Write what you saw as your own mark.")
    if person.pk not in members:
        raise Refused(f"{person} is not in this plan yet. Add them to the plan first, then write what they say.")
    if person.pk not in {one.person.pk for one in facts.present if one.person}:
        raise Refused(
            f"Nobody marks for somebody who was not asked. Say that {name} took part, or leave {name}’s marks out."
        )
