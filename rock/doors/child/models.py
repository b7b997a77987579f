"""The child's own page: who has one, the cards that open it, and what was said when a child did not feel safe."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models import Clock, Person


@tracked
class ChildPage(models.Model):
    """A child or young person has a page of their own, signed in as a user of their own, never inside an adult's session."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="child_page")
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="child_page")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(default=time.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closed_because=""), name="child_page_closed_says_why"
            )
        ]

    class Fields:
        keep = "id user person opened_by opened_at closed_at"
        scrub = "closed_because"

    def __str__(self) -> str:
        return f"Page of {self.person_id}"


class Card(models.Model):
    """A card that was given to a child: its number and three words open the page until it is over. Of the words, a hash."""

    page = models.ForeignKey(ChildPage, on_delete=models.CASCADE, related_name="cards")
    words_hash = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=time.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Fields:
        keep = "id page made_by made_at expires_at ended_at used_at"
        scrub = "words_hash"

    def __str__(self) -> str:
        return f"Card {self.pk}"


class Level(models.IntegerChoices):
    """Who has been told so far: nobody is left out by going on to the next."""

    WORKER = 1, "Their worker"
    DUTY = 2, "The duty manager"
    OUT_OF_HOURS = 3, "The out-of-hours team"


@tracked
class UnsafeCall(models.Model):
    """A child said “I don’t feel safe”; it rings further and further until somebody takes it on.

    What they wrote with it, then and until it is taken on, are statements that answer “unsafe”; no door shows them back.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="unsafe_calls")
    said_at = models.DateTimeField(default=time.now)
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    rings_next_at = models.DateTimeField(
        null=True, blank=True, help_text="When the next are told, if nobody has taken it on"
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    done = models.CharField(max_length=500, blank=True, help_text="What was done first")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~(Q(taken_by__isnull=True) ^ Q(taken_at__isnull=True)), name="unsafe_taken_by_somebody"
            )
        ]
        indexes = [models.Index(fields=["rings_next_at"], condition=Q(taken_at__isnull=True), name="unsafe_ringing")]

    class Fields:
        keep = "id child said_at clock level rings_next_at taken_by taken_at"
        export = "done"

    def __str__(self) -> str:
        return f"{self.child_id} does not feel safe"
