"""Every row of one plan, its promises and its reviews, in words."""

from typing import Any

from rock.demo.council.replaying import again
from rock.demo.council.replaying.picture import Picture
from rock.practice.plans.models import (
    CINPlan,
    ItemView,
    Plan,
    PlanItem,
    PlanMember,
    PlanStanding,
    PlanVersion,
    PlanWording,
    Review,
    VersionAnswer,
    VersionWording,
)
from rock.practice.requests.models import Referral
from rock.records.models import Audience, Promise, ServiceAsked

_LEFT_OUT = frozenset({"plan", "version", "family", "made_on"})


def referral_of(row: Plan) -> Referral | None:
    """Return the referral on which a plan stood; None for early help alone."""
    first = PlanStanding.objects.filter(plan=row, referral__isnull=False).select_related("referral").first()
    return first.referral if first else None


def plan_rows(row: Plan, since: int = 0) -> Picture:
    """Return the rows of a plan with its promises and reviews; of its referral only the end that it brought."""
    occasion, referral = row.occasion, referral_of(row) if row.ended_on else None
    items, reviews = PlanItem.objects.filter(plan=row), Review.objects.filter(plan=row)
    made_here = Promise.objects.filter(made_on=occasion)
    stood = PlanStanding.objects.filter(plan=row)
    rows: list[Any] = [
        *again.of_occasion(occasion, [again.closing(referral, since)]),
        Audience.objects.filter(statement__occasion=occasion),
        Plan.objects.filter(pk=row.pk),
        *(model._default_manager.filter(plan=row) for model in (PlanMember, PlanVersion)),
        stood,
        CINPlan.objects.filter(standing__in=stood),
        items,
        PlanWording.objects.filter(item__in=items),
        ItemView.objects.filter(item__in=items),
        made_here,
        ServiceAsked.objects.filter(promise__in=made_here),
        *(model._default_manager.filter(version__plan=row) for model in (VersionWording, VersionAnswer)),
        reviews,
        Referral.objects.filter(pk=referral.pk if referral else 0),
    ]
    for review in reviews.select_related("occasion"):
        rows += again.of_occasion(review.occasion)
        rows += [model._default_manager.filter(occasion=review.occasion) for model in again.OF_REVIEWS]
    return again.in_words(rows, _LEFT_OUT)
