"""What narrows or widens reach for a reason: restriction, emergency opening, conflict of interest."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models import Clock, Person


@tracked
class Restriction(models.Model):
    """While it stands, only people named on it (grants with basis `named`) reach the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="restrictions")
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts = models.DateTimeField(default=time.now)
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ends__isnull=True), name="restriction_open_once"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="restriction_ends_after"
            ),
        ]

    class Fields:
        keep = "id person decided_by starts ends"
        scrub = "reason"

    def __str__(self) -> str:
        return f"{self.person_id} restricted"


@tracked
class EmergencyOpening(models.Model):
    """Somebody opened a record that they do not otherwise reach, for a reason; a manager is told and reviews it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="emergency_openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="emergency_openings")
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField(default=time.now)
    ends = models.DateTimeField()
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, related_name="emergency_opening")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    was_right = models.BooleanField(null=True)
    review_note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, was_right__isnull=True)
                | (
                    Q(reviewed_at__isnull=False, reviewed_by__isnull=False, was_right__isnull=False)
                    & ~Q(reviewed_by=F("user"))
                ),
                name="opening_reviewed_by_another",
            )
        ]
        indexes = [
            models.Index(fields=["opened_at"], condition=Q(reviewed_at__isnull=True), name="unreviewed_openings")
        ]

    class Fields:
        keep = "id person user opened_at ends clock reviewed_by reviewed_at was_right"
        scrub = "reason review_note"

    def __str__(self) -> str:
        return f"{self.user} opened {self.person_id}"


@tracked
class ConflictOfInterest(models.Model):
    """Somebody who signs in is close to a person (their own family, a neighbour): they do not reach that family's records."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conflicts")
    what = models.CharField(max_length=300)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts = models.DateTimeField(default=time.now)
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "conflicts of interest"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "person"], condition=Q(ends__isnull=True), name="conflict_open_once"
            )
        ]

    class Fields:
        keep = "id user person declared_by starts ends"
        scrub = "what"

    def __str__(self) -> str:
        return f"{self.user} and {self.person_id}"
