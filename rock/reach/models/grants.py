"""Grants: one table says who may reach which person, in what capacity, from when to when, on what basis."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models import Person


@tracked
class Circle(models.Model):
    """A named set of people who sign in (a pod, the hub's desk); a grant to it reaches whoever is in it on the day."""

    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    class Fields:
        keep = "id key name"

    def __str__(self) -> str:
        return self.name


@tracked
class CircleMember(models.Model):
    """Somebody is in a circle from a day (included) to a day (not included); leaving a post ends reach."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="circles")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "user"], condition=Q(ends__isnull=True), name="circle_member_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="circle_ends_after_start"
            ),
        ]

    class Fields:
        keep = "id circle user starts ends"

    def __str__(self) -> str:
        return f"{self.user} in {self.circle}"


class Capacity(models.TextChoices):
    """As what somebody reaches a person."""

    WORKER = "worker", "Worker"
    SECOND_WORKER = "second_worker", "Second worker in the pod"
    POD = "pod", "The pod"
    HUB = "hub", "The hub"
    DATA = "data", "Data quality"
    THEMSELVES = "self", "Themselves"
    PARENT = "parent", "Parent"
    RELATIVE = "relative", "Relative"
    PARTNER = "partner", "Partner"


class Basis(models.TextChoices):
    """Why a grant stands."""

    ALLOCATION = "allocation", "Allocated"
    REQUEST = "request", "A request at the hub"
    IMPORT = "import", "Imported, not yet allocated"
    EMERGENCY = "emergency", "Opened in an emergency"
    NAMED = "named", "Named on a restricted record"
    CONFLICT = "conflict", "Conflict of interest"
    RELATIONSHIP = "relationship", "Family relationship"
    UNSAFE = "unsafe", "A child said they do not feel safe"
    INVITED = "invited", "Invited by the child’s worker"


@tracked
class Grant(models.Model):
    """One user or one circle may (or, with `allow` false, may not) reach a person, from a moment to a moment.

    A denial beats every permission. `source` names what made the grant ("allocation:12"), so that its end ends it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="grants")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, related_name="grants")
    capacity = models.CharField(max_length=14, choices=Capacity.choices)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    allow = models.BooleanField(default=True)
    source = models.CharField(max_length=60)
    starts = models.DateTimeField(default=time.now)
    ends = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) ^ Q(circle__isnull=False), name="grant_to_user_or_circle"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="grant_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "person"]),
            models.Index(fields=["circle", "person"]),
            models.Index(fields=["source"]),
        ]

    class Fields:
        keep = "id person user circle capacity basis allow source starts ends given_by"

    def __str__(self) -> str:
        return f"{'may' if self.allow else 'may not'} reach {self.person_id} ({self.basis})"
