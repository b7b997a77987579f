"""Who opened what: append-only, partitioned by month, sealed by a daily digest."""

from django.conf import settings
from django.db import models

from rock.core import time
from rock.records.models import Person


class ViewPurpose(models.TextChoices):
    """In what capacity somebody looked, as the family is told."""

    WORK = "work", "Working with the family"
    HUB = "hub", "Deciding about a request"
    SEARCH = "search", "Looking for a record"
    EMERGENCY = "emergency", "Emergency"
    QUALITY = "quality", "Checking records"
    OWN = "own", "Their own page"


class ViewLog(models.Model):
    """Somebody opened a page about a person. The table is made by SQL (partitions); one insert a page, however many people."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+", null=True)
    page = models.CharField(max_length=60)
    purpose = models.CharField(max_length=10, choices=ViewPurpose.choices)
    terms = models.CharField(max_length=300, blank=True, help_text="What was searched for")
    held_back = models.BooleanField(default=False, help_text="Not shown to the family until a manager releases it")
    seen_at = models.DateTimeField(default=time.now)

    class Meta:
        managed = False
        db_table = "reach_viewlog"

    class Fields:
        keep = "id user person page purpose held_back seen_at"
        scrub = "terms"

    def __str__(self) -> str:
        return f"{self.page} at {self.seen_at}"


class ViewSeal(models.Model):
    """The digest of one day's views, chained to the day before: a changed or missing row no longer fits it."""

    day = models.DateField(unique=True)
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=time.now)

    class Fields:
        keep = "id day rows digest sealed_at"

    def __str__(self) -> str:
        return f"{self.day}: {self.rows} views"
