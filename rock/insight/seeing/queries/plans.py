"""Plans: whose ideas, how many promises, what if, who is late. A late agency counts as a late parent does."""

from typing import Any

from django.db.models import Aggregate, Case, Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery, Value, When

from rock.core import time
from rock.insight.seeing.measures import Share
from rock.insight.seeing.queries.common import months_ago
from rock.practice.plans.models import ItemKind, Plan, PlanItem, PlanVersion, VersionAnswer
from rock.practice.plans.queries.promises import Owner, with_whose
from rock.records.models import Promise, PromiseState


class Middle(Aggregate):
    """The middle of a set of numbers."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _promises() -> QuerySet[Any]:
    return Promise.objects.filter(child__isnull=False).annotate(who=F("child"))


def _family_ideas() -> QuerySet[Any]:
    made = _promises().filter(recorded_at__gte=months_ago(12), carried_from__isnull=True)
    found: QuerySet[Any] = made.annotate(done=_is(Q(idea_of__isnull=False)))
    return found


def _dated_and_owned() -> QuerySet[Any]:
    owned = Q(owner__isnull=False) | Q(owner_staff__isnull=False) | ~Q(owner_agency="")
    found: QuerySet[Any] = (
        _promises().filter(state=PromiseState.OPEN).annotate(done=_is(owned & Q(due_on__isnull=False)))
    )
    return found


def open_plans() -> QuerySet[Any]:
    """Return the plans that stand today, each with `who`."""
    return Plan.objects.filter(ended_on__isnull=True).annotate(who=F("child"))


def _what_if() -> QuerySet[Any]:
    lines = PlanItem.objects.filter(plan=OuterRef("pk"), kind=ItemKind.WHAT_IF, removed_at__isnull=True)
    found: QuerySet[Any] = open_plans().annotate(done=Exists(lines))
    return found


def _knows_if() -> QuerySet[Any]:
    latest = PlanVersion.objects.filter(plan=OuterRef("version__plan")).order_by("-number").values("pk")[:1]
    asked = VersionAnswer.objects.filter(version__plan__ended_on__isnull=True, knows_what_if__isnull=False)
    rows = asked.filter(version=Subquery(latest))
    found: QuerySet[Any] = rows.annotate(who=F("version__plan__child"), done=_is(Q(knows_what_if=True)))
    return found


SHARES = (
    Share(
        "ideas",
        "Promises that were the family’s own idea",
        "Flow: promises about a child that were made in the last 12 months, carried ones counted once; of them, those that"
        " were the idea of somebody in the family or its network.",
        "promises",
        _family_ideas,
        "The family’s idea",
        "Somebody else’s idea",
    ),
    Share(
        "owned",
        "Promises with a day and somebody who does them",
        "Stock: promises about a child that are open today; of them, those with both.",
        "promises",
        _dated_and_owned,
        "With a day and somebody who does it",
        "Without one of them",
    ),
    Share(
        "what_if",
        "Plans that say what happens if",
        "Stock: plans that stand today; of them, those with at least one line “if this happens, we will”.",
        "plans",
        _what_if,
        "With such a line",
        "Without one",
    ),
    Share(
        "knows",
        "Parents who say “I know what happens if…”",
        "Stock: those who were asked about the latest agreed version of a plan that stands today; of them, those who said"
        " yes.",
        "answers",
        _knows_if,
        "They know",
        "They do not know",
    ),
)


def middle_open_promises() -> tuple[int, float | None]:
    """Return how many plans stand, and the median of their open promises (one query)."""
    mine = Promise.objects.filter(child=OuterRef("child"), state=PromiseState.OPEN).order_by().values("child")
    counted = mine.annotate(number=Count("pk")).values("number")
    rows = open_plans().annotate(number=Subquery(counted))
    number = Case(When(number__isnull=True, then=Value(0)), default=F("number"))
    found = rows.aggregate(of=Count("pk"), median=Middle(number))
    return found["of"], found["median"]


def late_by_owner() -> dict[str, tuple[int, int]]:
    """Return for family, worker and agency how many promises are open, and how many of them are late (one query)."""
    late = Count("pk", filter=Q(due_on__lt=time.today()))
    open_now: QuerySet[Any] = with_whose(_promises().filter(state=PromiseState.OPEN))
    rows = open_now.order_by().values("whose")
    found = {row["whose"]: (row["open"], row["late"]) for row in rows.annotate(open=Count("pk"), late=late)}
    return {owner.value: found.get(owner.value, (0, 0)) for owner in Owner}
