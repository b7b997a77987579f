"""A family is the working set that work is done with; it grants nobody anything. The network is everyone who could help."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models.people import Person


@tracked
class Family(models.Model):
    """The people that work is done with together."""

    name = models.CharField(max_length=120, help_text="What the family is called at work, for example: Ashdown")
    recorded_at = models.DateTimeField(default=time.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "families"

    class Fields:
        keep = "id recorded_at recorded_by"
        export = "name"

    def __str__(self) -> str:
        return self.name


class MemberRole(models.TextChoices):
    """What a member is in the family."""

    CHILD = "child", "Child"
    ADULT = "adult", "Adult"


@tracked
class FamilyMember(models.Model):
    """A person belongs to a family from a day to a day."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=5, choices=MemberRole.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person"], condition=Q(ends__isnull=True), name="family_member_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="member_ends_after_start"
            ),
        ]

    class Fields:
        keep = "id family person role starts ends"

    def __str__(self) -> str:
        return f"{self.person} in {self.family}"


class NetworkCircle(models.IntegerChoices):
    """How close somebody stands; the picture draws a ring for each."""

    CLOSE = 1, "Very close"
    NEAR = 2, "Close"
    AROUND = 3, "Around us"


@tracked
class NetworkMember(models.Model):
    """Somebody who could help a family: a relative, friend, teacher or service, with what they offer."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="network")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="network_places")
    name = models.CharField(max_length=200, blank=True, help_text="For somebody without a record of their own")
    who = models.CharField(max_length=120, help_text="Who they are to the family: Nan, football coach, class teacher")
    circle = models.PositiveSmallIntegerField(choices=NetworkCircle.choices, default=NetworkCircle.NEAR)
    offers = models.CharField(max_length=500, blank=True)
    cannot = models.CharField(max_length=500, blank=True)
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField(default=time.today)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(name=""), name="network_member_has_a_name")
        ]

    class Fields:
        keep = "id family person circle named_by starts ends"
        scrub = "cannot"
        export = "name who offers"

    def __str__(self) -> str:
        return self.name or str(self.person)
