"""The demo's clock, kept in the database so that web server and worker tell the same time; and which council was made."""

from datetime import timedelta

from django.db import models
from django.db.models import Q


class DemoClock(models.Model):
    """How far the demo's clock is from the real one; there is one row."""

    offset = models.DurationField(default=timedelta)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="demo_clock_is_one")]

    class Fields:
        keep = "id offset"

    def __str__(self) -> str:
        return str(self.offset)


class Council(models.Model):
    """A synthetic council that was loaded: enough to tell its stories again; `users` are user keys by worker number."""

    scale = models.FloatField()
    start = models.DateField()
    as_at = models.DateField()
    seed = models.BigIntegerField()
    users = models.JSONField(default=dict)

    class Fields:
        keep = "id scale start as_at seed users"

    def __str__(self) -> str:
        return f"seed {self.seed} at scale {self.scale:g}, {self.start} to {self.as_at}"
