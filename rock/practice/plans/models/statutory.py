"""Child-in-need plans: the dates that the census asks for; the plan that a family wrote stands in `writing`."""

from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.practice.requests.models import Referral


@tracked
class CINPlan(models.Model):
    """A child-in-need plan stood from a day to a day."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="cin_plans")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                # Another system's row keeps what it said, however impossible; work here is held to it.
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")) | ~Q(source=""),
                name="cin_plan_ends_after",
            )
        ]

    class Fields:
        keep = "id referral source recorded_at"
        export = "started_on ended_on"

    def __str__(self) -> str:
        return f"Child-in-need plan from {self.started_on}"
