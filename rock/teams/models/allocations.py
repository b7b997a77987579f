"""Who works with which child: one primary worker at a time (the database refuses an overlap), and a second who knows them."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models import Family, Person
from rock.teams.models.pods import Pod


class AllocationKind(models.TextChoices):
    """As what somebody is allocated."""

    PRIMARY = "primary", "Worker"
    SECOND = "second", "Second person who knows them"


class DateRange(Func):
    """The SQL daterange of two dates: the first included, the second not, without an end when it is null."""

    function = "DATERANGE"
    template = "%(function)s(%(expressions)s, '[)')"


@tracked
class Allocation(models.Model):
    """A worker in a pod is a child's worker, or the second who knows them, from a day (included) to a day (not included)."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="allocations")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="allocations")
    pod = models.ForeignKey(Pod, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="allocations")
    kind = models.CharField(max_length=7, choices=AllocationKind.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True, help_text="Why this worker, or why it ended")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_primary_worker_at_a_time",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    (DateRange("starts", "ends"), RangeOperators.OVERLAPS),
                ],
                condition=Q(kind="primary"),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="allocation_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["child", "worker"], condition=Q(ends__isnull=True), name="allocated_once_to_a_child"
            ),
        ]
        indexes = [models.Index(fields=["worker", "ends"])]

    class Fields:
        keep = "id child family pod worker kind starts ends decided_by recorded_at"
        scrub = "why"

    def __str__(self) -> str:
        return f"{self.worker} with {self.child_id} ({self.kind})"
