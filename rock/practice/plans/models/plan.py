"""A child’s plan: whose it is, as what it stands, and who writes it with us.

Early help, child in need and protection are one plan with another standing.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.practice.plans.models.statutory import CINPlan
from rock.practice.requests.models import Referral
from rock.records.models import Family, Occasion, Person, Statement


@tracked
class Plan(models.Model):
    """The plan of one child within the family; a partner who leads it is named in words, a worker by their sign-in."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="plans")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="plan")
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    partner_lead = models.CharField(max_length=200, blank=True, help_text="Who leads it, and where they work")
    started_on = models.DateField()
    review_on = models.DateField(help_text="When it is looked at together next")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Why it ended"
    )
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child"], condition=Q(ended_on__isnull=True), name="one_plan_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="plan_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["review_on"], condition=Q(ended_on__isnull=True), name="plans_to_review")]

    class Fields:
        keep = "id family child occasion lead started_on review_on ended_on ended_because source recorded_at"
        scrub = "partner_lead"

    def __str__(self) -> str:
        return f"Plan of {self.child_id}"


class Standing(models.TextChoices):
    """As what a plan stands."""

    EARLY_HELP = "early_help", "Early help"
    IN_NEED = "in_need", "Child in need"
    PROTECTION = "protection", "Child protection"


@tracked
class PlanStanding(models.Model):
    """How a plan stood from a day to a day; `cin_plan` is what the census is told of it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="standings")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cin_plan = models.OneToOneField(CINPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="standing")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(ends__isnull=True), name="one_standing_at_a_time"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="standing_ends_after_start"
            ),
        ]

    class Fields:
        keep = "id plan starts ends referral cin_plan decided_by"
        export = "standing"

    def __str__(self) -> str:
        return f"{self.get_standing_display()} from {self.starts}"


class Part(models.TextChoices):
    """As what somebody has a part in a plan."""

    CHILD = "child", "The child"
    PARENT = "parent", "A parent or carer"
    NETWORK = "network", "Somebody who helps"


@tracked
class PlanMember(models.Model):
    """Somebody of the family or its network writes the plan with us, from a moment on; each item is still shared one by one."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plan_parts")
    part = models.CharField(max_length=7, choices=Part.choices)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts = models.DateTimeField(default=time.now)
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], condition=Q(ends__isnull=True), name="once_in_a_plan")
        ]

    class Fields:
        keep = "id plan person added_by starts ends"
        export = "part"

    def __str__(self) -> str:
        return f"{self.person_id} in plan {self.plan_id}"
