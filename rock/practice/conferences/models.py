"""Child protection plans and their reviews: final tables, filled by import until their pages come."""

from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.practice.requests.models import Referral


class AbuseCategory(models.TextChoices):
    """The kind of harm, in census codes."""

    NEG = "NEG", "Neglect"
    PHY = "PHY", "Physical abuse"
    SAB = "SAB", "Sexual abuse"
    EMO = "EMO", "Emotional abuse"
    MUL = "MUL", "More than one kind"


@tracked
class ProtectionPlan(models.Model):
    """A child protection plan from a day to a day, with its first and latest category."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="protection_plans")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    initial_category = models.CharField(max_length=3, choices=AbuseCategory.choices, blank=True)
    latest_category = models.CharField(max_length=3, choices=AbuseCategory.choices, blank=True)
    previous_plans = models.PositiveSmallIntegerField(null=True, blank=True, help_text="As the census counted them")
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                # Another system's row keeps what it said, however impossible; work here is held to it.
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")) | ~Q(source=""),
                name="protection_plan_ends_after",
            )
        ]

    class Fields:
        keep = "id referral source recorded_at"
        export = "started_on ended_on initial_category latest_category previous_plans"

    def __str__(self) -> str:
        return f"Protection plan from {self.started_on}"


@tracked
class ProtectionReview(models.Model):
    """A review conference of a plan was held on a day."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField()
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "held_on"], name="review_once_a_day")]

    class Fields:
        keep = "id plan source"
        export = "held_on"

    def __str__(self) -> str:
        return f"Review on {self.held_on}"
