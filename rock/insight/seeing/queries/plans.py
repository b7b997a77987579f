"""Plans: whose ideas, how many promises, what if, who is late. A late agency counts as a late parent does."""

from collections.abc import Callable
from typing import Any

from django.db.models import Aggregate, Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rock.core import time
from rock.insight.seeing.measures import Share
from rock.insight.seeing.queries.common import day_months_ago, months_ago, told
from rock.practice.plans.models import ItemKind, Part, Plan, PlanItem, PlanMember, PlanVersion, VersionAnswer
from rock.practice.plans.queries.promises import Owner, with_whose
from rock.practice.plans.refusals import ENOUGH
from rock.records.models import Promise, PromiseState
from rock.records.queries.standing import not_under_move


class Middle(Aggregate):
    """The middle of a set of numbers."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def _promises() -> QuerySet[Any]:
    return Promise.objects.filter(not_under_move("made_on__"), child__isnull=False).annotate(who=F("child"))


def _family_ideas() -> QuerySet[Any]:
    known = Q(idea_of__isnull=False) | Q(idea_of_staff__isnull=False)
    made = _promises().filter(known, recorded_at__gte=months_ago(12), carried_from__isnull=True)
    return told(made, Q(idea_of__isnull=False))


def _dated_and_owned() -> QuerySet[Any]:
    owned = Q(owner__isnull=False) | Q(owner_staff__isnull=False) | ~Q(owner_agency="")
    return told(_open_promises(), owned & Q(due_on__isnull=False))


def _open_promises() -> QuerySet[Any]:
    return _promises().filter(state=PromiseState.OPEN)


def _late() -> QuerySet[Any]:
    return told(_open_promises(), Q(due_on__lt=time.today()))


def _settled() -> QuerySet[Any]:
    ended = [PromiseState.KEPT, PromiseState.DROPPED, PromiseState.TAKEN_BACK]
    rows = _promises().filter(state__in=ended, closed_on__gt=day_months_ago(12))
    return told(rows, Q(state=PromiseState.KEPT))


def _late_of(owner: Owner) -> Callable[[], QuerySet[Any]]:
    def rows() -> QuerySet[Any]:
        late: QuerySet[Any] = with_whose(_late())
        return late.filter(whose=owner)

    return rows


def open_plans() -> QuerySet[Any]:
    """Return the plans that stand today, each with `who`."""
    return Plan.objects.filter(not_under_move("occasion__"), ended_on__isnull=True).annotate(who=F("child"))


def _plans_with_number() -> QuerySet[Any]:
    mine = Promise.objects.filter(not_under_move("made_on__"), child=OuterRef("child"), state=PromiseState.OPEN)
    counted = mine.order_by().values("child").annotate(number=Count("pk")).values("number")
    found: QuerySet[Any] = open_plans().annotate(number=Coalesce(Subquery(counted), 0))
    return found


def _few_enough() -> QuerySet[Any]:
    return told(_plans_with_number(), Q(number__lte=ENOUGH))


def _what_if() -> QuerySet[Any]:
    lines = PlanItem.objects.filter(plan=OuterRef("pk"), kind=ItemKind.WHAT_IF, removed_at__isnull=True)
    found: QuerySet[Any] = open_plans().annotate(done=Exists(lines))
    return found


def _led_by_a_partner() -> QuerySet[Any]:
    return told(open_plans(), Q(lead__isnull=True) & ~Q(partner_lead=""))


def _parents() -> QuerySet[Any]:
    """Return the parents who write a plan that stands, each with what they said to its latest agreed version (`said`)."""
    plan = Q(plan__ended_on__isnull=True, part=Part.PARENT, ends__isnull=True)
    latest = PlanVersion.objects.filter(plan=OuterRef(OuterRef("plan"))).order_by("-number").values("pk")[:1]
    answers = VersionAnswer.objects.filter(version=Subquery(latest), person=OuterRef("person"))
    rows = PlanMember.objects.filter(plan, not_under_move("plan__occasion__"))
    found: QuerySet[Any] = rows.annotate(who=F("plan__child"), said=Subquery(answers.values("knows_what_if")[:1]))
    return found


def _asked_if() -> QuerySet[Any]:
    return told(_parents(), Q(said__isnull=False))


def _knows_if() -> QuerySet[Any]:
    return told(_parents(), Q(said=True))


PROMISE_SHARES = (
    Share(
        "ideas",
        "Promises that were the family’s own idea",
        "Flow: promises about a child that were made in the last 12 months and of which it is known whose idea they were,"
        " carried ones counted once; of them, those that were the idea of somebody in the family or its network.",
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
        "kept",
        "Promises that were kept",
        "Flow: promises about a child that came to an end in the last 12 months: done, no longer needed or taken back, whoever"
        " made them, carried ones counted once, when they end; of them, those that are done.",
        "promises",
        _settled,
        "Done",
        "No longer needed, or taken back",
    ),
    Share(
        "late",
        "Promises that are late",
        "Stock: promises about a child that are open today; of them, those whose day is over, whoever made them.",
        "promises",
        _late,
        "Late",
        "Still in time",
        harm=True,
    ),
)
LATE_OF = {
    owner: Share(
        f"late_{owner}",
        f"Promises that are late: {whose}",
        f"Stock: promises about a child that are open today and that {whose} made; of them, those whose day is over.",
        "promises",
        _late_of(owner),
        "Late",
        "Still in time",
        harm=True,
    )
    for owner, whose in {
        Owner.FAMILY: "the family and its network",
        Owner.WORKER: "our workers",
        Owner.AGENCY: "other services",
    }.items()
}
SHARES = (
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
        "asked",
        "Parents who were asked whether they know what happens if",
        "Stock: parents and carers with a part in a plan that stands today; of them, those who were asked at its latest agreed"
        " version. Before a version is agreed nobody was asked.",
        "parents",
        _asked_if,
        "They were asked",
        "Nobody has asked them yet",
    ),
    Share(
        "knows",
        "Parents who say “I know what happens if…”",
        "Stock: parents and carers with a part in a plan that stands today; of them, those who said so at its latest agreed"
        " version. Whoever was not asked does not count as knowing.",
        "parents",
        _knows_if,
        "They know",
        "They do not know, or were not asked",
    ),
    Share(
        "enough",
        "Plans with no more promises than anybody can hold in their head",
        f"Stock: plans that stand today; of them, those with {ENOUGH} open promises or fewer about that child.",
        "plans",
        _few_enough,
        f"{ENOUGH} or fewer",
        f"More than {ENOUGH}",
    ),
    Share(
        "led",
        "Plans that a partner leads",
        "Stock: plans that stand today; of them, those led by somebody at a school or another service, and not by a worker of ours.",
        "plans",
        _led_by_a_partner,
        "A partner leads it",
        "A worker of ours leads it",
    ),
)


def middle_open_promises() -> tuple[int, float | None]:
    """Return how many plans stand, and the median of their open promises (one query)."""
    found = _plans_with_number().aggregate(of=Count("pk"), median=Middle("number"))
    return found["of"], found["median"]


def late_by_owner() -> dict[str, tuple[int, int]]:
    """Return for family, worker and agency how many promises are open, and how many of them are late (one query)."""
    late = Count("pk", filter=Q(due_on__lt=time.today()))
    open_now: QuerySet[Any] = with_whose(_open_promises())
    rows = open_now.order_by().values("whose")
    found = {row["whose"]: (row["open"], row["late"]) for row in rows.annotate(open=Count("pk"), late=late)}
    return {owner.value: found.get(owner.value, (0, 0)) for owner in Owner}
