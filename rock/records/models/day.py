"""The child's day: what somebody said or saw of a slot of it, how it changed, and what the child wishes were different.

Every entry is one statement and says where in the day it belongs; the words themselves stand in the statement alone, and
who may read them is the statement's audience. An answer without words (a face, a picture) is a statement that says what
was pointed to, marked as not verbatim: nobody writes words for a child who did not say them.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import append_only, tracked
from rock.records.models.clocks import Clock
from rock.records.models.occasions import Occasion, Statement
from rock.records.models.people import Person
from rock.records.models.promises import Promise
from rock.records.models.slots import DayKind, Mark, Need, Slot, Source


class DayEntry(models.Model):
    """A statement about one slot of a child's day, from one source, on one kind of day, and with whom the child was then."""

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="day_entry")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="day_entries")
    source = models.CharField(max_length=6, choices=Source.choices)
    slot = models.CharField(max_length=9, choices=Slot.choices)
    day_kind = models.CharField(max_length=8, choices=DayKind.choices, default=DayKind.ORDINARY)
    carer = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who looks after the child then, where there are two homes",
    )
    face = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 very sad to 5 very happy")
    pictures = ArrayField(
        models.CharField(max_length=30), default=list, blank=True, help_text="Keys of pictures chosen"
    )
    need = models.CharField(max_length=9, choices=Need.choices, default=Need.NOT_ASKED)
    runs_out = models.CharField(max_length=200, blank=True, help_text="What runs out, and when")

    class Meta:
        verbose_name_plural = "day entries"
        triggers = [append_only()]
        indexes = [models.Index(fields=["child", "slot"])]
        constraints = [
            models.CheckConstraint(condition=Q(face__isnull=True) | Q(face__range=(1, 5)), name="day_face_is_1_to_5"),
            models.CheckConstraint(
                condition=Q(runs_out="") | Q(need__in=[Need.MONEY, Need.BOTH]), name="only_money_runs_out"
            ),
        ]

    class Fields:
        keep = "id statement child source day_kind carer"
        export = "slot face pictures need runs_out"

    def __str__(self) -> str:
        return f"{self.get_slot_display()} of {self.child_id}"


class SlotMark(models.Model):
    """At a review somebody said of a slot whether it is better, the same or harder: this is what “changed” means everywhere.

    `statement` is what they said with it, where they said something.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="slot_marks")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="slot_marks")
    source = models.CharField(max_length=6, choices=Source.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="marks_given")
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="marks_given"
    )
    slot = models.CharField(max_length=9, choices=Slot.choices)
    day_kind = models.CharField(max_length=8, choices=DayKind.choices, default=DayKind.ORDINARY)
    carer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mark = models.CharField(max_length=9, choices=Mark.choices)
    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="slot_mark"
    )
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        triggers = [append_only()]
        indexes = [models.Index(fields=["child", "recorded_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "child", "slot", "day_kind", "carer", "person", "staff"],
                nulls_distinct=False,
                name="slot_marked_once_by_each",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ Q(staff__isnull=False), name="slot_mark_is_somebodys"
            ),
        ]

    class Fields:
        keep = "id occasion child source person staff day_kind carer statement recorded_at"
        export = "slot mark"

    def __str__(self) -> str:
        return f"{self.get_slot_display()} of {self.child_id}: {self.mark}"


@tracked
class Wish(models.Model):
    """What a child wants different, and the answer they got; its clock rings until it is answered."""

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="wish")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="wishes")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="wish_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    promise = models.ForeignKey(
        Promise,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wishes",
        help_text="What is done about it",
    )

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.CheckConstraint(
                condition=~(Q(answer__isnull=True) ^ Q(answered_at__isnull=True)), name="wish_answered_with_words"
            )
        ]
        indexes = [models.Index(fields=["child"])]

    class Fields:
        keep = "id statement child clock answer answered_at promise"

    def __str__(self) -> str:
        return f"Wish of {self.child_id}"
