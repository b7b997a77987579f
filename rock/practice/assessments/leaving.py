"""What a colleague leaves of assessments: those that they write, with what services were asked for them."""

from django.urls import reverse

from rock.accounts.models import User
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.services.starting import hand_on
from rock.teams.leaving import Left


def assessments_left(user: User) -> list[Left]:
    """Return the assessments that somebody is writing (one query)."""
    rows = Assessment.objects.filter(worker=user, authorised_on__isnull=True, occasion__isnull=False)
    return [
        Left(row.pk, row.referral.child, f"Assessment from {row.started_on:%-d %B %Y}", _page(row))
        for row in rows.filter(referral__closed_on__isnull=True).select_related("referral__child").order_by("pk")
    ]


def _page(row: Assessment) -> str:
    return reverse("assessments:show", args=[row.pk])


def hand_on_assessment(by: User, pk: int, to: User) -> None:
    """Let a colleague go on with an assessment."""
    hand_on(by=by, assessment=Assessment.objects.get(pk=pk), worker=to)
