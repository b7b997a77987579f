"""Promises: one list of actions, whatever made them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models.families import Family
from rock.records.models.occasions import Occasion
from rock.records.models.people import Person


class PromiseState(models.TextChoices):
    """Where a promise stands."""

    OPEN = "open", "To do"
    KEPT = "kept", "Done"
    CARRIED = "carried", "Carried over"
    DROPPED = "dropped", "No longer needed"


@tracked
class Promise(models.Model):
    """What somebody will do, whose idea it was and by when; a carried one points at the one it was carried from."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="promises")
    made_on = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="promises")
    what = models.CharField(max_length=300)
    idea_of = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="ideas")
    idea_of_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="ideas"
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="promises")
    owner_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="promises"
    )
    owner_agency = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    has_to_happen = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True, help_text="Why it has to happen")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=7, choices=PromiseState.choices, default=PromiseState.OPEN)
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    closed_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(owner_staff__isnull=False) | ~Q(owner_agency=""),
                name="promise_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(has_to_happen=False) | (~Q(why="") & Q(decided_by__isnull=False)),
                name="has_to_happen_says_why_and_who",
            ),
            models.CheckConstraint(
                condition=Q(state="open") ^ Q(closed_on__isnull=False), name="promise_closed_or_open"
            ),
        ]

    class Fields:
        keep = (
            "id family made_on idea_of idea_of_staff owner owner_staff owner_agency due_on has_to_happen decided_by state"
            " carried_from closed_on recorded_at"
        )
        export = "what why"

    def __str__(self) -> str:
        return self.what
