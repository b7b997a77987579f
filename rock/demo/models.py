"""The demo's clock, kept in the database so that the web server and the worker tell the same time."""

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
