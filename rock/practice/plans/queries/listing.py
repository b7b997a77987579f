"""The plans of a worker's children, those to be looked at soonest first; and the panel about plans on other pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse

from rock.accounts.models import User
from rock.core import time
from rock.core.panels import Panel
from rock.core.words import count_of, day_due, near_day, on_day
from rock.practice.plans.models import Plan, PlanStanding, Standing
from rock.reach.queries import reached
from rock.records.models import Person, PromiseState
from rock.teams.lines import Dated
from rock.teams.models import Allocation

MOST = 100


@dataclass(frozen=True)
class PlanRow:
    """One plan in the list."""

    pk: int
    child_pk: int
    child: str
    born: str
    standing: str
    lead: str
    review: str
    late: bool
    promises: str


def plans_to_review(user: User) -> list[PlanRow]:
    """Return the running plans of the children whom the user works with, or whose plan the user leads (one query)."""
    mine = Allocation.objects.filter(child=OuterRef("child"), starts__lte=time.today()).exclude(ends__lte=time.today())
    theirs = Q(lead=user) | Q(
        Exists(mine.filter(Q(worker=user) | Q(pod__posts__user=user, pod__posts__title="manager")))
    )
    rows = Plan.objects.filter(theirs, ended_on__isnull=True).filter(reached(user, "child_id"))
    late = Q(child__promises_about__state=PromiseState.OPEN, child__promises_about__due_on__lt=time.today())
    rows = rows.annotate(
        now=PlanStanding.objects.filter(plan=OuterRef("pk"), ends__isnull=True).values("standing")[:1],
        late_promises=Count("child__promises_about", filter=late),
    )
    return [_row(row) for row in rows.select_related("child", "lead").order_by("review_on", "pk")[:MOST]]


def _row(row: Plan) -> PlanRow:
    now, late = getattr(row, "now", None), getattr(row, "late_promises", 0)
    return PlanRow(
        pk=row.pk,
        child_pk=row.child_id,
        child=str(row.child),
        born=on_day(row.child.birth_date) if row.child.birth_date else "",
        standing=Standing(now).label if now else "",
        lead=str(row.lead or row.partner_lead),
        review=f"{on_day(row.review_on)}, {day_due(row.review_on)}",
        late=row.review_on < time.today(),
        promises=f"{count_of(late, 'promise is', 'promises are')} late" if late else "",
    )


def panel(ids: Iterable[int]) -> Panel | None:
    """Return the plans of these people for a person's page (one query)."""
    rows = Plan.objects.filter(child__in=list(ids)).order_by("-started_on")
    rows = rows.annotate(
        now=PlanStanding.objects.filter(plan=OuterRef("pk")).order_by("-starts").values("standing")[:1]
    )
    lines = tuple(
        (
            Standing(row.now).label if row.now else "Plan",
            on_day(row.started_on),
            on_day(row.ended_on) if row.ended_on else "It runs",
            "" if row.ended_on else on_day(row.review_on),
        )
        for row in rows
    )
    return Panel("Plans", ("Kind", "From", "Until", "Looked at together on"), lines)


def first_page(ids: set[int]) -> Mapping[int, list[str]]:
    """Return for each child when their plan is looked at next, or what was promised before there is one (one query)."""
    is_open = Q(promises_about__state=PromiseState.OPEN)
    plan = Plan.objects.filter(child=OuterRef("pk"), ended_on__isnull=True)
    rows = Person.objects.filter(pk__in=ids).annotate(
        plan=plan.values("pk")[:1],
        review_on=plan.values("review_on")[:1],
        number=Count("promises_about", filter=is_open),
        late=Count("promises_about", filter=is_open & Q(promises_about__due_on__lt=time.today())),
        soonest=Min("promises_about__due_on", filter=is_open),
    )
    return {row.pk: [_sentence(row)] for row in rows if row.plan or row.number}


def _sentence(row: Any) -> str:
    if row.plan is None:
        words = f"{count_of(row.number, 'promise is', 'promises are')} open, in no plan yet"
        late = f"; {row.late:,} late." if row.late else "."
        return Dated.by(row.soonest, words + late, url=reverse("plans:promised", args=[row.pk]))
    promises = f"; {count_of(row.late, 'promise is', 'promises are')} late" if row.late else ""
    today = ", due today" if row.review_on == time.today() else ""
    words = f"Their plan is looked at on {near_day(row.review_on)}{today}{promises}."
    return Dated.by(row.review_on, words, url=reverse("plans:plan", args=[row.plan]))
