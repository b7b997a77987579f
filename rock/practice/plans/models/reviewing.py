"""A review sets the day then beside the day now; drift is what the clock finds standing still."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import tracked
from rock.practice.plans.models.plan import Plan
from rock.records.models import Occasion, Person, Promise, Statement, Wish


@tracked
class Review(models.Model):
    """A plan was looked at together; the marks of each slot stand on its occasion, and `since` is the day compared with."""

    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="review")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    since = models.DateField()
    what_changed = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="What changed it"
    )
    next_on = models.DateField()
    key = models.UUIDField(unique=True, null=True, help_text="Sent twice with one key, it is one review")

    class Fields:
        keep = "id occasion plan since what_changed next_on key"

    def __str__(self) -> str:
        return f"Review of plan {self.plan_id}"


class DriftKind(models.TextChoices):
    """What has stood still."""

    NO_CHANGE = "no_change", "Nothing in the child’s day has changed"
    CARRIED = "carried", "A promise was carried over again and again"
    WISH = "wish", "A wish has no answer"


class Gone(models.TextChoices):
    """What made something stand still no more, without anybody answering."""

    CHANGED = "changed", "A part of the day was marked better or harder"
    ENDED = "ended", "The plan ended"
    CLOSED = "closed", "The promise was closed or carried again"
    ANSWERED = "answered", "The wish was answered"


@tracked
class Drift(models.Model):
    """Something has stood still; it is shown to the worker and the manager until somebody answers it, with words.

    Where the cause went away by itself, `gone` says how, and nobody has to answer.
    """

    kind = models.CharField(max_length=9, choices=DriftKind.choices)
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="drift")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="drift")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="drift")
    wish = models.ForeignKey(Wish, on_delete=models.PROTECT, null=True, blank=True, related_name="drift")
    since = models.DateField()
    found_at = models.DateTimeField(default=time.now)
    answer = models.OneToOneField(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_to_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who sees to what was decided",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    gone = models.CharField(max_length=8, choices=Gone.choices, blank=True)

    class Meta:
        verbose_name_plural = "drift"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "child", "plan", "promise", "wish"],
                condition=Q(answered_at__isnull=True),
                nulls_distinct=False,
                name="drift_found_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_by__isnull=False) | ~Q(gone=""),
                name="drift_answered_by_somebody",
            ),
        ]

    class Fields:
        keep = "id kind child plan promise wish since found_at answer answered_by seen_to_by answered_at gone"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.child_id}"
