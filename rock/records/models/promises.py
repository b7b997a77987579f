"""Promises: one list of actions, whatever made them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models.families import Family
from rock.records.models.occasions import Occasion
from rock.records.models.people import Person
from rock.records.models.slots import DayKind, Slot


class PromiseState(models.TextChoices):
    """Where a promise stands."""

    OPEN = "open", "To do"
    KEPT = "kept", "Done"
    CARRIED = "carried", "Carried over"
    DROPPED = "dropped", "No longer needed"
    TAKEN_BACK = "taken_back", "Taken back"


@tracked
class Promise(models.Model):
    """What somebody will do, whose idea it was and by when; a carried one points at the one it was carried from.

    A promise that is kept only if another adult stops hurting (`depends_on`) is that adult's own or a service's, never
    that of the person who is harmed: the database holds the line.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="promises")
    made_on = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="promises")
    child = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="promises_about", help_text="For whom"
    )
    what = models.CharField(max_length=300)
    slot = models.CharField(
        max_length=9, choices=Slot.choices, blank=True, help_text="The slot of the child’s day that it should change"
    )
    day_kind = models.CharField(max_length=8, choices=DayKind.choices, blank=True)
    help_needed = models.CharField(max_length=300, blank=True, help_text="What its owner needs to keep it")
    idea_of = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="ideas")
    idea_of_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="ideas"
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="promises")
    owner_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="promises"
    )
    owner_agency = models.CharField(max_length=120, blank=True)
    depends_on = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The adult whose violence or control decides whether it can be kept",
    )
    due_on = models.DateField()
    has_to_happen = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True, help_text="Why it has to happen")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=PromiseState.choices, default=PromiseState.OPEN)
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    closed_on = models.DateField(null=True, blank=True)
    closed_word = models.CharField(max_length=300, blank=True, help_text="What its owner said with it")
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
            models.CheckConstraint(
                condition=Q(depends_on__isnull=True) | Q(owner__isnull=True) | Q(owner=F("depends_on")),
                name="the_harmed_do_not_own_anothers_violence",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(state="open"), name="open_promises")]

    class Fields:
        keep = (
            "id family made_on child idea_of idea_of_staff owner owner_staff owner_agency depends_on due_on has_to_happen"
            " decided_by state carried_from closed_on recorded_at slot day_kind"
        )
        export = "what why help_needed closed_word"

    def __str__(self) -> str:
        return self.what


class ServiceAnswer(models.TextChoices):
    """What a service said when it was asked."""

    WAITING = "waiting", "No answer yet"
    YES = "yes", "Yes"
    WAITING_LIST = "list", "Yes, after a wait"
    NO = "no", "No"


@tracked
class ServiceAsked(models.Model):
    """A promise that is kept by asking a service for help: what it answered, how long the wait is, what came of it."""

    promise = models.OneToOneField(Promise, on_delete=models.CASCADE, related_name="service")
    service = models.CharField(max_length=120)
    asked_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=7, choices=ServiceAnswer.choices, default=ServiceAnswer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    waits_until = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "services asked"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="waiting") ^ Q(answered_on__isnull=False), name="service_answered_on_a_day"
            )
        ]

    class Fields:
        keep = "id promise service asked_on answer answered_on waits_until"
        export = "outcome"

    def __str__(self) -> str:
        return f"{self.service}: {self.get_answer_display()}"
