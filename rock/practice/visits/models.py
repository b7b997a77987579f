"""A visit, what was seen of each child on it, and what is strong or worrying: said once, read everywhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import append_only, tracked
from rock.records.models import Occasion, Person, Slot, Statement


class VisitPlace(models.TextChoices):
    """Where a visit was."""

    HOME = "home", "At home"
    OTHER_HOME = "other_home", "At another home of theirs"
    SCHOOL = "school", "At school or nursery"
    OUT = "out", "Out and about"
    OFFICE = "office", "At our office"


class Alone(models.TextChoices):
    """Whether a child was seen without their parents."""

    YES = "yes", "Yes, alone"
    DECLINED = "declined", "Offered, and the child did not want to"
    NOT_OFFERED = "not_offered", "No"
    TOO_YOUNG = "too_young", "A baby, watched and not asked"


@tracked
class Visit(models.Model):
    """A visit to a family; when, where and who was there stand in its occasion.

    `key` comes from the device that it was written on: the same visit sent twice, after a time without signal, is one.
    """

    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="visit")
    place_kind = models.CharField(max_length=10, choices=VisitPlace.choices)
    interpreter = models.CharField(max_length=60, blank=True, help_text="The language, where somebody interpreted")
    ended_early_because = models.CharField(max_length=300, blank=True)
    key = models.UUIDField(unique=True)

    class Fields:
        keep = "id occasion key"
        export = "place_kind interpreter ended_early_because"

    def __str__(self) -> str:
        return f"Visit {self.pk}"


@tracked
class ChildSeen(models.Model):
    """One child of the family on one visit: seen or not, alone or not, and where."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    seen = models.BooleanField()
    not_seen_because = models.CharField(max_length=300, blank=True)
    alone = models.CharField(max_length=11, choices=Alone.choices, blank=True)
    alone_because = models.CharField(max_length=300, blank=True, help_text="Why the child was not seen alone")
    where = models.CharField(max_length=200, blank=True, help_text="Where the child was: their bedroom, the garden")

    class Meta:
        verbose_name_plural = "children seen"
        constraints = [
            models.UniqueConstraint(fields=["visit", "child"], name="child_once_a_visit"),
            models.CheckConstraint(condition=Q(seen=True) ^ ~Q(not_seen_because=""), name="not_seen_says_why"),
            models.CheckConstraint(condition=Q(seen=False) ^ ~Q(alone=""), name="seen_says_whether_alone"),
            models.CheckConstraint(condition=~Q(alone="not_offered") | ~Q(alone_because=""), name="not_alone_says_why"),
        ]

    class Fields:
        keep = "id visit child"
        export = "seen not_seen_because alone alone_because where"

    def __str__(self) -> str:
        return f"{self.child_id} on visit {self.visit_id}"


class NoticedKind(models.TextChoices):
    """What was noticed."""

    STRENGTH = "strength", "What is strong"
    WORRY = "worry", "What worries us"


class Noticed(models.Model):
    """A strength, or a worry said plainly, about one child; `shown_by` is what shows it, and it may belong to a slot."""

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="noticed")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="noticed")
    kind = models.CharField(max_length=8, choices=NoticedKind.choices)
    shown_by = models.TextField(blank=True)
    slot = models.CharField(max_length=9, choices=Slot.choices, blank=True)

    class Meta:
        verbose_name_plural = "noticed"
        triggers = [append_only()]
        indexes = [models.Index(fields=["child", "kind"])]
        constraints = [
            models.CheckConstraint(condition=Q(kind="worry") | ~Q(shown_by=""), name="a_strength_says_what_shows_it")
        ]

    class Fields:
        keep = "id statement child"
        export = "kind shown_by slot"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.child_id}"


class HeldBecause(models.TextChoices):
    """Why words were not given to a reader whom their speaker said yes to."""

    HIDDEN = "hidden", "It would give away a hidden address"
    NAMES_READER = "names_reader", "It speaks of the reader"


@tracked
class HeldShare(models.Model):
    """The speaker said yes to a reader, and something stopped it: a worker looks at it again, knowingly.

    `shared` stays empty while it waits; then it says what the worker decided. What stopped it is looked for anew each time.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="held_shares")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=12, choices=HeldBecause.choices)
    speaker_said = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(default=time.now)
    shared = models.BooleanField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "reader"], condition=Q(shared__isnull=True), name="held_share_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(shared__isnull=True) ^ Q(settled_by__isnull=False), name="held_share_settled_by_somebody"
            ),
        ]

    class Fields:
        keep = "id statement reader because held_at shared settled_by"
        scrub = "speaker_said"

    def __str__(self) -> str:
        return f"{self.statement_id} held from {self.reader_id}"
