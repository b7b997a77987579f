"""Clocks: every deadline is a dated rule and a running instance. The start is day 0."""

from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models.families import Family
from rock.records.models.people import Person


class ClockUnit(models.TextChoices):
    """How a limit is counted."""

    WORKING_DAYS = "working_days", "working days"
    DAYS = "days", "days"
    MONTHS = "months", "calendar months"
    HOURS = "hours", "hours"


@tracked
class ClockRule(models.Model):
    """A limit, as it stood from a day to a day, with the source of the rule."""

    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    trigger = models.CharField(max_length=200, help_text="What starts it, and what stops it")
    limit = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=ClockUnit.choices)
    source = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(ends__isnull=True), name="clock_rule_open_once"),
            models.UniqueConstraint(fields=["key", "starts"], name="clock_rule_once_a_day"),
        ]

    class Fields:
        keep = "id key name trigger limit unit source starts ends"

    def __str__(self) -> str:
        return f"{self.name}: {self.limit} {self.get_unit_display()}"


@tracked
class Clock(models.Model):
    """A running limit about a person or a family; it is stopped once, and never started out of imported history."""

    rule = models.ForeignKey(ClockRule, on_delete=models.PROTECT, related_name="clocks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="clocks")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, blank=True, related_name="clocks")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="The last moment in time")
    stopped_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(stopped_at__isnull=True), name="running_clocks")]

    class Fields:
        keep = "id rule person family started_at due_at stopped_at recorded_at"

    def __str__(self) -> str:
        return f"{self.rule.key} due {self.due_at:%d %B %Y}"
