"""A review was written down on the wrong child: its marks, what changed it and its picture go to the right child's plan.

What was settled in it for the wrong child is open again (`undoing`).

All are called past the guards when two people agreed (see `rock.records.services.moving` and `removing`). What stands
still is looked at anew, for the child whose day was not marked after all and for the one whose day was.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from rock.accounts.models import User
from rock.core.services import SYSTEM, Refused
from rock.core.words import on_day
from rock.practice.plans.models import Plan, Review
from rock.practice.plans.queries.reviews import WHAT_CHANGED, day_of
from rock.practice.plans.services.drift import look_anew
from rock.practice.plans.services.review_checks import called
from rock.practice.plans.services.undoing import reopen_settled
from rock.records.models import Mark, Occasion, Person, SlotMark, Statement
from rock.records.queries.people import one_person
from rock.records.services.guards import history

_BY_EACH = ("occasion", "slot", "day_kind", "carer", "person", "staff")


def move_marks(*, by: User, statements: list[int], from_person: Person, to_person: Person) -> None:
    """Let marks go where the words go that were said with them; what changed it leaves the review of the wrong child."""
    _repoint(SlotMark.objects.filter(statement__in=statements), from_person, to_person)
    Review.objects.filter(what_changed__in=statements, plan__child__in=one_person([from_person.pk])).update(
        what_changed=None
    )
    _look_anew(by, from_person, to_person)


def move_review(*, by: User, occasion: Occasion, from_person: Person, to_person: Person) -> None:
    """Let a whole review stand with the right child's plan of that day; Refused where there is none."""
    _repoint(SlotMark.objects.filter(occasion=occasion), from_person, to_person)
    review = Review.objects.select_related("plan", "occasion").filter(occasion=occasion).first()
    if review and review.plan.child_id in one_person([from_person.pk]):
        plan = _plan_on(to_person, day_of(review))
        reopen_settled(by=by, review=review, to=to_person)
        _to_plan(review, plan)
    _look_anew(by, from_person, to_person)


def _look_anew(by: User, *people: Person) -> None:
    look_anew(by=by, children=one_person([one.pk for one in people]))


def _repoint(marks: QuerySet[SlotMark], wrong: Person, right: Person) -> None:
    """Let the right person have the marks, as child, as carer and as whoever gave them; one of two alike is enough."""
    for column in ("child", "carer", "person"):
        for row in marks.filter(**{column: wrong}):
            setattr(row, column, right)
            same: dict[str, Any] = {name: getattr(row, name) for name in _BY_EACH}
            if SlotMark.objects.filter(**same, child=row.child).exclude(pk=row.pk).exists():
                marks.filter(pk=row.pk).delete()
            else:
                marks.filter(pk=row.pk).update(**{column: right})


def _plan_on(child: Person, day: date) -> Plan:
    rows = Plan.objects.filter(child__in=one_person([child.pk]), started_on__lte=day).exclude(ended_on__lt=day)
    plan = rows.order_by("-started_on", "-pk").first()
    if plan is None:
        raise Refused(
            f"{called(child)} had no plan on {on_day(day)}, the day of this review. Start the plan from that day or "
            "before it, and then agree to this."
        )
    return plan


def _to_plan(review: Review, plan: Plan) -> None:
    day, wrong = day_of(review), review.plan
    changed = Statement.objects.filter(occasion=review.occasion, question=WHAT_CHANGED, original__isnull=True)
    changed = changed.filter(about__person__in=one_person([plan.child_id]))
    review.plan, review.since = plan, _since(plan, review)
    review.what_changed = changed.order_by("pk").last()
    review.save(update_fields=["plan", "since", "what_changed"])
    history(Review).filter(pgh_obj=review.pk).update(plan=plan)
    # Later reviews of the other child compared with a day on which nobody looked at that child's plan.
    Review.objects.filter(plan=wrong, since=day).update(since=_since(wrong, review))
    for one in (wrong, plan):
        _next(one)


def _since(plan: Plan, review: Review) -> date:
    """Return the day that a review compares with in a plan: that of the one before it, or the plan's start."""
    rows = Review.objects.filter(plan=plan, occasion__happened_at__lt=review.occasion.happened_at).exclude(pk=review.pk)
    last = rows.select_related("occasion").order_by("-occasion__happened_at").first()
    return day_of(last) if last else plan.started_on


def _next(plan: Plan) -> None:
    """Set when the plan is looked at next: as its last review says, or as it was when the plan began."""
    last = Review.objects.filter(plan=plan).order_by("-occasion__happened_at").first()
    first = history(Plan).filter(pgh_obj=plan.pk).order_by("pgh_id").values_list("review_on", flat=True).first()
    next_on = last.next_on if last else first
    if next_on:
        Plan.objects.filter(pk=plan.pk).exclude(review_on=next_on).update(review_on=next_on)


def remove_marks(*, statements: list[int], occasion: int | None) -> None:
    """Let what was marked with words that go be not known any more."""
    marks = SlotMark.objects.filter(statement__in=statements)
    if occasion:
        marks = marks | SlotMark.objects.filter(occasion=occasion)
    children = set(marks.values_list("child_id", flat=True))
    marks.update(mark=Mark.NOT_KNOWN)
    if children:
        look_anew(by=SYSTEM, children=one_person(children))
